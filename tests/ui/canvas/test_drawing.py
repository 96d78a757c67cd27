"""Drawing a box by real mouse events: what comes out, and that Esc leaves no trace."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.canvas.pointer import CanvasMode

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MIDDLE, RIGHT = Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton


def test_that_a_drag_draws_one_box_on_whole_pixels(mouse, drawing, session) -> None:
    mouse.drag((20, 30), (80.5, 120))
    assert drawing == [(20, 30, 81, 120)]
    assert session.undo_stack.count() == 0


def test_that_a_box_can_be_drawn_from_any_corner(mouse, drawing, canvas) -> None:
    canvas.set_keeps_drawing(True)
    for start, end in (
        ((20, 30), (80, 90)),
        ((80, 90), (20, 30)),
        ((80, 30), (20, 90)),
        ((20, 90), (80, 30)),
    ):
        mouse.drag(start, end)
    assert drawing == [(20, 30, 80, 90)] * 4


def test_that_a_box_drawn_past_the_edge_ends_at_it(mouse, drawing) -> None:
    mouse.drag((380, 280), (420, 320))
    assert drawing == [(380, 280, 400, 300)]


def test_that_two_clicks_draw_a_box_too(mouse, drawing) -> None:
    mouse.click(20, 30)
    mouse.hover(60, 70)
    mouse.click(80, 90)
    assert drawing == [(20, 30, 80, 90)]


def test_that_two_quick_clicks_draw_a_box_and_ask_for_no_label(mouse, drawing, canvas) -> None:
    asked: list[int] = []
    canvas.label_edit_requested.connect(asked.append)
    mouse.click(110, 110)
    mouse.second_click(130, 130)
    assert drawing == [(110, 110, 130, 130)]
    assert asked == []


def test_that_ctrl_draws_a_square(mouse, drawing) -> None:
    mouse.drag((20, 30), (80, 50), CTRL)
    assert drawing == [(20, 30, 80, 90)]


def test_that_a_square_stays_a_square_at_the_edge(mouse, drawing) -> None:
    mouse.drag((20, 250), (380, 260), CTRL)
    assert drawing == [(20, 250, 70, 300)]


def test_that_pressing_ctrl_makes_the_box_square_at_once(mouse, drawing, canvas) -> None:
    seen: list[tuple] = []
    canvas.box_changing.connect(seen.append)
    mouse.press(20, 30)
    mouse.move(80, 50)
    QTest.keyPress(canvas, Qt.Key.Key_Control)
    assert seen[-1] == (20, 30, 80, 90)
    QTest.keyRelease(canvas, Qt.Key.Key_Control)
    assert seen[-1] == (20, 30, 80, 50)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)


def test_that_drawing_goes_back_to_selecting_unless_told_to_stay(mouse, drawing, canvas) -> None:
    mouse.drag((20, 30), (80, 90))
    assert canvas.mode is CanvasMode.SELECT
    canvas.set_keeps_drawing(True)
    canvas.set_mode(CanvasMode.DRAW)
    mouse.drag((20, 30), (80, 90))
    assert canvas.mode is CanvasMode.DRAW


def test_that_drawing_over_an_object_draws(mouse, drawing, session, big) -> None:
    mouse.drag((110, 110), (150, 130))
    assert drawing == [(110, 110, 150, 130)]
    assert session.selection == frozenset()


def test_that_escape_gives_up_the_box_and_then_drawing(mouse, drawing, canvas) -> None:
    mouse.press(20, 30)
    mouse.move(80, 90)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mode is CanvasMode.DRAW
    mouse.release(80, 90)
    assert drawing == []
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mode is CanvasMode.SELECT


def test_that_the_right_button_gives_up_the_box(mouse, drawing) -> None:
    mouse.press(20, 30)
    mouse.move(80, 90)
    mouse.press(80, 90, button=RIGHT)
    mouse.release(80, 90)
    assert drawing == []


def test_that_a_drawn_box_stays_in_view_until_it_becomes_an_object(mouse, drawing, canvas, session) -> None:
    mouse.drag((20, 30), (80, 90))
    assert canvas.photo_scene.draft.box == (20, 30, 80, 90)
    session.add_objects([ObjectAnnotation("cat", drawing[0])])
    assert canvas.photo_scene.draft.box is None


def test_that_a_drawn_box_without_class_goes_with_escape(mouse, drawing, canvas) -> None:
    mouse.drag((20, 30), (80, 90))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.photo_scene.draft.box is None


def test_that_the_drag_distance_is_in_screen_pixels(mouse, drawing, canvas) -> None:
    canvas.set_zoom(16, QPointF(400, 300))
    x, y = canvas.to_photo(QPointF(400, 300)).toTuple()
    mouse.drag((round(x), round(y)), (round(x) + 1, round(y) + 1))
    assert [(box[2] - box[0], box[3] - box[1]) for box in drawing] == [(1, 1)]


def test_that_a_drag_on_empty_ground_draws_when_asked_to(mouse, canvas, session, small) -> None:
    drawn: list[tuple] = []
    canvas.box_drawn.connect(drawn.append)
    canvas.set_draws_on_empty(True)
    mouse.drag((10, 10), (40, 40))
    assert drawn == [(10, 10, 40, 40)]
    mouse.drag((130, 120), (140, 130))
    assert next(each.box for each in session.objects if each.id == small.id) == (110, 110, 170, 150)
