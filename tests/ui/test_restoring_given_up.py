"""Restoring unsaved edits, and thinking otherwise: what is not taken then is offered again, never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import CAT, COW, DOG, Composed, annotate, make_image
from support.journals import kept, plant, start

from frcnn_desktop.ui.browse.unsaved import UnsavedChoice
from frcnn_desktop.ui.shell.settings import LeavePolicy
from frcnn_desktop.voc import read_annotation

OFFER = ["Restore", "Discard"]


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "photos"
    folder.mkdir()
    photos = [make_image(folder / name) for name in ("a.png", "b.png")]
    for photo in photos:
        annotate(photo, CAT)
    plant(photos[0], photos[0].with_suffix(".xml"), DOG)
    return photos


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, photos: list[Path]) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    start(window)
    with qtbot.waitSignal(window.app.workspace.current_changed):
        window.app.workspace.open_paths([photos[0].parent])
    yield window
    window.close()


def names(window: Composed) -> list[str]:
    return [item.name for item in window.app.session.objects]


def test_that_edits_come_back_only_when_they_are_asked_for_again(
    window: Composed, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show(photos[1])
    window.app.session.add_objects([COW])
    window.app.settings.leave_policy = LeavePolicy.ASK
    monkeypatch.setattr("frcnn_desktop.ui.browse.unsaved.ask_unsaved", lambda *_: UnsavedChoice.CANCEL)
    window.click("Restore")
    assert window.app.workspace.current == photos[1]
    assert window.buttons == OFFER
    monkeypatch.setattr("frcnn_desktop.ui.browse.unsaved.ask_unsaved", lambda *_: UnsavedChoice.DISCARD)
    window.show(photos[0])
    window.qtbot.wait(100)
    assert names(window) == ["cat"]
    window.click("Restore")
    window.qtbot.waitUntil(lambda: names(window) == ["cat", "dog"])


def test_that_walking_elsewhere_gives_the_wish_up(window: Composed, photos: list[Path]) -> None:
    window.show(photos[1])
    window.click("Restore")
    window.app.workspace.open_image(photos[1])
    window.qtbot.waitUntil(lambda: window.buttons == OFFER)
    window.show(photos[0])
    window.qtbot.wait(100)
    assert names(window) == ["cat"]
    assert kept()


def test_that_edits_made_while_the_answer_is_under_way_are_saved_first(
    window: Composed, photos: list[Path]
) -> None:
    assert window.app.workspace.current == photos[0]
    window.click("Restore")
    window.app.session.add_objects([COW])
    window.qtbot.waitUntil(lambda: window.buttons == ["Combine", "Replace", "Discard"])
    assert [item.name for item in read_annotation(photos[0].with_suffix(".xml")).objects] == ["cat", "cow"]
    window.click("Combine")
    window.qtbot.waitUntil(lambda: names(window) == ["cat", "cow", "dog"])
