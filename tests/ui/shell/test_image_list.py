"""The list of images: model, filter and panel."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.browse.image_filter import ImageFilterModel
from frcnn_desktop.ui.browse.image_list import (
    THUMBNAILS_KEPT,
    ImageEntry,
    ImageListModel,
    ImageRole,
    ImageState,
)
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions

PATHS = [Path(f"/photos/img_{number}.jpg") for number in range(1, 7)]
STATES = {
    PATHS[0]: ImageState.VERIFIED,
    PATHS[1]: ImageState.LABELLED,
    PATHS[2]: ImageState.UNLABELLED,
    PATHS[3]: ImageState.DETECTED,
    PATHS[4]: ImageState.PROBLEM,
    PATHS[5]: ImageState.UNLABELLED,
}


@pytest.fixture
def panel(qtbot: QtBot, actions: Actions) -> ImageListPanel:
    made = ImageListPanel(actions[ActionId.PREVIOUS_IMAGE], actions[ActionId.NEXT_IMAGE])
    qtbot.addWidget(made)
    made.resize(200, 600)
    made.set_paths(PATHS, STATES)
    made.show()
    qtbot.waitExposed(made)
    return made


def _picture() -> QImage:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def test_that_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = ImageListModel()
    model.set_paths(PATHS)
    qtmodeltester.check(model)


def test_that_ten_thousand_images_are_rows_at_once_and_found_by_path() -> None:
    model = ImageListModel()
    paths = [Path(f"/p/{number:05d}.jpg") for number in range(10_000)]
    model.set_paths(paths)
    shown = ImageFilterModel(model)
    assert (model.rowCount(), shown.rowCount()) == (10_000, 10_000)
    assert model.index_of(paths[-1]).row() == 9_999
    shown.set_text("0999")
    assert shown.path_at(0) == paths[999]


def test_that_a_path_given_twice_is_one_row() -> None:
    model = ImageListModel()
    model.set_paths([PATHS[0], PATHS[0], PATHS[1]])
    assert model.paths() == PATHS[:2]


def test_that_counts_follow_every_change_of_state() -> None:
    model = ImageListModel()
    model.set_paths(PATHS, STATES)
    assert model.state_counts()[ImageState.UNLABELLED] == 2
    model.set_state(PATHS[2], ImageState.LABELLED, objects=3)
    model.set_states({PATHS[5]: ImageState.VERIFIED, Path("/elsewhere.jpg"): ImageState.VERIFIED})
    model.remove_path(PATHS[0])
    counts = model.state_counts()
    assert (counts[ImageState.UNLABELLED], counts[ImageState.LABELLED], counts[ImageState.VERIFIED]) == (
        0,
        2,
        1,
    )
    assert model.index_of(PATHS[2]).data(ImageRole.OBJECTS) == 3


def test_that_what_is_read_from_disk_is_counted_too() -> None:
    model = ImageListModel()
    model.set_paths(PATHS)
    entries = [ImageEntry(path, ImageState.LABELLED, objects=2) for path in PATHS[:4]]
    model.set_entries([*entries, ImageEntry(Path("/elsewhere.jpg"), ImageState.LABELLED)])
    counts = model.state_counts()
    assert counts[ImageState.LABELLED] == 4
    assert counts[ImageState.UNLABELLED] == 2


def test_that_pictures_are_asked_for_only_when_painted_and_once(qtbot: QtBot) -> None:
    model = ImageListModel()
    model.set_paths(PATHS)
    asked: list[list[Path]] = []
    model.thumbnails_wanted.connect(asked.append)
    for row in (0, 1, 0):
        model.index(row).data(Qt.ItemDataRole.DecorationRole)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [PATHS[:2]]
    model.set_thumbnail(PATHS[0], _picture())
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole).width() == 8


def test_that_only_so_many_pictures_are_kept() -> None:
    model = ImageListModel()
    paths = [Path(f"/p/{number}.jpg") for number in range(THUMBNAILS_KEPT + 1)]
    model.set_paths(paths)
    for path in paths:
        model.set_thumbnail(path, _picture())
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.index(1).data(Qt.ItemDataRole.DecorationRole) is not None


def test_that_a_click_chooses_an_image_and_setting_the_current_one_does_not(
    qtbot: QtBot, panel: ImageListPanel
) -> None:
    heard: list[Path] = []
    panel.image_chosen.connect(heard.append)
    panel.set_current(PATHS[3])
    assert heard == []
    where = panel.view.visualRect(panel.shown.index(1, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard == [PATHS[1]]


def test_that_arrow_keys_walk_through_the_list(qtbot: QtBot, panel: ImageListPanel) -> None:
    heard: list[Path] = []
    panel.image_chosen.connect(heard.append)
    panel.set_current(PATHS[0])
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert heard == [PATHS[1]]


def click(qtbot: QtBot, panel: ImageListPanel, row: int, keys: Qt.KeyboardModifier) -> None:
    where = panel.view.visualRect(panel.shown.index(row, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, keys, where)


def test_that_ctrl_and_shift_select_several_images_and_open_none(qtbot: QtBot, panel: ImageListPanel) -> None:
    heard: list[Path] = []
    panel.image_chosen.connect(heard.append)
    panel.set_current(PATHS[1])
    assert panel.selected == [PATHS[1]]
    click(qtbot, panel, 3, Qt.KeyboardModifier.ShiftModifier)
    assert panel.selected == PATHS[1:4]
    click(qtbot, panel, 5, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, panel, 2, Qt.KeyboardModifier.ControlModifier)
    assert panel.selected == [PATHS[1], PATHS[3], PATHS[5]]
    qtbot.keyClick(panel.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert heard == []
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert f"{len(panel.selected)} selected" in texts


def test_that_a_selection_lasts_until_another_image_is_opened(qtbot: QtBot, panel: ImageListPanel) -> None:
    panel.set_current(PATHS[1])
    click(qtbot, panel, 4, Qt.KeyboardModifier.ControlModifier)
    panel.set_current(PATHS[1])
    assert panel.selected == [PATHS[1], PATHS[4]]
    panel.set_current(PATHS[2])
    assert panel.selected == [PATHS[2]]


def test_that_neighbours_follow_the_filter(panel: ImageListPanel) -> None:
    panel.set_current(PATHS[1])
    assert (panel.neighbour(1), panel.neighbour(-1)) == (PATHS[2], PATHS[0])
    panel.set_current(PATHS[5])
    assert panel.neighbour(1) is None
    box = panel.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(ImageState.UNLABELLED))
    assert panel.neighbour(-1) == PATHS[2]


def test_that_the_next_unlabelled_image_is_found_in_both_directions(panel: ImageListPanel) -> None:
    panel.set_current(PATHS[1])
    assert panel.unlabelled_neighbour(1) == PATHS[2]
    assert panel.unlabelled_neighbour(-1) is None
    panel.set_current(PATHS[4])
    assert panel.unlabelled_neighbour(-1) == PATHS[3]


def test_that_the_open_image_stays_in_the_list_while_it_is_worked_on(panel: ImageListPanel) -> None:
    panel.shown.set_state(ImageState.UNLABELLED)
    panel.set_current(PATHS[2])
    panel.set_state(PATHS[2], ImageState.LABELLED, objects=1)
    assert panel.shown.row_of(PATHS[2]) == 0
    panel.set_current(PATHS[5])
    assert panel.shown.row_of(PATHS[2]) == -1


def test_that_typing_filters_and_return_opens_the_first(qtbot: QtBot, panel: ImageListPanel) -> None:
    heard: list[Path] = []
    panel.image_chosen.connect(heard.append)
    edit = panel.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, "MG_4")
    assert panel.shown.rowCount() == 1
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert heard == [PATHS[3]]
