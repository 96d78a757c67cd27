from __future__ import annotations

import numpy as np
import pytest

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.explain.detection_story import Fate
from frcnn_desktop.explain.nms_outcome import box_fate, with_one_more

NAMES = ("cat",)


def scored_rois(boxes: np.ndarray, scores: np.ndarray) -> ScoredRois:
    """RoIs of one class, each regressed to itself."""
    rois = as_box_array(boxes)
    both = np.stack([1 - scores, scores], axis=1).astype(np.float32)
    return ScoredRois(rois, both, np.repeat(rois[:, None], 2, axis=1), NAMES)


def nms_with_suppressors(scored: ScoredRois, wanted: DetectionFilter) -> tuple[Detections, dict[int, int]]:
    """Greedy suppression box by box, noting which kept box removed which."""
    kept: list[int] = []
    removed: dict[int, int] = {}
    for row in np.argsort(-scored.scores[:, 1], kind="stable").tolist():
        if scored.scores[row, 1] < wanted.threshold_of("cat"):
            continue
        overlaps = pairwise_iou(scored.class_boxes[kept, 1], scored.class_boxes[row : row + 1, 1])
        rivals = np.flatnonzero(overlaps[:, 0].astype(np.float64) > wanted.nms_iou)
        if len(rivals):
            removed[row] = kept[int(rivals[0])]
        else:
            kept.append(row)
    rows = np.array(kept[: wanted.max_detections], np.int64)
    ones = np.ones(len(rows), np.int64)
    found = Detections(scored.class_boxes[rows, 1], scored.scores[rows, 1], ones, ("cat",) * len(rows), rows)
    return found, removed


@pytest.mark.parametrize("seed", range(8))
def test_that_a_kept_box_names_exactly_the_boxes_it_suppressed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    corners = rng.uniform(0, 60, (80, 2))
    boxes = np.concatenate([corners, corners + rng.uniform(8, 50, (80, 2))], axis=1)
    scored = scored_rois(boxes, rng.uniform(0, 1, 80))
    wanted = DetectionFilter(score_threshold=0.2, nms_iou=0.3)
    found, removed = nms_with_suppressors(scored, wanted)
    for row in found.proposal_indices.tolist():
        fate = box_fate(scored, wanted, found, row, 1)
        assert fate.outcome.fate is Fate.KEPT
        assert {rival.row for rival in fate.suppressed} == {r for r, by in removed.items() if by == row}
        scores = [rival.score for rival in fate.suppressed]
        assert scores == sorted(scores, reverse=True)
        for rival in fate.suppressed:
            pair = pairwise_iou(as_box_array([rival.box]), scored.class_boxes[row : row + 1, 1])
            assert rival.iou == pytest.approx(float(pair[0, 0]))
    for row, by in removed.items():
        fate = box_fate(scored, wanted, found, row, 1)
        assert fate.outcome.suppressor is not None
        assert fate.outcome.suppressor.row == by
        assert fate.suppressed == ()


def test_that_a_box_that_is_no_proposal_is_asked_about_as_if_it_were_one() -> None:
    scored = scored_rois(np.array([[0, 0, 50, 50], [200, 0, 250, 50.0]]), np.array([0.9, 0.6]))
    wanted = DetectionFilter(score_threshold=0.5, max_proposals=1)
    extra = scored_rois(np.array([[0, 0, 50, 45.0]]), np.array([0.95]))
    joined, settings = with_one_more(scored, wanted, extra)
    assert len(joined) == 2
    np.testing.assert_array_equal(joined.boxes[-1], extra.boxes[0])
    found, _ = nms_with_suppressors(joined, settings)
    fate = box_fate(joined, settings, found, 1, 1)
    assert fate.outcome.fate is Fate.KEPT
    assert (fate.score, fate.threshold) == (pytest.approx(0.95), 0.5)
    assert [(rival.row, round(rival.iou, 3)) for rival in fate.suppressed] == [(0, 0.9)]
