from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.ui.document.box_edits import fit_box, move_into, shift_allowed, snap

COORDINATE = st.floats(-1e4, 1e4, allow_nan=False)
BOX = st.tuples(COORDINATE, COORDINATE, COORDINATE, COORDINATE)
SIZE = st.tuples(st.integers(1, 5000), st.integers(1, 5000))


@given(BOX, SIZE)
def test_that_a_fitted_box_is_inside_the_image_in_order_and_at_least_one_pixel(box, size) -> None:
    x1, y1, x2, y2 = fit_box(box, size)
    assert 0 <= x1 < x2 <= size[0]
    assert 0 <= y1 < y2 <= size[1]
    assert x2 - x1 >= 1 - 1e-9
    assert y2 - y1 >= 1 - 1e-9


@given(BOX, SIZE)
def test_that_fitting_twice_is_fitting_once(box, size) -> None:
    assert fit_box(fit_box(box, size), size) == fit_box(box, size)


def test_that_a_good_box_is_left_as_it_is() -> None:
    assert fit_box((0.25, 1.5, 10.0, 20.75), (10, 30)) == (0.25, 1.5, 10.0, 20.75)


def test_that_a_box_outside_becomes_a_sliver_at_the_nearest_edge() -> None:
    assert fit_box((-30, 5, -10, 9), (100, 50)) == (0, 5, 1, 9)
    assert fit_box((130, 5, 150, 9), (100, 50)) == (99, 5, 100, 9)


def test_that_a_box_moved_into_the_image_keeps_its_sides() -> None:
    assert move_into((90, -5, 110, 15), (100, 50)) == (80, 0, 100, 20)


def test_that_a_box_larger_than_the_image_is_cut_to_it() -> None:
    assert move_into((-5, -5, 300, 20), (100, 50)) == (0, 0, 100, 25)


def test_that_a_group_stops_at_the_edge_as_one() -> None:
    boxes = [(10.0, 10.0, 20.0, 20.0), (50.0, 10.0, 95.0, 20.0)]
    assert shift_allowed(boxes, 50, 3, (100, 50)) == (5, 3)
    assert shift_allowed(boxes, -50, -50, (100, 50)) == (-10, -10)


def test_that_snapping_rounds_halves_up() -> None:
    assert [snap(value) for value in (0.5, 1.5, 2.5, 2.49)] == [1, 2, 3, 2]
