from __future__ import annotations

import numpy as np
import pytest

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.explain.snapping import MAX_ROUNDS, snap_boxes

TARGET = as_box_array([[10, 10, 50, 40]])
CAT = np.array([1], np.int64)


class HalfWay:
    """A detector whose regression goes half of the way to the object each time."""

    def __init__(self, falling: bool = False) -> None:
        self.calls = 0
        self.falling = falling

    def __call__(self, boxes: BoxArray) -> ScoredRois:
        self.calls += 1
        nearer = as_box_array(boxes + (TARGET - boxes) / 2)
        score = 0.9 - 0.05 * self.calls if self.falling else 0.5
        scores = np.tile(np.array([[1 - score, score]], np.float32), (len(boxes), 1))
        return ScoredRois(boxes, scores, np.stack([boxes, nearer], axis=1), ("cat",))


def test_that_a_loose_box_ends_on_the_object() -> None:
    snapped = snap_boxes(HalfWay(), as_box_array([[2, 4, 60, 55]]), CAT)
    assert np.abs(snapped - TARGET).max() < 1


def test_that_a_box_that_is_still_is_left_alone_after_one_look() -> None:
    detector = HalfWay()
    near = TARGET + np.float32(0.5)
    assert snap_boxes(detector, near, CAT) == pytest.approx(near)
    assert detector.calls == 1


def test_that_a_box_is_not_moved_to_where_its_class_scores_lower() -> None:
    loose = as_box_array([[2, 4, 60, 55]])
    assert snap_boxes(HalfWay(falling=True), loose, CAT) == pytest.approx(loose)


def test_that_it_ends_even_when_boxes_never_stop() -> None:
    detector = HalfWay()
    snap_boxes(detector, as_box_array([[-1e6, -1e6, 1e6, 1e6]]), CAT)
    assert detector.calls == MAX_ROUNDS


def test_that_no_boxes_are_no_work() -> None:
    assert snap_boxes(HalfWay(), as_box_array([]), np.zeros(0, np.int64)).shape == (0, 4)
