"""Hits, handles, and where RoIs fall on the grid."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from frcnn_desktop.ui.canvas.handles import Handle, handle_at, handle_centres
from frcnn_desktop.ui.canvas.hit import boxes_at, detection_goes_first, next_after
from frcnn_desktop.ui.canvas.roi_geometry import coverage, edge_ranks

# Hits


def test_that_boxes_are_found_from_small_to_large() -> None:
    boxes = [(1, (0, 0, 100, 100)), (2, (40, 40, 60, 60)), (3, (200, 200, 300, 300))]
    assert boxes_at(boxes, 50, 50, 3) == [2, 1]


def test_that_a_box_that_holds_the_point_goes_before_a_smaller_one_near_by() -> None:
    boxes = [(1, (0, 0, 100, 100)), (2, (102, 40, 110, 60))]
    assert boxes_at(boxes, 99, 50, 4) == [1, 2]
    assert boxes_at(boxes, 99, 50, 2) == [1]


def test_that_inverted_boxes_can_be_hit() -> None:
    assert boxes_at([(1, (60, 60, 40, 40))], 50, 50, 0) == [1]


def test_that_cycling_goes_round() -> None:
    assert [next_after([1, 2, 3], current) for current in (None, 9, 1, 2, 3)] == [1, 1, 2, 3, 1]
    assert next_after([], 1) is None


def test_that_a_detection_goes_first_only_when_much_smaller() -> None:
    assert detection_goes_first((0, 0, 10, 10), (0, 0, 20, 20))
    assert not detection_goes_first((0, 0, 18, 18), (0, 0, 20, 20))


# Handles


def test_that_corners_outrank_edges_and_the_middle_is_free() -> None:
    box = QRectF(100, 100, 200, 100)
    assert handle_at(box, QPointF(103, 97)) == Handle.LEFT | Handle.TOP
    assert handle_at(box, QPointF(200, 203)) == Handle.BOTTOM
    assert handle_at(box, QPointF(303, 150)) == Handle.RIGHT
    assert handle_at(box, QPointF(200, 150)) is None
    assert handle_at(box, QPointF(310, 150)) is None


@pytest.mark.parametrize("side", [1, 3, 9, 20])
def test_that_the_middle_of_a_small_box_is_left_for_moving(side) -> None:
    box = QRectF(100, 100, side, side)
    assert handle_at(box, box.center()) is None
    assert handle_at(box, QPointF(100 + side + 4, 100 + side + 4)) == Handle.RIGHT | Handle.BOTTOM


@given(st.floats(1, 500), st.floats(1, 500))
def test_that_every_drawn_handle_can_be_grabbed(width, height) -> None:
    box = QRectF(50, 60, width, height)
    for centre in handle_centres(box):
        assert handle_at(box, centre) is not None


def test_that_small_boxes_have_fewer_handles() -> None:
    assert [len(handle_centres(QRectF(0, 0, *size))) for size in ((100, 100), (100, 20), (10, 10))] == [
        8,
        6,
        4,
    ]


# RoIs on the grid


CELLS = st.lists(
    st.tuples(st.integers(0, 19), st.integers(0, 9), st.integers(0, 19), st.integers(0, 9)).map(
        lambda c: (min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3]))
    ),
    max_size=12,
)


@given(CELLS)
def test_that_coverage_counts_the_rois_of_each_cell(ranges) -> None:
    cells = np.array(ranges, np.int32).reshape(-1, 4)
    expected = np.zeros((10, 20), int)
    for x1, y1, x2, y2 in ranges:
        expected[y1 : y2 + 1, x1 : x2 + 1] += 1
    assert (coverage(cells, 10, 20) == expected).all()


@given(CELLS)
def test_that_an_edge_belongs_to_the_best_roi_along_it(ranges) -> None:
    across, down = edge_ranks(np.array(ranges, np.int32).reshape(-1, 4), 10, 20)
    for row, column in np.ndindex(11, 20):
        ranks = (n for n, (x1, y1, x2, y2) in enumerate(ranges) if x1 <= column <= x2 and row in (y1, y2 + 1))
        assert across[row, column] == min(ranks, default=-1)
    for row, column in np.ndindex(10, 21):
        ranks = (n for n, (x1, y1, x2, y2) in enumerate(ranges) if y1 <= row <= y2 and column in (x1, x2 + 1))
        assert down[row, column] == min(ranks, default=-1)
