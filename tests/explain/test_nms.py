"""The traced NMS against torchvision's, and who takes part."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from torchvision.ops import nms

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, ScoredRois
from frcnn_desktop.explain.nms import (
    candidate_rows,
    class_candidates,
    removed_by,
    removed_through,
    remover_of,
)

# Whole pixels and few scores: ties and equal overlaps are what two ways of counting differ in.
BOXES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 20), st.integers(1, 20)).map(
        lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
    ),
    max_size=40,
)
SEEDS = st.integers(0, 1000)


@given(BOXES, SEEDS, st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0]))
def test_that_greedy_nms_keeps_what_torchvision_keeps(boxes: list, seed: int, limit: float) -> None:
    array = as_box_array(boxes)
    scores = np.random.default_rng(seed).integers(0, 5, len(array)).astype(np.float32) / 5
    order = np.argsort(-scores, kind="stable")
    expected = nms(torch.from_numpy(array), torch.from_numpy(scores), limit)
    np.testing.assert_array_equal(order[removed_by(array[order], limit) < 0], expected.numpy())


@given(BOXES, st.sampled_from([0.0, 0.3, 0.5, 0.7]))
def test_that_a_box_is_removed_by_the_best_kept_box_that_overlaps_it(boxes: list, limit: float) -> None:
    array = as_box_array(boxes)
    removed = removed_by(array, limit)
    overlaps = pairwise_iou(array, array).astype(np.float64)
    for place, by in enumerate(removed.tolist()):
        rivals = [other for other in range(place) if removed[other] < 0 and overlaps[other, place] > limit]
        assert by == min(rivals, default=-1)


@given(BOXES, st.integers(0, 39))
def test_that_one_box_is_told_what_the_whole_trace_tells(boxes: list, place: int) -> None:
    array = as_box_array(boxes)
    if place >= len(array):
        return
    removers = removed_by(array, 0.3)
    by = remover_of(array, place, 0.3)
    assert removers[place] == (-1 if by is None else by)
    if by is None:
        expected = np.flatnonzero(removers == place)
        np.testing.assert_array_equal(removed_through(array, place, 0.3), expected)


def test_that_thin_boxes_and_low_scores_take_no_part() -> None:
    boxes = as_box_array([[0, 0, 1, 1], [0, 0, 0.99, 5], [0, 0, 5, 0.5], [3, 3, 9, 9]])
    scores = np.array([0.5, 0.9, 0.9, 0.49], np.float32)
    assert candidate_rows(boxes, scores, 0.5).tolist() == [0]


def test_that_candidates_come_best_first_and_ties_keep_the_rank() -> None:
    boxes = as_box_array([[0, 0, 9, 9]] * 4)
    scores = np.array([[0.5, 0.5], [0.1, 0.9], [0.5, 0.5], [0.0, 1.0]], np.float32)
    scored = ScoredRois(boxes, scores, np.repeat(boxes[:, None], 2, axis=1), ("cat",))
    assert class_candidates(scored, DetectionFilter(0.3), 1).rows.tolist() == [3, 1, 0, 2]
    assert class_candidates(scored, DetectionFilter(0.3, max_proposals=3), 1).rows.tolist() == [1, 0, 2]
    hidden = DetectionFilter(0.3, hidden_classes=frozenset({"cat"}))
    assert len(class_candidates(scored, hidden, 1)) == 0
