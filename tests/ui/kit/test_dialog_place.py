"""Dialogs that are built each time they are asked for: one of a kind at a time, and none is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from support.composed import Composed

from frcnn_desktop.ui.kit.dialog_place import DialogPlace
from frcnn_desktop.ui.shell.action_ids import ActionId


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    yield window
    window.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


def test_that_a_dialog_takes_the_place_of_the_one_before(qtbot: QtBot, owner: QWidget) -> None:
    place = DialogPlace[QDialog]()
    first, second = QDialog(owner), QDialog(owner)
    place.show(first)
    place.show(second)
    assert place.dialog is second
    qtbot.waitUntil(lambda: owner.findChildren(QDialog) == [second])


@pytest.mark.parametrize("leave", [QDialog.accept, QDialog.reject, QDialog.close])
def test_that_a_closed_dialog_is_not_kept(qtbot: QtBot, owner: QWidget, leave) -> None:
    place = DialogPlace[QDialog]()
    dialog = QDialog(owner)
    place.show(dialog)
    leave(dialog)
    assert place.dialog is None
    qtbot.waitUntil(lambda: not owner.findChildren(QDialog))


@pytest.mark.parametrize("asked", [ActionId.SHORTCUTS, ActionId.ABOUT])
def test_that_help_asked_for_again_and_again_leaves_nothing_behind(window: Composed, asked: ActionId) -> None:
    main = window.app.window
    before = len(main.findChildren(QDialog))
    for _ in range(3):
        window.app.actions[asked].trigger()
    window.qtbot.waitUntil(lambda: len(main.findChildren(QDialog)) == before + 1)
    next(each for each in main.findChildren(QDialog) if each.isVisible()).reject()
    window.qtbot.waitUntil(lambda: len(main.findChildren(QDialog)) == before)
