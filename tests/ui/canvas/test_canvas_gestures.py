"""Every gesture by real mouse events: what it changes, by one command, and that Esc leaves no trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.edge_scroll import EdgeScroller
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.canvas.pointer import CanvasMode
from frcnn_desktop.ui.document.session import DocumentSession

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MIDDLE, RIGHT = Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton


def box_of(session: DocumentSession, item: ObjectAnnotation) -> tuple[float, float, float, float]:
    return next(each.box for each in session.objects if each.id == item.id)


# Moving


def test_that_a_drag_moves_an_object_by_one_command(mouse, session, small) -> None:
    mouse.drag((130, 120), (150, 110))
    assert box_of(session, small) == (120, 90, 180, 130)
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert box_of(session, small) == small.box
    session.undo_stack.redo()
    assert box_of(session, small) == (120, 90, 180, 130)


def test_that_the_document_does_not_change_before_the_release(mouse, canvas, session, small) -> None:
    mouse.press(130, 120)
    mouse.move(150, 110)
    assert session.undo_stack.count() == 0
    assert canvas.photo_scene.object_items[small.id].box == (120, 90, 180, 130)
    mouse.release(150, 110)
    assert canvas.photo_scene.object_items[small.id].box == (120, 90, 180, 130)


def test_that_a_moved_object_stops_at_the_edge_with_its_size_kept(mouse, session, small) -> None:
    mouse.drag((130, 120), (-300, -300))
    assert box_of(session, small) == (0, 0, 60, 40)


def test_that_several_selected_objects_move_as_one_group(mouse, session, small, big) -> None:
    session.select([small.id, big.id])
    mouse.drag((130, 120), (530, 120))
    assert box_of(session, small) == (150, 100, 210, 140)
    assert box_of(session, big) == (100, 50, 400, 250)
    assert session.undo_stack.count() == 1


def test_that_fractions_of_a_box_stay_when_it_is_moved(mouse, session, small) -> None:
    session.set_boxes({small.id: (100.25, 100.5, 160.25, 140.5)}, "Test")
    mouse.drag((130, 120), (140, 120))
    assert box_of(session, small) == (110.25, 100.5, 170.25, 140.5)


def test_that_a_tremor_of_the_hand_is_a_click(mouse, session, small) -> None:
    mouse.drag((130, 120), (131, 120))
    assert session.undo_stack.count() == 0
    assert session.selection == {small.id}


def test_that_escape_puts_a_dragged_object_back(mouse, canvas, session, small) -> None:
    mouse.press(130, 120)
    mouse.move(200, 200)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.photo_scene.object_items[small.id].box == small.box
    mouse.release(200, 200)
    assert session.undo_stack.count() == 0
    assert session.selection == {small.id}


def test_that_an_edit_from_elsewhere_ends_the_gesture(mouse, session, small) -> None:
    mouse.press(130, 120)
    mouse.move(200, 200)
    session.remove_objects([small.id])
    mouse.move(210, 210)
    mouse.release(210, 210)
    assert session.undo_stack.count() == 1
    assert len(session.objects) == 1


def test_that_losing_the_window_ends_the_gesture(mouse, canvas, session, small) -> None:
    mouse.press(130, 120)
    mouse.move(200, 200)
    reason = Qt.FocusReason.ActiveWindowFocusReason
    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut, reason))
    mouse.release(200, 200)
    assert session.undo_stack.count() == 0


# Resizing


@pytest.mark.parametrize(
    ("grab_at", "drop_at", "expected"),
    [
        ((100, 100), (90, 80), (90, 80, 160, 140)),
        ((160, 100), (170, 90), (100, 90, 170, 140)),
        ((160, 140), (180, 150), (100, 100, 180, 150)),
        ((100, 140), (110, 160), (110, 100, 160, 160)),
        ((130, 100), (135, 95), (100, 95, 160, 140)),
        ((130, 140), (135, 155), (100, 100, 160, 155)),
        ((100, 120), (95, 125), (95, 100, 160, 140)),
        ((160, 120), (175, 125), (100, 100, 175, 140)),
        ((113, 100), (113, 95), (100, 95, 160, 140)),
    ],
)
def test_that_handles_and_edges_resize_by_one_command(
    grab_at, drop_at, expected, mouse, session, small
) -> None:
    session.select([small.id])
    mouse.drag(grab_at, drop_at)
    assert box_of(session, small) == expected
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert box_of(session, small) == small.box


def test_that_a_handle_can_be_caught_a_few_screen_pixels_beside_it(mouse, canvas, session, small) -> None:
    session.select([small.id])
    canvas.set_zoom(1)
    mouse.drag((165, 145), (175, 155))
    assert box_of(session, small) == (100, 100, 170, 150)


def test_that_a_corner_dragged_past_the_other_one_flips_the_box(mouse, session, small) -> None:
    session.select([small.id])
    mouse.drag((160, 140), (70, 80))
    assert box_of(session, small) == (70, 80, 100, 100)


def test_that_a_box_resized_past_the_edge_of_the_image_ends_at_it(mouse, session, small) -> None:
    session.select([small.id])
    mouse.drag((160, 140), (600, 600))
    assert box_of(session, small) == (100, 100, 400, 300)


def test_that_a_box_never_gets_thinner_than_a_pixel(mouse, session, small) -> None:
    session.select([small.id])
    mouse.drag((160, 120), (100, 120))
    assert box_of(session, small) == (100, 100, 101, 140)


def test_that_a_click_on_a_handle_is_no_edit_even_between_pixels(mouse, session, small) -> None:
    session.set_boxes({small.id: (100.3, 100.3, 160.3, 140.3)}, "Test")
    mouse.click(160, 140)
    assert session.undo_stack.count() == 1


def test_that_escape_puts_a_resized_box_back(mouse, canvas, session, small) -> None:
    session.select([small.id])
    mouse.press(160, 140)
    mouse.move(200, 200)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    mouse.release(200, 200)
    assert session.undo_stack.count() == 0
    assert canvas.photo_scene.object_items[small.id].box == small.box


def test_that_the_cursor_shows_what_a_press_would_do(mouse, canvas, session, small) -> None:
    shapes = Qt.CursorShape
    session.select([small.id])
    expected = {
        (100, 100): shapes.SizeFDiagCursor,
        (160, 100): shapes.SizeBDiagCursor,
        (130, 100): shapes.SizeVerCursor,
        (160, 120): shapes.SizeHorCursor,
        (130, 120): shapes.SizeAllCursor,
        (10, 10): shapes.ArrowCursor,
    }
    for point, shape in expected.items():
        mouse.hover(*point)
        assert canvas.viewport().cursor().shape() == shape
    canvas.set_mode(CanvasMode.DRAW)
    assert canvas.viewport().cursor().shape() == shapes.CrossCursor


# What the world hears


def test_that_a_changing_box_is_told_live_and_its_end_once(mouse, canvas, session, small) -> None:
    heard: list[object] = []
    canvas.box_changing.connect(heard.append)
    canvas.gesture_ended.connect(lambda: heard.append("end"))
    session.select([small.id])
    mouse.press(160, 140)
    mouse.move(170, 150)
    mouse.move(180, 160)
    mouse.release(180, 160)
    assert heard == [(100, 100, 170, 150), (100, 100, 180, 160), (100, 100, 180, 160), "end"]


def test_that_the_place_of_the_cursor_is_told_in_image_pixels(mouse, canvas) -> None:
    heard: list[tuple[float, float]] = []
    canvas.cursor_moved.connect(lambda x, y: heard.append((x, y)))
    mouse.hover(10, 20)
    assert heard == [pytest.approx((10, 20), abs=0.5)]


def test_that_a_double_click_on_an_object_asks_for_its_label(mouse, canvas, small, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.label_edit_requested) as asked:
        mouse.double_click(130, 120)
    assert asked.args == [small.id]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_A, Qt.Key.Key_Escape])
def test_that_keys_of_the_window_are_left_to_it(key: Qt.Key, canvas: ImageCanvas) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)
    assert not event.isAccepted()


def test_that_escape_and_arrows_outrank_shortcuts_only_while_they_mean_something(canvas, session) -> None:
    def claims(key: Qt.Key) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(canvas, event)
        return event.isAccepted()

    assert not claims(Qt.Key.Key_Escape)
    assert not claims(Qt.Key.Key_Left)
    session.select_all()
    assert claims(Qt.Key.Key_Escape)
    assert claims(Qt.Key.Key_Left)
    assert not claims(Qt.Key.Key_Space)


# Arrows, panning


def test_that_arrows_nudge_by_one_and_with_shift_by_ten(canvas, session, small) -> None:
    session.select([small.id])
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert box_of(session, small) == (100, 109, 160, 149)
    assert session.undo_stack.count() == 1


def test_that_the_middle_button_pans_and_edits_nothing(mouse, canvas, session) -> None:
    canvas.set_zoom(4)
    before = canvas.to_photo(QPointF(400, 300))
    QTest.mousePress(mouse.viewport, MIDDLE, Qt.KeyboardModifier.NoModifier, QPoint(400, 300))
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.ClosedHandCursor
    mouse.move_to(QPoint(420, 310), button=MIDDLE)
    mouse.move_to(QPoint(440, 320), button=MIDDLE)
    QTest.mouseRelease(mouse.viewport, MIDDLE, Qt.KeyboardModifier.NoModifier, QPoint(440, 320))
    after = canvas.to_photo(QPointF(440, 320))
    assert (after - before).manhattanLength() < 0.01
    assert session.undo_stack.count() == 0
    assert session.selection == frozenset()


def test_that_zooming_while_drawing_keeps_the_first_corner(mouse, drawing, canvas) -> None:
    mouse.press(20, 30)
    mouse.move(80, 90)
    at = QPointF(mouse.at(80, 90))
    turn = QWheelEvent(
        at, canvas.viewport().mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.LeftButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), turn)
    assert canvas.zoom > 2
    mouse.release(80, 90)
    assert drawing == [(20, 30, 80, 90)]


def test_that_dragging_outside_scrolls_on(mouse, drawing, canvas, qtbot: QtBot) -> None:
    canvas.set_zoom(8, QPointF(0, 0))
    start = canvas.to_photo(QPointF(400, 300))
    mouse.press(start.x(), start.y())
    outside = canvas.to_photo(QPointF(900, 300))
    mouse.move(outside.x(), outside.y())
    qtbot.waitUntil(lambda: canvas.to_photo(QPointF(900, 300)).x() > outside.x() + 20)
    scroller = canvas.findChild(EdgeScroller)
    assert scroller.running
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not scroller.running


def test_that_hidden_objects_cannot_be_touched(mouse, canvas, session) -> None:
    canvas.layers.layer(LayerKind.OBJECTS).visible = False
    mouse.drag((130, 120), (150, 110))
    assert session.undo_stack.count() == 0
    assert session.selection == frozenset()


def test_that_nothing_happens_without_an_image(mouse, canvas, session) -> None:
    session.close()
    canvas.set_mode(CanvasMode.DRAW)
    mouse.drag((20, 30), (80, 90))
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert session.undo_stack.count() == 0


def test_that_an_object_that_is_added_while_a_button_is_held_is_shown(mouse, canvas, session) -> None:
    mouse.press(20, 20)
    mouse.move(40, 40)
    added = ObjectAnnotation("cat", (10, 10, 45, 45))
    session.add_objects([added])
    assert added.id in canvas.photo_scene.object_items
