"""The panels answer to real clicks and keys, and stay silent when they are told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.detections import DetectionFilter, Detections
from frcnn_desktop.ui.annotate.objects import ObjectColumn
from frcnn_desktop.ui.detect.timings_panel import seconds_text
from frcnn_desktop.ui.kit.slider_row import ValueSlider
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
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
    panel = window.layers_panel
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
    panel = window.layers_panel
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


def test_that_moving_a_threshold_gives_the_whole_filter(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.detections_panel
    heard: list[DetectionFilter] = []
    panel.filter_changed.connect(heard.append)
    panel.set_filter(DetectionFilter(score_threshold=0.5, nms_iou=0.3, max_proposals=300))
    assert heard == []
    _drag_slider(qtbot, panel.score.slider, 1)
    _drag_slider(qtbot, panel.nms.slider, -1)
    _drag_slider(qtbot, panel.proposals.slider, 1)
    last = heard[-1]
    assert (last.score_threshold, last.nms_iou, last.max_proposals) == (0.51, 0.29, 500)
    assert panel.score.number.text() == "0.51"


def test_that_the_last_position_of_the_proposals_slider_means_all(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.detections_panel
    panel.set_filter(DetectionFilter(max_proposals=None))
    assert panel.proposals.number.text() == "all"
    assert panel.filter.max_proposals is None


def test_that_a_class_chip_hides_its_class_and_brings_it_back(
    qtbot: QtBot, window: MainWindow, detections: Detections
) -> None:
    panel = window.detections_panel
    panel.set_detections(detections)
    heard: list[frozenset[str]] = []
    panel.filter_changed.connect(lambda changed: heard.append(changed.hidden_classes))
    chip = panel.chips.findChild(QToolButton, "car")
    assert isinstance(chip, QToolButton)
    assert chip.text() == "car  2"
    qtbot.mouseClick(chip, LEFT)
    assert heard == [frozenset({"car"})]
    panel.set_detections(None)
    chip = panel.chips.findChild(QToolButton, "car")
    assert isinstance(chip, QToolButton)
    qtbot.mouseClick(chip, LEFT)
    assert heard[-1] == frozenset()


def test_that_a_detection_is_selected_by_a_click_and_accepted_by_two(
    qtbot: QtBot, window: MainWindow, detections: Detections
) -> None:
    panel = window.detections_panel
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
        for found in window.detections_panel.findChildren(QToolButton)
        if found.defaultAction() is actions[ActionId.ACCEPT_ALL]
    )
    qtbot.mouseClick(button, LEFT)
    assert heard == [True]


def test_that_selecting_rows_gives_ids_and_being_told_does_not_echo(
    qtbot: QtBot, window: MainWindow, annotation: ImageAnnotation
) -> None:
    panel = window.objects_panel
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
    panel = window.objects_panel
    panel.set_annotation(annotation)
    kept = annotation.objects[1].id
    panel.set_selection(frozenset({kept}))
    heard: list[frozenset[int]] = []
    panel.selection_picked.connect(heard.append)
    panel.set_annotation(annotation.with_objects(annotation.objects[1:]))
    assert (panel.selection, heard) == (frozenset({kept}), [])


def test_that_a_click_on_a_flag_asks_to_turn_it_and_leaves_the_selection_alone(
    qtbot: QtBot, window: MainWindow, annotation: ImageAnnotation
) -> None:
    panel = window.objects_panel
    panel.set_annotation(annotation)
    heard: list[tuple[int, str, bool]] = []
    panel.flag_edited.connect(lambda *change: heard.append(change))
    _click_row(qtbot, panel.view, 1, ObjectColumn.DIFFICULT)
    _click_row(qtbot, panel.view, 0, ObjectColumn.TRUNCATED)
    assert heard == [
        (annotation.objects[1].id, "difficult", False),
        (annotation.objects[0].id, "truncated", True),
    ]


def test_that_a_double_click_on_an_object_asks_for_its_class(
    qtbot: QtBot, window: MainWindow, annotation: ImageAnnotation
) -> None:
    panel = window.objects_panel
    panel.set_annotation(annotation)
    heard: list[int] = []
    panel.rename_wanted.connect(heard.append)
    _click_row(qtbot, panel.view, 1)
    where = panel.view.visualRect(panel.model.index(1, 0)).center()
    qtbot.mouseDClick(panel.view.viewport(), LEFT, pos=where)
    assert heard == [annotation.objects[1].id]


@pytest.fixture
def classes(window: MainWindow) -> MainWindow:
    window.classes_panel.set_names(["car", "dog"])
    window.classes_panel.window().findChild(QWidget, "classes").raise_()  # type: ignore[union-attr]
    return window


def test_that_a_click_picks_a_class(qtbot: QtBot, classes: MainWindow) -> None:
    panel = classes.classes_panel
    heard: list[str] = []
    panel.class_picked.connect(heard.append)
    _click_row(qtbot, panel.view, 1)
    assert heard == ["dog"]


def test_that_a_class_is_added_by_typing_and_not_twice(qtbot: QtBot, classes: MainWindow) -> None:
    panel = classes.classes_panel
    heard: list[str] = []
    panel.class_added.connect(heard.append)
    field = panel.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    for name in (" zebra ", "car", ""):
        qtbot.keyClicks(field, name)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (heard, panel.names) == (["zebra"], ("car", "dog", "zebra"))


def test_that_a_class_is_renamed_in_place_without_running_a_command(
    qtbot: QtBot, classes: MainWindow, actions: Actions
) -> None:
    panel = classes.classes_panel
    heard: list[tuple[str, str]] = []
    commands: list[bool] = []
    panel.class_renamed.connect(lambda *names: heard.append(names))
    actions[ActionId.ACCEPT].triggered.connect(lambda: commands.append(True))
    panel.view.setFocus()
    panel.view.edit(panel.model.index(0))
    editor = panel.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "van")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(heard))
    assert (heard, commands) == ([("car", "van")], [])


def test_that_classes_keep_the_order_a_person_gives_them(classes: MainWindow) -> None:
    panel = classes.classes_panel
    orders: list[tuple[str, ...]] = []
    removed: list[str] = []
    panel.order_changed.connect(orders.append)
    panel.class_removed.connect(removed.append)
    panel.move_row(1, 0)
    panel.move_row(0, -1)
    panel.remove(1)
    assert (orders, removed, panel.names) == ([("dog", "car")], ["car"], ("dog",))


def test_that_space_on_a_focused_check_box_ticks_it_and_does_not_verify_the_image(
    qtbot: QtBot, window: MainWindow, actions: Actions
) -> None:
    window.activateWindow()
    heard: list[bool] = []
    actions[ActionId.VERIFY].triggered.connect(lambda: heard.append(True))
    box = window.layers_panel.findChild(QCheckBox, "objects")
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

    window.objects_panel.set_class_colours(colour)
    window.detections_panel.set_class_colours(colour)
    window.objects_panel.set_annotation(annotation)
    window.detections_panel.set_detections(detections)
    window.grab()
    assert {"car", "dog"} <= asked


def test_that_durations_are_written_for_people() -> None:
    assert [seconds_text(value) for value in (0.0021, 0.312, 1.5)] == ["2.1 ms", "312 ms", "1.50 s"]


def test_that_timings_are_painted_and_read_out(window: MainWindow) -> None:
    panel = window.timings_panel
    panel.set_stage_names({"backbone": "Backbone"})
    panel.set_seconds({"proposals": 0.3, "backbone": 0.12})
    panel.set_seconds({"proposals": 0.1, "backbone": 0.12})
    panel.resize(600, 120)
    assert not panel.grab().isNull()
    assert "Backbone 120 ms" in panel.accessibleDescription()
