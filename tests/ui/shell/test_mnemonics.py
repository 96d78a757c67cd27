"""Letters of the menus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    made = Composed(qtbot, tmp_path / "settings")
    made.open(make_image(tmp_path / "a.png"))
    yield made
    made.close()


def letter(row: QAction) -> str:
    _, _, marked = row.text().replace("&&", "").partition("&")
    return marked[:1].casefold()


def shared(menu: QMenu) -> list[str]:
    """Return the rows that no key reaches: their letter opens another menu at once."""
    rows = menu.actions()
    opening = {letter(row) for row in rows if row.menu() is not None} - {""}
    letters = [letter(row) for row in rows]
    return sorted(row.text() for row in rows if letter(row) in opening and letters.count(letter(row)) > 1)


def test_that_a_letter_that_opens_a_menu_does_nothing_else(window: Composed) -> None:
    menus = window.app.window.findChildren(QMenu)
    for menu in menus:
        # Some are made when they open.
        menu.aboutToShow.emit()
    menus = window.app.window.findChildren(QMenu)
    assert len(menus) > 10
    assert {menu.title(): rows for menu in menus if (rows := shared(menu))} == {}
