"""Average precision against examples worked by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.evaluation.ground_truth import GroundTruth, ground_truth_of
from frcnn_desktop.evaluation.voc_ap import VocResult, evaluate_voc


@dataclass
class Found:
    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    class_indices: NDArray[np.int64]


Row = tuple[tuple[float, float, float, float], int]


def truth(*rows: Row, difficult: tuple[int, ...] = ()) -> GroundTruth:
    """Make a ground truth of (box, class index) rows; `difficult` lists row numbers."""
    return GroundTruth(
        as_box_array([box for box, _ in rows]),
        np.array([index for _, index in rows], np.int64),
        np.isin(np.arange(len(rows)), difficult),
    )


def found(*rows: tuple[Row, float]) -> Found:
    return Found(
        as_box_array([box for (box, _), _ in rows]),
        np.array([score for _, score in rows], np.float32),
        np.array([index for (_, index), _ in rows], np.int64),
    )


A: Row = ((0, 0, 10, 10), 1)
B: Row = ((100, 0, 110, 10), 1)
NOWHERE: Row = ((500, 500, 510, 510), 1)
HALF: Row = ((0, 0, 10, 5), 1)


def one_class(truths: list[GroundTruth], detections: list[Found], iou: float = 0.5) -> VocResult:
    return evaluate_voc(truths, detections, ["dog"], iou)


def test_that_perfect_detections_have_ap_1() -> None:
    result = one_class([truth(A, B)], [found((A, 0.9), (B, 0.8))])
    assert result.ap_11point["dog"] == pytest.approx(1)
    assert result.ap_area["dog"] == pytest.approx(1)


def test_that_a_false_detection_between_two_true_ones_costs_what_it_should() -> None:
    # Precisions 1, 1/2, 2/3 at recalls 1/2, 1/2, 1. Eleven points: six of 1 (0 to .5) and five of 2/3.
    result = one_class([truth(A, B)], [found((A, 0.9), (NOWHERE, 0.8), (B, 0.7))])
    assert result.ap_11point["dog"] == pytest.approx((6 * 1 + 5 * 2 / 3) / 11)
    assert result.ap_area["dog"] == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    curve = result.curves["dog"]
    assert curve.recall.tolist() == [0.5, 0.5, 1]
    assert curve.precision == pytest.approx([1, 1 / 2, 2 / 3])
    assert curve.object_count == 2


def test_that_an_object_never_found_limits_recall() -> None:
    result = one_class([truth(A, B)], [found((A, 0.9))])
    assert result.ap_11point["dog"] == pytest.approx(6 / 11)
    assert result.ap_area["dog"] == pytest.approx(0.5)


@pytest.mark.parametrize(("count", "levels"), [(3, 3), (4, 5), (6, 6), (7, 7), (10, 11)])
def test_that_recall_levels_are_the_reference_program_s_to_the_last_bit(count: int, levels: int) -> None:
    # There the fourth level is 0.1 * 3, a hair above the 3 / 10 that three objects of ten give.
    objects: list[Row] = [((20.0 * n, 0, 20.0 * n + 10, 10), 1) for n in range(10)]
    result = one_class([truth(*objects)], [found(*((row, 0.9) for row in objects[:count]))])
    assert result.ap_11point["dog"] == pytest.approx(levels / 11)


def test_that_the_second_match_of_an_object_is_false() -> None:
    result = one_class([truth(A, B)], [found((A, 0.9), (A, 0.8), (B, 0.7))])
    assert result.ap_area["dog"] == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_that_a_duplicate_is_false_even_where_another_object_overlaps_enough() -> None:
    # Both detections overlap the first object most; the devkit does not look for a second best.
    near: Row = ((1, 0, 11, 10), 1)
    result = one_class([truth(A, near)], [found((A, 0.9), (A, 0.8))])
    assert result.ap_area["dog"] == pytest.approx(0.5)
    assert result.curves["dog"].precision.tolist() == [1, 0.5]


def test_that_an_iou_of_exactly_the_threshold_is_no_match() -> None:
    assert one_class([truth(A)], [found((HALF, 0.9))]).ap_area["dog"] == 0
    assert one_class([truth(A)], [found((HALF, 0.9))], iou=0.49).ap_area["dog"] == 1


def test_that_difficult_objects_count_neither_for_nor_against() -> None:
    truths = [truth(A, B, difficult=(0,))]
    result = one_class(truths, [found((A, 0.9), (A, 0.85), (B, 0.8))])
    assert result.ap_area["dog"] == pytest.approx(1)
    assert result.ap_11point["dog"] == pytest.approx(1)
    assert result.curves["dog"].object_count == 1
    assert result.curves["dog"].precision.tolist() == [0, 0, 1]


def test_that_classes_and_images_do_not_mix() -> None:
    cat_a: Row = (A[0], 2)
    result = evaluate_voc(
        [truth(A), truth(cat_a)], [found((cat_a, 0.9)), found((cat_a, 0.8), (A, 0.7))], ["dog", "cat", "cow"]
    )
    assert result.ap_area["dog"] == 0
    assert result.ap_area["cat"] == pytest.approx(0.5)
    assert math.isnan(result.ap_area["cow"])
    assert result.map_area == pytest.approx(0.25)


def test_that_equal_scores_keep_the_order_they_came_in() -> None:
    first = one_class([truth(A)], [found((A, 0.5), (NOWHERE, 0.5))])
    second = one_class([truth(A)], [found((NOWHERE, 0.5), (A, 0.5))])
    assert first.ap_area["dog"] == 1
    assert second.ap_area["dog"] == 0.5


def test_that_nothing_at_all_has_no_average_precision() -> None:
    assert math.isnan(one_class([], []).map_11point)
    assert math.isnan(one_class([truth()], [found((A, 0.9))]).map_area)
    assert one_class([truth(A)], [found()]).map_11point == 0
    with pytest.raises(ValueError, match="zip"):
        one_class([truth(A)], [])


def test_that_annotations_become_arrays_without_classes_nobody_asked_for() -> None:
    objects = (
        ObjectAnnotation("cat", (0, 0, 5, 5), difficult=True),
        ObjectAnnotation("yeti", (0, 0, 5, 5)),
        ObjectAnnotation("dog", (9, 0, 5, 5)),
        ObjectAnnotation("dog", (1, 2, 5, 5)),
    )
    arrays = ground_truth_of(ImageAnnotation(9, 9, objects), ["dog", "cat"])
    assert arrays.class_indices.tolist() == [2, 1]
    assert arrays.difficult.tolist() == [True, False]
    assert arrays.boxes.tolist() == [[0, 0, 5, 5], [1, 2, 5, 5]]
    assert len(ground_truth_of(ImageAnnotation(9, 9), ["dog"])) == 0
