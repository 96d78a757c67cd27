"""How much of the truth proposals cover."""

from __future__ import annotations

import math

import numpy as np
import pytest

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.recall import best_overlaps, mabo, proposal_recall

NOTHING = as_box_array([])


def truth(
    boxes: list[tuple[float, float, float, float]], classes: list[int], difficult: int = 0
) -> GroundTruth:
    """Make a ground truth whose last `difficult` objects are difficult."""
    hard = np.arange(len(boxes)) >= len(boxes) - difficult
    return GroundTruth(as_box_array(boxes), np.array(classes, np.int64), hard)


WHOLE, HALF, FAR = (0, 0, 10, 10), (0, 0, 10, 5), (50, 50, 60, 60)


def test_that_the_best_proposal_of_each_object_is_found() -> None:
    overlaps = best_overlaps(
        truth([WHOLE, FAR], [1, 2]), as_box_array([HALF, (0, 0, 10, 8), (90, 90, 99, 99)])
    )
    assert overlaps == pytest.approx([0.8, 0])
    assert best_overlaps(truth([WHOLE], [1]), NOTHING).tolist() == [0]
    assert len(best_overlaps(truth([], []), as_box_array([HALF]))) == 0


def test_that_recall_counts_objects_of_all_images_at_each_threshold() -> None:
    truths = [truth([WHOLE, FAR], [1, 1]), truth([WHOLE, WHOLE], [2, 2], difficult=1)]
    proposals = [as_box_array([HALF]), as_box_array([WHOLE])]
    assert proposal_recall(truths, proposals, [0.5, 0.51, 1]) == pytest.approx([2 / 3, 1 / 3, 1 / 3])
    assert proposal_recall(truths, proposals, difficult=True) == pytest.approx([3 / 4])


def test_that_mabo_is_the_mean_over_classes_and_not_over_objects() -> None:
    truths = [truth([WHOLE, WHOLE, WHOLE, FAR], [1, 1, 1, 2])]
    assert mabo(truths, [as_box_array([HALF])]) == pytest.approx((0.5 + 0) / 2)
    assert mabo(truths, [as_box_array([HALF, FAR])]) == pytest.approx((0.5 + 1) / 2)
    assert mabo([truth([WHOLE, FAR], [1, 2], difficult=1)], [as_box_array([HALF])]) == pytest.approx(0.5)


def test_that_no_objects_have_no_recall_and_unequal_lists_are_an_error() -> None:
    assert np.isnan(proposal_recall([truth([], [])], [NOTHING], [0.5, 0.7])).all()
    assert math.isnan(mabo([], []))
    with pytest.raises(ValueError, match="zip"):
        mabo([truth([], [])], [])
