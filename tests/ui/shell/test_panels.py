"""The panels answer to real clicks and keys, and stay silent when they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QStyleOptionViewItem, QToolButton
from pytestqt.qtbot import QtBot
from support.window import panel_of

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.detections import DetectionFilter, Detections
from frcnn_desktop.ui.annotate.classes_panel import ClassesPanel
from frcnn_desktop.ui.annotate.objects import ObjectColumn
from frcnn_desktop.ui.annotate.objects_delegate import ObjectsDelegate
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.detect.detections_panel import DetectionsPanel
from frcnn_desktop.ui.detect.layers_panel import LayersPanel
from frcnn_desktop.ui.document.class_list import ClassList
from frcnn_desktop.ui.inside.comparison.timings_panel import TimingsPanel
from frcnn_desktop.ui.kit.numbers import seconds_text
from frcnn_desktop.ui.kit.slider_row import ValueSlider
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.docks import PanelDock
from frcnn_desktop.ui.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def _click_row(
    qtbot: QtBot,
    view: QAbstractItemView,
    row: int,
    column: int = 0,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    model = view.model()
    assert isinstance(model, QAbstractItemModel)
    where = view.visualRect(model.index(row, column)).center()
    qtbot.mouseClick(view.viewport(), LEFT, keys, where)


def _drag_slider(qtbot: QtBot, slider: ValueSlider, steps: int) -> None:
    slider.setFocus()
    key = Qt.Key.Key_Right if steps > 0 else Qt.Key.Key_Left
    for _ in range(abs(steps)):
        qtbot.keyClick(slider, key)


def test_that_ticking_a_layer_says_which(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window, LayersPanel)
    heard: list[tuple[str, bool]] = []
    panel.visibility_changed.connect(lambda *change: heard.append(change))
    panel.set_layer_visible("proposals", False)
    assert heard == []
    box = panel.findChild(QCheckBox, "proposals")
    assert isinstance(box, QCheckBox)
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert heard == [("proposals", True)]


def test_that_opacity_and_the_number_of_proposals_follow_their_sliders(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = panel_of(window, LayersPanel)
    opacities: list[tuple[str, float]] = []
    limits: list[int] = []
    panel.opacity_changed.connect(lambda *change: opacities.append(change))
    panel.proposal_limit_changed.connect(limits.append)
    panel.set_opacity("detections", 0.5)
    panel.set_proposal_limit(200)
    assert (opacities, limits) == ([], [])
    slider = panel.findChild(ValueSlider, "detections")
    assert isinstance(slider, ValueSlider)
    _drag_slider(qtbot, slider, 1)
    _drag_slider(qtbot, panel.limit.slider, -1)
    assert opacities == [("detections", pytest.approx(0.55))]
    assert limits == [150]


def test_that_moving_a_threshold_gives_the_whole_filter(qtbot: QtBot, program: Application) -> None:
    panel, state = panel_of(program.window, DetectionsPanel), program.values.filter
    state.set(DetectionFilter(score_threshold=0.5, nms_iou=0.3, max_proposals=300))
    heard: list[DetectionFilter] = []
    state.changed.connect(heard.append)
    _drag_slider(qtbot, panel.controls.score.slider, 1)
    _drag_slider(qtbot, panel.controls.nms.slider, -1)
    _drag_slider(qtbot, panel.controls.proposals.slider, 1)
    last = heard[-1]
    assert (last.score_threshold, last.nms_iou, last.max_proposals) == (0.51, 0.29, 500)
    assert panel.controls.score.number.text() == "0.51"


def test_that_the_last_position_of_the_proposals_slider_means_all(program: Application) -> None:
    panel, state = panel_of(program.window, DetectionsPanel), program.values.filter
    state.set(DetectionFilter(max_proposals=50))
    panel.controls.proposals.slider.setValue(panel.controls.proposals.slider.maximum())
    assert panel.controls.proposals.number.text() == "all"
    assert state.value.max_proposals is None


def test_that_a_class_chip_hides_its_class_and_brings_it_back(
    qtbot: QtBot, program: Application, detections: Detections
) -> None:
    panel = panel_of(program.window, DetectionsPanel)
    panel.set_detections(detections)
    heard: list[frozenset[str]] = []
    program.values.filter.changed.connect(lambda changed: heard.append(changed.hidden_classes))
    chip = panel.controls.chips.findChild(QToolButton, "car")
    assert isinstance(chip, QToolButton)
    assert chip.text() == "car  2"
    qtbot.mouseClick(chip, LEFT)
    assert heard == [frozenset({"car"})]
    panel.set_detections(None)
    chip = panel.controls.chips.findChild(QToolButton, "car")
    assert isinstance(chip, QToolButton)
    qtbot.mouseClick(chip, LEFT)
    assert heard[-1] == frozenset()


def test_that_a_detection_is_selected_by_a_click_and_accepted_by_two(
    qtbot: QtBot, window: MainWindow, detections: Detections
) -> None:
    panel = panel_of(window, DetectionsPanel)
    panel.set_detections(detections)
    selected: list[int] = []
    accepted: list[int] = []
    panel.detection_selected.connect(selected.append)
    panel.accept_wanted.connect(accepted.append)
    panel.set_selected(2)
    assert selected == []
    _click_row(qtbot, panel.view, 1)
    assert (selected, panel.selected) == ([1], 1)
    where = panel.view.visualRect(panel.model.index(1)).center()
    qtbot.mouseDClick(panel.view.viewport(), LEFT, pos=where)
    assert accepted == [1]


def test_that_the_accept_buttons_are_the_commands(qtbot: QtBot, window: MainWindow, actions: Actions) -> None:
    heard: list[bool] = []
    actions[ActionId.ACCEPT_ALL].triggered.connect(lambda: heard.append(True))
    button = next(
        found
        for found in panel_of(window, DetectionsPanel).findChildren(QToolButton)
        if found.defaultAction() is actions[ActionId.ACCEPT_ALL]
    )
    qtbot.mouseClick(button, LEFT)
    assert heard == [True]


def test_that_selecting_rows_gives_ids_and_being_told_does_not_echo(
    qtbot: QtBot, window: MainWindow, annotation: ImageAnnotation
) -> None:
    panel = panel_of(window, ObjectsPanel)
    panel.set_annotation(annotation)
    heard: list[frozenset[int]] = []
    panel.selection_picked.connect(heard.append)
    ids = [item.id for item in annotation.objects]
    panel.set_selection(frozenset({ids[1], 10**9}))
    assert (heard, panel.selection) == ([], frozenset({ids[1]}))
    _click_row(qtbot, panel.view, 0)
    _click_row(qtbot, panel.view, 2, keys=Qt.KeyboardModifier.ControlModifier)
    assert heard == [frozenset({ids[0]}), frozenset({ids[0], ids[2]})]


def test_that_the_selection_survives_an_edit_of_the_annotation(
    window: MainWindow, annotation: ImageAnnotation
) -> None:
    panel = panel_of(window, ObjectsPanel)
    panel.set_annotation(annotation)
    kept = annotation.objects[1].id
    panel.set_selection(frozenset({kept}))
    heard: list[frozenset[int]] = []
    panel.selection_picked.connect(heard.append)
    panel.set_annotation(annotation.with_objects(annotation.objects[1:]))
    assert (panel.selection, heard) == (frozenset({kept}), [])


def test_that_a_click_on_a_flag_asks_to_turn_it_and_leaves_the_selection_alone(
    qtbot: QtBot, annotation: ImageAnnotation
) -> None:
    panel = ObjectsPanel()
    qtbot.addWidget(panel)
    panel.set_annotation(annotation)
    panel.show()
    qtbot.waitExposed(panel)
    heard: list[tuple[int, str, bool]] = []
    panel.flag_edited.connect(lambda *change: heard.append(change))
    _click_row(qtbot, panel.view, 1, ObjectColumn.DIFFICULT)
    _click_row(qtbot, panel.view, 0, ObjectColumn.TRUNCATED)
    assert heard == [
        (annotation.objects[1].id, "difficult", False),
        (annotation.objects[0].id, "truncated", True),
    ]


def test_that_a_changed_object_has_no_other_measured_and_its_size_stays_readable(
    qtbot: QtBot, annotation: ImageAnnotation, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = ObjectsPanel()
    qtbot.addWidget(panel)
    panel.set_annotation(annotation)
    with qtbot.waitExposed(panel):
        panel.show()
    measured: set[int] = set()
    hint = ObjectsDelegate.sizeHint

    def noted(delegate: ObjectsDelegate, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        measured.add(index.row())
        return hint(delegate, option, index)

    monkeypatch.setattr(ObjectsDelegate, "sizeHint", noted)
    first, second, third = annotation.objects
    wide = replace(second, box=(0.0, 0.0, 123456.0, 123456.0))
    panel.set_annotation(annotation.with_objects((first, wide, third)))
    turns: list[int] = []
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: turns.append(2)))
    qtbot.waitUntil(lambda: bool(turns))
    assert measured <= {1}
    room = panel.view.columnWidth(ObjectColumn.SIZE)
    assert room >= panel.view.fontMetrics().horizontalAdvance(panel.model.index(1, ObjectColumn.SIZE).data())
    panel.set_annotation(annotation)
    assert panel.view.columnWidth(ObjectColumn.SIZE) == room
    panel.set_annotation(None)
    assert panel.view.columnWidth(ObjectColumn.SIZE) < room


def test_that_a_double_click_on_an_object_asks_for_its_class(
    qtbot: QtBot, window: MainWindow, annotation: ImageAnnotation
) -> None:
    panel = panel_of(window, ObjectsPanel)
    panel.set_annotation(annotation)
    heard: list[int] = []
    panel.rename_wanted.connect(heard.append)
    _click_row(qtbot, panel.view, 1)
    where = panel.view.visualRect(panel.model.index(1, 0)).center()
    qtbot.mouseDClick(panel.view.viewport(), LEFT, pos=where)
    assert heard == [annotation.objects[1].id]


@pytest.fixture
def classes(program: Application) -> ClassList:
    program.values.classes.set_names(["car", "dog"])
    dock = program.window.findChild(PanelDock, "classes")
    assert isinstance(dock, PanelDock)
    dock.raise_()
    return program.values.classes


def test_that_a_click_picks_a_class(qtbot: QtBot, classes: ClassList, window: MainWindow) -> None:
    panel = panel_of(window, ClassesPanel)
    heard: list[str] = []
    panel.class_picked.connect(heard.append)
    _click_row(qtbot, panel.view, 1)
    assert (heard, classes.current) == (["dog"], "dog")


def test_that_a_class_is_added_by_typing_and_not_twice(
    qtbot: QtBot, classes: ClassList, window: MainWindow
) -> None:
    field = panel_of(window, ClassesPanel).findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    for name in (" zebra ", "car", ""):
        qtbot.keyClicks(field, name)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert classes.names == ("car", "dog", "zebra")


def test_that_a_class_is_renamed_in_place_without_running_a_command(
    qtbot: QtBot, classes: ClassList, window: MainWindow, actions: Actions
) -> None:
    panel = panel_of(window, ClassesPanel)
    commands: list[bool] = []
    actions[ActionId.ACCEPT].triggered.connect(lambda: commands.append(True))
    panel.view.setFocus()
    panel.view.edit(panel.model.index(0))
    editor = panel.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "van")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: classes.names == ("van", "dog"))
    assert commands == []


def test_that_space_on_a_focused_check_box_ticks_it_and_does_not_verify_the_image(
    qtbot: QtBot, window: MainWindow, actions: Actions
) -> None:
    window.activateWindow()
    heard: list[bool] = []
    actions[ActionId.VERIFY].triggered.connect(lambda: heard.append(True))
    box = panel_of(window, LayersPanel).findChild(QCheckBox, "objects")
    assert isinstance(box, QCheckBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert (heard, box.isChecked()) == ([], False)


def test_that_clicking_a_control_leaves_the_keys_with_the_canvas(qtbot: QtBot, window: MainWindow) -> None:
    for kind in (QCheckBox, QToolButton):
        for control in window.findChildren(kind):
            assert not control.focusPolicy() & Qt.FocusPolicy.ClickFocus & ~Qt.FocusPolicy.TabFocus


def test_that_panels_are_painted_with_the_colours_they_are_given(
    qtbot: QtBot, window: MainWindow, annotation: ImageAnnotation, detections: Detections
) -> None:
    asked: set[str] = set()

    def colour(name: str) -> QColor:
        asked.add(name)
        return QColor("#ff0000")

    panel_of(window, ObjectsPanel).set_class_colours(colour)
    panel_of(window, DetectionsPanel).set_class_colours(colour)
    panel_of(window, ObjectsPanel).set_annotation(annotation)
    panel_of(window, DetectionsPanel).set_detections(detections)
    window.grab()
    assert {"car", "dog"} <= asked


def test_that_durations_are_written_for_people() -> None:
    assert [seconds_text(value) for value in (0.0021, 0.312, 1.5)] == ["2.1 ms", "312 ms", "1.50 s"]


def test_that_timings_are_painted_and_read_out(window: MainWindow) -> None:
    panel = panel_of(window, TimingsPanel)
    panel.set_stage_names({"backbone": "Backbone"})
    panel.set_seconds({"proposals": 0.3, "backbone": 0.12})
    panel.set_seconds({"proposals": 0.1, "backbone": 0.12})
    panel.resize(600, 120)
    assert not panel.grab().isNull()
    assert "Backbone 120 ms" in panel.accessibleDescription()
