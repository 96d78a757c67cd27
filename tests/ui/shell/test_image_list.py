"""The list of images: model and panel as views of a catalogue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.search.parser import parse_query
from frcnn_desktop.search.query import Query
from frcnn_desktop.ui.browse import image_delegate
from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.image_entry import ImageEntry, ImageState
from frcnn_desktop.ui.browse.image_list import ImageListModel, ImageRole
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.thumbnails import THUMBNAILS_KEPT
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions

PATHS = [Path(f"/photos/img_{number}.jpg") for number in range(1, 7)]
ENTRIES = [
    ImageEntry(PATHS[0], objects=1, verified=True),
    ImageEntry(PATHS[1], objects=2),
    ImageEntry(PATHS[2]),
    ImageEntry(PATHS[3], detections=3),
    ImageEntry(PATHS[4], problem=verbatim("broken")),
    ImageEntry(PATHS[5]),
]


def filled(catalogue: Catalogue) -> Catalogue:
    catalogue.set_paths(PATHS)
    catalogue.update(ENTRIES)
    return catalogue


@pytest.fixture
def panel(qtbot: QtBot, actions: Actions) -> ImageListPanel:
    made = ImageListPanel(actions[ActionId.PREVIOUS_IMAGE], actions[ActionId.NEXT_IMAGE])
    qtbot.addWidget(made)
    made.resize(200, 600)
    filled(made.catalogue)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(panel: ImageListPanel) -> list[Path]:
    rows = (panel.model.index(row) for row in range(panel.model.rowCount()))
    return [row.data(ImageRole.PATH) for row in rows]


def _picture() -> QImage:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def test_that_the_model_keeps_qts_rules_through_every_kind_of_change(qtmodeltester: ModelTester) -> None:
    catalogue = Catalogue()
    model = ImageListModel(catalogue)
    qtmodeltester.check(model, force_py=True)
    filled(catalogue)
    catalogue.set_current(PATHS[2])
    catalogue.set_filter(parse_query("state:unlabelled"))
    catalogue.update([replace(ENTRIES[5], objects=1), replace(ENTRIES[0], objects=None, verified=False)])
    catalogue.set_current(PATHS[3])
    catalogue.set_paths([Path("/photos/img_0.jpg"), *PATHS[1:4], Path("/photos/img_35.jpg"), PATHS[5]])
    catalogue.set_filter(Query())
    catalogue.set_paths([])
    assert model.rowCount() == 0


def test_that_pictures_are_asked_for_only_when_painted_and_once(qtbot: QtBot) -> None:
    model = ImageListModel(filled(catalogue := Catalogue()))
    asked: list[list[Path]] = []
    model.thumbnails_wanted.connect(asked.append)
    for row in (0, 1, 0):
        model.index(row).data(Qt.ItemDataRole.DecorationRole)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [PATHS[:2]]
    model.set_thumbnail(PATHS[0], _picture(), (1, 1))
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole).width() == 8
    assert catalogue.listed_count == len(PATHS)


def test_that_pictures_in_doubt_are_shown_and_asked_for_once_more(qtbot: QtBot) -> None:
    model = ImageListModel(filled(Catalogue()))
    asked: list[list[Path]] = []
    model.thumbnails_wanted.connect(asked.append)
    model.set_thumbnail(PATHS[0], _picture(), (7, 8))
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is not None
    model.doubt_thumbnails()
    for _ in range(2):
        assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is not None
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [[PATHS[0]]]
    assert model.thumbnail_stamp(PATHS[0]) == (7, 8)


def test_that_only_so_many_pictures_are_kept() -> None:
    catalogue = Catalogue()
    model = ImageListModel(catalogue)
    paths = [Path(f"/p/{number}.jpg") for number in range(THUMBNAILS_KEPT + 1)]
    catalogue.set_paths(paths)
    for path in paths:
        model.set_thumbnail(path, _picture(), (1, 1))
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.index(1).data(Qt.ItemDataRole.DecorationRole) is not None


def test_that_a_click_chooses_an_image_and_setting_the_current_one_does_not(
    qtbot: QtBot, panel: ImageListPanel
) -> None:
    heard: list[Path] = []
    panel.image_chosen.connect(heard.append)
    panel.catalogue.set_current(PATHS[3])
    assert heard == []
    where = panel.view.visualRect(panel.model.index(1, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard == [PATHS[1]]


def test_that_arrow_keys_walk_through_the_list(qtbot: QtBot, panel: ImageListPanel) -> None:
    heard: list[Path] = []
    panel.image_chosen.connect(heard.append)
    panel.catalogue.set_current(PATHS[0])
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert heard == [PATHS[1]]


def click(qtbot: QtBot, panel: ImageListPanel, row: int, keys: Qt.KeyboardModifier) -> None:
    where = panel.view.visualRect(panel.model.index(row, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, keys, where)


def test_that_ctrl_and_shift_select_several_images_and_open_none(qtbot: QtBot, panel: ImageListPanel) -> None:
    heard: list[Path] = []
    panel.image_chosen.connect(heard.append)
    panel.catalogue.set_current(PATHS[1])
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
    panel.catalogue.set_current(PATHS[1])
    click(qtbot, panel, 4, Qt.KeyboardModifier.ControlModifier)
    panel.catalogue.set_current(PATHS[1])
    assert panel.selected == [PATHS[1], PATHS[4]]
    panel.catalogue.set_current(PATHS[2])
    assert panel.selected == [PATHS[2]]


def test_that_a_filter_keeps_those_of_a_selection_that_it_lists(qtbot: QtBot, panel: ImageListPanel) -> None:
    panel.catalogue.set_current(PATHS[0])
    click(qtbot, panel, 3, Qt.KeyboardModifier.ShiftModifier)
    panel.catalogue.set_filter(parse_query("img"))
    assert panel.selected == PATHS[:4]
    panel.catalogue.set_filter(parse_query("state:detected"))
    assert panel.selected == [PATHS[0], PATHS[3]]


def test_that_the_state_box_filters_and_counts(panel: ImageListPanel) -> None:
    box = panel.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert box.itemText(box.findData(ImageState.UNLABELLED)) == "Unlabelled (2)"
    box.setCurrentIndex(box.findData(ImageState.UNLABELLED))
    assert shown(panel) == [PATHS[2], PATHS[5]]
    panel.catalogue.update([replace(ENTRIES[2], objects=1)])
    assert shown(panel) == [PATHS[5]]
    assert box.itemText(box.findData(ImageState.LABELLED)) == "Labelled (2)"


def test_that_typing_filters_and_return_opens_the_first(qtbot: QtBot, panel: ImageListPanel) -> None:
    heard: list[Path] = []
    panel.image_chosen.connect(heard.append)
    edit = panel.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, "MG_4")
    assert shown(panel) == [PATHS[3]]
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert heard == [PATHS[3]]


def test_that_a_step_draws_the_two_rows_that_change_and_no_other(
    qtbot: QtBot, panel: ImageListPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Path] = []
    summary = image_delegate.ImageDelegate._summary

    def watch(self: image_delegate.ImageDelegate, entry: ImageEntry, state: ImageState) -> str:
        drawn.append(entry.path)
        return summary(self, entry, state)

    monkeypatch.setattr(image_delegate.ImageDelegate, "_summary", watch)
    panel.catalogue.set_current(PATHS[0])
    painted = _Paints()
    panel.view.viewport().installEventFilter(painted)
    qtbot.waitUntil(lambda: painted.count > 0)
    drawn.clear()
    before = painted.count
    panel.catalogue.set_current(PATHS[1])
    qtbot.waitUntil(lambda: painted.count > before)
    assert sorted(set(drawn)) == PATHS[:2]


def test_that_other_facts_about_one_image_draw_its_row_only(
    qtbot: QtBot, panel: ImageListPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Path] = []
    summary = image_delegate.ImageDelegate._summary

    def watch(self: image_delegate.ImageDelegate, entry: ImageEntry, state: ImageState) -> str:
        drawn.append(entry.path)
        return summary(self, entry, state)

    panel.view.repaint()
    monkeypatch.setattr(image_delegate.ImageDelegate, "_summary", watch)
    panel.catalogue.update([replace(ENTRIES[2], objects=4)])
    qtbot.waitUntil(lambda: PATHS[2] in drawn)
    assert set(drawn) == {PATHS[2]}


def test_that_a_walk_past_the_edge_turns_half_a_page_at_once(panel: ImageListPanel) -> None:
    paths = [Path(f"/p/{number}.jpg") for number in range(40)]
    panel.catalogue.set_paths(paths)
    bar, places = panel.view.verticalScrollBar(), set()
    for path in paths:
        panel.catalogue.set_current(path)
        row = panel.model.index(panel.catalogue.row_of(path))
        assert panel.view.viewport().rect().contains(panel.view.visualRect(row))
        places.add(bar.value())
    assert len(places) <= 10


class _Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False
