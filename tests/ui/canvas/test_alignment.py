"""Edges of other objects that attract what is drawn, moved or resized."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from frcnn_desktop.ui.document.alignment import NO_LINES, Lines

ALT = Qt.KeyboardModifier.AltModifier
SIZE = (400, 300)


@pytest.fixture(autouse=True)
def aligning(canvas) -> None:
    canvas.set_aligns(True)


def test_that_corners_of_a_new_box_come_to_lie_on_edges_of_the_others(mouse, drawing, canvas, big) -> None:
    canvas.set_keeps_drawing(True)
    mouse.press(52, 20)
    mouse.move(200, 48)
    assert canvas.photo_scene.guides.lines == Lines(frozenset({50.0}), frozenset({50.0}))
    mouse.release(200, 48)
    assert canvas.photo_scene.guides.lines == NO_LINES
    assert drawing == [(big.box[0], 20, 200, big.box[1])]


def test_that_neighbours_do_not_attract_while_alt_is_held_or_aligning_is_off(mouse, drawing, canvas) -> None:
    canvas.set_keeps_drawing(True)
    mouse.press(52, 20)
    mouse.move(200, 48, ALT)
    mouse.release(200, 48, ALT)
    canvas.set_aligns(False)
    mouse.drag((52, 20), (200, 48))
    assert drawing == [(52, 20, 200, 48)] * 2


def test_that_a_moved_object_is_aligned_by_the_edge_that_is_nearest(
    mouse, session, big, small, canvas
) -> None:
    session.select([small.id])
    x1, y1, x2, y2 = small.box
    dx, dy = big.box[2] - x2 + 2, big.box[1] - y1 - 1
    mouse.press((x1 + x2) / 2, (y1 + y2) / 2)
    mouse.move((x1 + x2) / 2 + dx, (y1 + y2) / 2 + dy)
    assert canvas.photo_scene.guides.lines == Lines(frozenset({big.box[2]}), frozenset({big.box[1]}))
    mouse.release((x1 + x2) / 2 + dx, (y1 + y2) / 2 + dy)
    moved = session.selected_objects[0].box
    assert moved == (big.box[2] - (x2 - x1), big.box[1], big.box[2], big.box[1] + y2 - y1)


def test_that_a_resized_edge_is_aligned_and_the_others_stay(mouse, session, big, small) -> None:
    session.select([big.id])
    x1, y1, x2, y2 = big.box
    mouse.drag((x2, (y1 + y2) / 2), (small.box[2] + 2, (y1 + y2) / 2))
    assert session.selected_objects[0].box == (x1, y1, small.box[2], y2)


def test_that_hidden_objects_do_not_attract(mouse, drawing, session, big) -> None:
    session.views.toggle_hidden([big.id])
    mouse.drag((52, 20), (200, 48))
    assert drawing == [(52, 20, 200, 48)]


def test_that_esc_hides_the_lines(mouse, drawing, canvas) -> None:
    mouse.press(52, 20)
    mouse.move(200, 48)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.photo_scene.guides.lines == NO_LINES
    mouse.release(200, 48)
    assert drawing == []


def test_that_the_images_edge_goes_before_a_neighbours() -> None:
    lines = Lines(frozenset({2.0, 398.0}), frozenset({150.0}))
    assert lines.attract((3, 151), SIZE, 5) == (0, 150)
    assert lines.attract((396, 156), SIZE, 5) == (400, 156)
    assert lines.attract((100.4, 140), SIZE, 5) == (100, 140)


def test_that_lines_lie_on_whole_pixels_as_files_have_them() -> None:
    assert Lines.around([(10.4, 20.6, 30.0, 40.0)]) == Lines(frozenset({10.0, 30.0}), frozenset({21.0, 40.0}))
