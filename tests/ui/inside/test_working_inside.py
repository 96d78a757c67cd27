"""Working while See inside shows a stage, and every way out of it, with real events on the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.inside_program import InsideProgram

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.inside.walk.registry import stage_named
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.training.feature import TrainingFeature

LEFT = Qt.MouseButton.LeftButton
DRAWN: Box = (60.0, 160.0, 150.0, 220.0)
"""On nothing that any stage draws a strong line around."""


def at(program: InsideProgram, x: float, y: float) -> QPoint:
    return program.app.canvas.mapFromScene(QPointF(x, y))


def look(program: InsideProgram) -> QImage:
    return program.app.canvas.grab().toImage()


def draw_box(program: InsideProgram, box: Box) -> None:
    """Draw and name a box as a person does; it is made an object of class cat."""
    canvas = program.app.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_W)
    QTest.mousePress(canvas.viewport(), LEFT, pos=at(program, box[0], box[1]))
    for share in (0.4, 1.0):
        x, y = box[0] + (box[2] - box[0]) * share, box[1] + (box[3] - box[1]) * share
        QTest.mouseMove(canvas.viewport(), at(program, x, y))
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=at(program, box[2], box[3]))
    picker = QApplication.focusWidget()
    assert picker is not None
    QTest.keyClicks(picker, "cat")
    QTest.keyClick(picker, Qt.Key.Key_Return)


def looks_other(before: QImage, after: QImage, place: QPoint) -> bool:
    """Say whether something at a place, give or take three pixels, looks other than before."""
    ratio = after.devicePixelRatio()
    around = [QPoint(dx, dy) for dx in range(-3, 4) for dy in range(-3, 4)]
    pixels = [QPoint(round((place.x() + d.x()) * ratio), round((place.y() + d.y()) * ratio)) for d in around]
    return any(QColor(before.pixel(each)) != QColor(after.pixel(each)) for each in pixels)


def start(program: InsideProgram, stage: str) -> None:
    program.see_inside()
    program.walk.fader.fades = False
    program.walk.show_stage(stage_named(stage))


def test_that_a_box_drawn_while_a_stage_is_shown_is_seen_at_once(program: InsideProgram) -> None:
    start(program, "features")
    before = look(program)
    draw_box(program, DRAWN)
    assert [item.name for item in program.app.session.objects] == ["cat"]
    middle_of_left_edge = at(program, DRAWN[0], (DRAWN[1] + DRAWN[3]) / 2)
    assert looks_other(before, look(program), middle_of_left_edge)
    assert program.walk.active
    assert program.walk.stage is stage_named("features")


def test_that_the_box_is_seen_while_it_is_being_drawn(program: InsideProgram) -> None:
    start(program, "segments")
    canvas = program.app.canvas
    before = look(program)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_W)
    QTest.mousePress(canvas.viewport(), LEFT, pos=at(program, DRAWN[0], DRAWN[1]))
    QTest.mouseMove(canvas.viewport(), at(program, 100, 200))
    QTest.mouseMove(canvas.viewport(), at(program, DRAWN[2], DRAWN[3]))
    assert looks_other(before, look(program), at(program, DRAWN[0], 190))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert program.walk.active


def test_that_a_selection_is_seen_while_a_stage_is_shown(program: InsideProgram) -> None:
    start(program, "features")
    draw_box(program, DRAWN)
    QTest.keyClick(program.app.canvas, Qt.Key.Key_Escape)
    assert not program.app.session.selection
    before = look(program)
    QTest.mouseClick(program.app.canvas.viewport(), LEFT, pos=at(program, 105, 190))
    assert program.app.session.selection
    # A handle stands on the corner.
    assert looks_other(before, look(program), at(program, DRAWN[2], DRAWN[3]))


def test_that_an_accepted_detection_is_seen_at_once(program: InsideProgram) -> None:
    start(program, "features")
    before = look(program)
    program.app.canvas.setFocus()
    QTest.keyClick(program.app.canvas, Qt.Key.Key_Return)
    (accepted,) = program.app.session.objects
    x1, y1, _, y2 = accepted.box
    assert looks_other(before, look(program), at(program, x1, (y1 + y2) / 2))


def test_that_objects_hidden_by_hand_stay_hidden_and_leaving_keeps_that(program: InsideProgram) -> None:
    objects = program.app.canvas.layers.layer(LayerKind.OBJECTS)
    start(program, "features")
    program.app.canvas.setFocus()
    QTest.keyClick(program.app.canvas, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert not objects.visible
    QTest.keyClick(program.app.canvas, Qt.Key.Key_Escape)
    assert not program.walk.active
    assert not objects.visible


def test_that_escape_steps_back_from_drawing_and_selection_before_it_leaves(program: InsideProgram) -> None:
    start(program, "nms")
    draw_box(program, DRAWN)
    canvas = program.app.canvas
    QTest.keyClick(canvas, Qt.Key.Key_W)
    for _ in ("drawing", "the selection"):
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        assert program.walk.active
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not program.walk.active
    assert not program.walk.bar.isVisible()


def test_that_escape_leaves_from_the_bar_too(program: InsideProgram) -> None:
    start(program, "nms")
    program.walk.bar.slider.setFocus()
    QTest.keyClick(program.walk.bar.slider, Qt.Key.Key_Escape)
    assert not program.walk.active


def test_that_the_bar_has_a_button_that_leaves(program: InsideProgram) -> None:
    start(program, "nms")
    button = program.walk.bar.close_button
    assert button.isVisible()
    assert "Esc" in button.toolTip()
    QTest.mouseClick(button, LEFT)
    assert not program.walk.active
    assert not program.walk.bar.isVisible()


def test_that_the_training_page_takes_the_place_of_the_stage_and_of_its_bar(program: InsideProgram) -> None:
    start(program, "nms")
    program.app.canvas.setFocus()
    QTest.keyClick(program.app.canvas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    view = program.app.feature(TrainingFeature).control.view
    assert view is not None
    assert view.page.isVisible()
    assert not program.walk.active
    assert not program.walk.bar.isVisible()
    QTest.keyClick(view.page, Qt.Key.Key_Escape)
    assert program.app.canvas.isVisible()
    assert not program.walk.bar.isVisible()
    assert program.app.canvas.layers.layer(LayerKind.DETECTIONS).visible


def test_that_a_stages_key_on_the_training_page_shows_the_stage(program: InsideProgram) -> None:
    program.app.canvas.setFocus()
    QTest.keyClick(program.app.canvas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    view = program.app.feature(TrainingFeature).control.view
    assert view is not None
    QTest.keyClick(view.page, Qt.Key.Key_F5)
    assert program.walk.stage is stage_named("features")
    assert program.app.canvas.isVisible()
    assert not view.page.isVisible()
    assert program.walk.bar.isVisible()
    assert not program.app.actions[ActionId.TRAINING].isChecked()
