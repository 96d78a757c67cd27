"""Arithmetic on batches of boxes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.core.boxes import (
    BoxArray,
    as_box_array,
    box_areas,
    clip_boxes,
    flip_boxes,
    pairwise_iou,
    read_only,
    scale_boxes,
)

COORDINATES = st.floats(-1000, 1000, width=32)
BATCHES = st.lists(st.tuples(COORDINATES, COORDINATES, COORDINATES, COORDINATES), max_size=6).map(
    as_box_array
)


def test_that_any_sequence_becomes_a_float32_batch() -> None:
    assert as_box_array([]).shape == (0, 4)
    assert as_box_array((1, 2, 3, 4)).shape == (1, 4)
    array = as_box_array([[1, 2, 3, 4], [5.5, 6, 7, 8]])
    assert array.dtype == np.float32
    assert array.flags.c_contiguous


def test_that_areas_have_no_plus_one_and_inverted_boxes_have_none() -> None:
    boxes = as_box_array([[0, 0, 10, 5], [3, 3, 3, 9], [5, 5, 1, 9]])
    assert box_areas(boxes).tolist() == [50, 0, 0]


def test_that_iou_is_the_shared_share() -> None:
    first = as_box_array([[0, 0, 10, 10]])
    second = as_box_array([[0, 0, 10, 10], [5, 0, 15, 10], [10, 0, 20, 10], [2, 2, 4, 4], [3, 3, 3, 3]])
    assert pairwise_iou(first, second)[0] == pytest.approx([1, 1 / 3, 0, 0.04, 0])
    empty = as_box_array([])
    assert pairwise_iou(first, empty).shape == (1, 0)
    assert pairwise_iou(empty, second).shape == (0, 5)
    point = as_box_array([[3, 3, 3, 3]])
    assert pairwise_iou(point, point).tolist() == [[0]]


def test_that_iou_keeps_the_precision_of_its_boxes() -> None:
    boxes = as_box_array([[0, 0, 10, 10]])
    assert pairwise_iou(boxes, boxes).dtype == np.float32
    assert pairwise_iou(boxes.astype(np.float64), boxes.astype(np.float64)).dtype == np.float64


@given(BATCHES, BATCHES)
def test_that_iou_is_symmetric_and_within_0_and_1(first: BoxArray, second: BoxArray) -> None:
    overlaps = pairwise_iou(first, second)
    assert ((overlaps >= 0) & (overlaps <= 1 + 1e-5)).all()
    assert np.array_equal(overlaps, pairwise_iou(second, first).T)


def test_that_boxes_are_cut_scaled_and_mirrored_without_touching_the_input() -> None:
    boxes = read_only(as_box_array([[-5, 10, 120, 90], [20, 30, 40, 50]]))
    assert clip_boxes(boxes, 100, 80).tolist() == [[0, 10, 100, 80], [20, 30, 40, 50]]
    assert scale_boxes(boxes, 2, 0.5).tolist() == [[-10, 5, 240, 45], [40, 15, 80, 25]]
    assert flip_boxes(boxes, 100).tolist() == [[-20, 10, 105, 90], [60, 30, 80, 50]]
    assert clip_boxes(boxes, 100, 80).dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        boxes[0, 0] = 1


@given(BATCHES, st.integers(1, 4000))
def test_that_mirroring_twice_gives_the_boxes_back(boxes: BoxArray, width: int) -> None:
    assert np.allclose(flip_boxes(flip_boxes(boxes, width), width), boxes, atol=1e-2)
