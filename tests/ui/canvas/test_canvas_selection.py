"""Which object a click means, and how selections grow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frcnn_desktop.core.annotation import ObjectAnnotation

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_that_a_click_selects_the_smallest_object_under_it(mouse, session, small) -> None:
    mouse.click(130, 120)
    assert session.selection == {small.id}


def test_that_clicks_on_one_spot_go_round_through_the_objects_below(mouse, session, small, big) -> None:
    seen = []
    for _ in range(4):
        mouse.click(130, 120)
        seen.append(session.selection)
    assert seen == [{small.id}, {big.id}, {small.id}, {big.id}]


def test_that_a_click_elsewhere_starts_again_with_the_smallest(mouse, session, small, big) -> None:
    mouse.click(130, 120)
    mouse.click(130, 120)
    assert session.selection == {big.id}
    mouse.click(115, 110)
    assert session.selection == {small.id}


def test_that_a_drag_takes_the_object_that_the_clicks_have_led_to(mouse, session, small, big) -> None:
    mouse.click(130, 120)
    mouse.click(130, 120)
    mouse.drag((130, 120), (140, 120))
    boxes = {item.id: item.box for item in session.objects}
    assert boxes[small.id] == small.box
    assert boxes[big.id] == (60, 50, 360, 250)


def test_that_a_small_object_can_be_dragged_at_once_though_the_one_around_it_is_selected(
    mouse, session, small, big
) -> None:
    session.select([big.id])
    mouse.drag((130, 120), (140, 120))
    boxes = {item.id: item.box for item in session.objects}
    assert boxes[small.id] == (110, 100, 170, 140)
    assert boxes[big.id] == big.box


def test_that_a_box_of_one_pixel_can_be_caught_beside_it(mouse, canvas, session) -> None:
    tiny = ObjectAnnotation("bird", (20.0, 20.0, 21.0, 21.0))
    session.add_objects([tiny])
    session.select([])
    canvas.set_zoom(1)
    mouse.click(23, 22)
    assert session.selection == {tiny.id}


def test_that_a_click_on_empty_ground_selects_nothing(mouse, session) -> None:
    session.select_all()
    mouse.click(10, 10)
    assert session.selection == frozenset()


def test_that_ctrl_and_shift_click_add_and_take_away(mouse, session, small, big) -> None:
    mouse.click(300, 200)
    assert session.selection == {big.id}
    mouse.click(130, 120, CTRL)
    assert session.selection == {small.id, big.id}
    mouse.click(130, 120, SHIFT)
    assert session.selection == {big.id}
    mouse.click(10, 10, CTRL)
    assert session.selection == {big.id}
    assert session.undo_stack.count() == 0


def test_that_a_click_on_one_of_several_selected_objects_selects_it_alone(mouse, session, small, big) -> None:
    session.select_all()
    mouse.click(130, 120)
    assert session.selection == {small.id}


def test_that_the_rubber_band_selects_what_lies_wholly_inside(mouse, canvas, session, small, big) -> None:
    session.set_boxes({small.id: (10.0, 10.0, 40.0, 40.0)}, "Test")
    session.select([])
    mouse.press(45, 5)
    mouse.move(20, 30)
    assert canvas.photo_scene.band.box == (20, 5, 45, 30)
    assert session.selection == frozenset()
    mouse.move(5, 45)
    assert session.selection == {small.id}
    mouse.release(5, 45)
    assert canvas.photo_scene.band.box is None
    assert session.selection == {small.id}


def test_that_a_rubber_band_with_ctrl_adds(mouse, session, small, big) -> None:
    session.set_boxes({small.id: (10.0, 10.0, 40.0, 40.0)}, "Test")
    session.select([big.id])
    mouse.drag((45, 5), (5, 45), CTRL)
    assert session.selection == {small.id, big.id}


def test_that_escape_puts_the_selection_back_as_it_was_before_the_rubber_band(
    mouse, canvas, session, small, big
) -> None:
    session.select([big.id])
    mouse.press(20, 20)
    mouse.move(390, 290)
    assert session.selection == {small.id, big.id}
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert session.selection == {big.id}
    assert canvas.photo_scene.band.box is None
    mouse.release(390, 290)
    assert session.selection == {big.id}


def test_that_escape_without_a_gesture_selects_nothing(canvas, session) -> None:
    session.select_all()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert session.selection == frozenset()
    assert not canvas.cancel()


def test_that_the_right_button_selects_what_its_menu_is_about(mouse, session, small, big) -> None:
    mouse.click(130, 120, button=Qt.MouseButton.RightButton)
    assert session.selection == {small.id}
    session.select_all()
    mouse.click(130, 120, button=Qt.MouseButton.RightButton)
    assert session.selection == {small.id, big.id}


def test_that_the_context_menu_is_left_to_the_window(canvas) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), canvas.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(canvas.viewport(), event)
    assert not event.isAccepted()


def test_that_handles_are_shown_for_a_single_selected_object_only(canvas, session, small, big) -> None:
    items = canvas.photo_scene.object_items
    session.select([small.id])
    assert (items[small.id].handles, items[big.id].handles) == (True, False)
    session.select_all()
    assert (items[small.id].handles, items[big.id].handles) == (False, False)


def test_that_undo_of_a_move_selects_the_object_on_the_canvas_again(mouse, canvas, session, small) -> None:
    mouse.drag((130, 120), (150, 120))
    mouse.click(10, 10)
    assert not canvas.photo_scene.object_items[small.id].handles
    session.undo_stack.undo()
    assert canvas.photo_scene.object_items[small.id].handles
