import numpy as np
import pytest

from frcnn_desktop.core.boxes import pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, ScoredRois
from frcnn_desktop.detector.postprocess import filter_detections

NAMES = ("cat", "dog", "cow")


def scored(count: int, seed: int = 0) -> ScoredRois:
    random = np.random.default_rng(seed)
    corners = random.uniform(0, 60, (count, 4, 2))
    sides = random.uniform(0.2, 50, (count, 4, 2))
    boxes = np.concatenate([corners, corners + sides], axis=2).astype(np.float32)
    scores = random.dirichlet(np.ones(4), count).astype(np.float32)
    return ScoredRois(boxes[:, 0], scores, boxes, NAMES)


def restated(rois: ScoredRois, settings: DetectionFilter) -> list[tuple[int, int]]:
    """Greedy suppression as the paper tells it: (proposal, class index), best first."""
    found = []
    for index in (1, 2, 3):
        order = sorted(range(len(rois)), key=lambda row: -rois.scores[row, index])
        kept: list[int] = []
        for row in order[: len(order)]:
            box = rois.class_boxes[row, index]
            if rois.scores[row, index] < settings.score_threshold or min(box[2:] - box[:2]) < 1:
                continue
            others = rois.class_boxes[kept, index]
            if not kept or pairwise_iou(box[None], others).max() <= settings.nms_iou:
                kept.append(row)
        found += [(row, index) for row in kept]
    found.sort(key=lambda item: -rois.scores[item])
    return found[: settings.max_detections]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "settings", [DetectionFilter(0.2, 0.3), DetectionFilter(0.05, 0.5, max_detections=9)]
)
def test_that_filtering_equals_a_plain_restatement(seed: int, settings: DetectionFilter) -> None:
    rois = scored(60, seed)
    result = filter_detections(rois, settings)
    pairs = list(zip(result.proposal_indices.tolist(), result.class_indices.tolist(), strict=True))
    assert pairs == restated(rois, settings)
    assert result.class_names == tuple(NAMES[index - 1] for _, index in pairs)
    for (row, index), box, score in zip(pairs, result.boxes, result.scores, strict=True):
        np.testing.assert_array_equal(box, rois.class_boxes[row, index])
        assert score == rois.scores[row, index]


def test_that_only_the_best_ranked_proposals_take_part_when_limited() -> None:
    result = filter_detections(scored(50), DetectionFilter(0.0, 1.0, max_proposals=7, max_detections=1000))
    assert set(result.proposal_indices.tolist()) <= set(range(7))


def test_that_hidden_classes_are_left_out() -> None:
    settings = DetectionFilter(0.0, hidden_classes=frozenset({"dog"}))
    names = filter_detections(scored(50), settings).class_names
    assert "dog" not in names
    assert "cat" in names


def test_that_no_proposals_give_no_detections() -> None:
    assert len(filter_detections(scored(0), DetectionFilter())) == 0


def test_that_what_is_handed_out_cannot_be_written() -> None:
    result = filter_detections(scored(20), DetectionFilter())
    with pytest.raises(ValueError, match="read-only"):
        result.boxes[:] = 0
