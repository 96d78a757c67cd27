"""Drawing a box by its four extreme points, and the edge of the image that attracts."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from frcnn_desktop.ui.canvas.modes import CanvasMode

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
POINTS = {"top": (150, 40), "left": (100, 90), "bottom": (160, 200), "right": (220, 110)}


@pytest.fixture
def clicking(canvas, drawing) -> list[tuple]:
    canvas.set_draws_by_points(True)
    return drawing


@pytest.mark.parametrize("order", list(itertools.permutations(POINTS))[::5])
def test_that_four_clicks_in_any_order_make_the_box_around_them(mouse, clicking, order) -> None:
    for name in order:
        mouse.click(*POINTS[name])
    assert clicking == [(100, 40, 220, 200)]


def test_that_quick_clicks_are_points_too(mouse, clicking) -> None:
    mouse.click(150, 40)
    mouse.second_click(100, 90)
    mouse.click(160, 200)
    mouse.second_click(220, 110)
    assert clicking == [(100, 40, 220, 200)]


def test_that_the_box_so_far_is_shown_with_the_mouse_as_its_next_point(mouse, clicking, canvas) -> None:
    scene = canvas.photo_scene
    mouse.click(150, 40)
    assert scene.marks.points == ((150, 40),)
    mouse.hover(100, 90)
    assert scene.draft.box == (100, 40, 150, 90)
    mouse.click(100, 90)
    mouse.hover(220, 110)
    assert scene.draft.box == (100, 40, 220, 110)
    assert len(scene.marks.points) == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace])
def test_that_esc_and_backspace_take_back_one_point(mouse, clicking, canvas, key) -> None:
    mouse.click(150, 40)
    mouse.click(10, 10)
    QTest.keyClick(canvas, key)
    assert canvas.photo_scene.marks.points == ((150, 40),)
    for name in ("left", "bottom", "right"):
        mouse.click(*POINTS[name])
    assert clicking == [(100, 40, 220, 200)]


def test_that_stepping_back_from_the_first_point_leaves_no_trace(mouse, clicking, canvas, session) -> None:
    mouse.click(150, 40)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.photo_scene.marks.points == ()
    assert canvas.photo_scene.draft.box is None
    assert canvas.mode is CanvasMode.DRAW
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mode is CanvasMode.SELECT
    assert clicking == []
    assert session.undo_stack.count() == 0


def test_that_esc_while_the_first_button_is_down_ends_the_gesture(mouse, clicking, canvas) -> None:
    mouse.press(150, 40)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    mouse.release(150, 40)
    assert canvas.photo_scene.marks.points == ()
    assert clicking == []


def test_that_backspace_deletes_nothing_while_points_are_set(mouse, clicking, canvas, session, small) -> None:
    session.select([small.id])
    mouse.click(150, 40)
    mouse.click(100, 90)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    assert small in session.objects


def test_that_the_edge_of_the_image_attracts_what_is_drawn_unless_alt_is_held(mouse, drawing, canvas) -> None:
    canvas.set_keeps_drawing(True)
    mouse.drag((2, 2), (80, 298))
    mouse.press(60, 60)
    mouse.move(398, 100, ALT)
    mouse.release(398, 100, ALT)
    assert drawing == [(0, 0, 80, 300), (60, 60, 398, 100)]


def test_that_zoomed_in_every_pixel_at_the_edge_can_be_reached(mouse, drawing, canvas) -> None:
    canvas.set_zoom(16)
    canvas.centerOn(0, 0)
    mouse.drag((1, 1), (10, 10))
    assert drawing == [(1, 1, 10, 10)]


def test_that_the_edge_attracts_a_side_that_is_resized(mouse, session, big, canvas) -> None:
    session.select([big.id])
    mouse.drag((350, 150), (399, 150))
    assert session.selected_objects[0].box == (50, 50, 400, 250)


@pytest.mark.parametrize(
    ("corner", "to", "box"),
    [
        ((350, 250), (250, 240), (50, 50, 250, 250)),
        ((50, 50), (200, 150), (200, 100, 350, 250)),
        ((350, 50), (150, 20), (50, 20, 280, 250)),
    ],
)
def test_that_ctrl_makes_a_square_while_a_corner_is_dragged(mouse, session, big, corner, to, box) -> None:
    session.select([big.id])
    mouse.press(*corner)
    mouse.move(*to, CTRL)
    mouse.release(*to, CTRL)
    assert session.selected_objects[0].box == box


def test_that_the_lines_through_the_cursor_can_be_switched_off(mouse, drawing, canvas) -> None:
    mouse.hover(100, 100)
    assert canvas.photo_scene.guides.point is not None
    canvas.set_shows_guides(False)
    mouse.hover(110, 100)
    assert canvas.photo_scene.guides.point is None
