"""The image list as a grid of thumbnails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image
from support.window import panel_of

from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.shell.action_ids import ActionId


class Tiling(Composed):
    """Nine photos; the second has a cat."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json")
        self.photos = [make_image(folder / f"{number}.png") for number in range(9)]
        annotate(self.photos[1], CAT)
        self.open(folder)
        self.panel = panel_of(self.app.window, ImageListPanel)
        self.view = self.panel.view
        self.grid = self.app.actions[ActionId.IMAGE_GRID]

    def rows_and_columns(self) -> tuple[int, int]:
        """Return how many different tops and lefts the items have."""
        places = [self.view.visualRect(self.panel.model.index(row)) for row in range(9)]
        return len({each.top() for each in places}), len({each.left() for each in places})


@pytest.fixture
def tiling(qtbot: QtBot, tmp_path: Path) -> Iterator[Tiling]:
    tiling = Tiling(qtbot, tmp_path)
    yield tiling
    tiling.close()


def test_that_images_stand_side_by_side_and_back_below_one_another(tiling: Tiling, qtbot: QtBot) -> None:
    assert tiling.rows_and_columns() == (9, 1)
    tiling.grid.trigger()
    qtbot.waitUntil(lambda: tiling.rows_and_columns()[1] >= 2)
    assert tiling.app.settings.image_grid
    tiling.grid.trigger()
    qtbot.waitUntil(lambda: tiling.rows_and_columns() == (9, 1))


def test_that_a_click_on_a_tile_opens_its_image_and_arrows_walk(tiling: Tiling, qtbot: QtBot) -> None:
    tiling.grid.trigger()
    qtbot.waitUntil(lambda: tiling.rows_and_columns()[1] >= 2)
    place = tiling.view.visualRect(tiling.panel.model.index(3)).center()
    QTest.mouseClick(tiling.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    qtbot.waitUntil(lambda: tiling.app.workspace.current == tiling.photos[3])
    QTest.keyClick(tiling.view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: tiling.app.workspace.current == tiling.photos[4])


def test_that_tiles_are_drawn_with_pictures_and_states(tiling: Tiling, qtbot: QtBot) -> None:
    tiling.grid.trigger()
    qtbot.waitUntil(lambda: tiling.rows_and_columns()[1] >= 2)
    index = tiling.panel.model.index(1)
    qtbot.waitUntil(lambda: index.data(Qt.ItemDataRole.DecorationRole) is not None)
    labelled, plain = (
        tiling.view.viewport().grab(tiling.view.visualRect(tiling.panel.model.index(row))).toImage()
        for row in (1, 2)
    )
    assert labelled.size() == plain.size()
    assert labelled != plain


def test_that_the_tiles_of_a_row_share_its_width(tiling: Tiling, qtbot: QtBot) -> None:
    tiling.grid.trigger()
    qtbot.waitUntil(lambda: tiling.rows_and_columns()[1] >= 2)
    _, columns = tiling.rows_and_columns()
    places = [tiling.view.visualRect(tiling.panel.model.index(row)) for row in range(columns)]
    assert len({each.width() for each in places}) == 1
    bar = tiling.view.verticalScrollBar().sizeHint().width()
    rest = tiling.view.maximumViewportSize().width() - bar - places[-1].right() - 1
    assert 0 < rest <= columns
