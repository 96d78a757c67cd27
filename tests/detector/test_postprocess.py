from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
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
    "settings",
    [
        DetectionFilter(0.2, 0.3, box_voting=False),
        DetectionFilter(0.05, 0.5, max_detections=9, box_voting=False),
    ],
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


def softly_restated(rois: ScoredRois, index: int, settings: DetectionFilter) -> dict[int, float]:
    """The pseudocode of the paper's figure 2 with equation 3, one box at a time."""
    waiting = {row: float(rois.scores[row, index]) for row in range(len(rois))}
    found: dict[int, float] = {}
    while waiting:
        best = max(waiting, key=lambda row: waiting[row])
        score = waiting.pop(best)
        box = rois.class_boxes[best, index]
        if min(box[2:] - box[:2]) < 1:
            continue
        if score >= settings.score_threshold:
            found[best] = score
        for row in waiting:
            overlap = pairwise_iou(box[None], rois.class_boxes[row, index][None])[0, 0]
            waiting[row] *= float(np.exp(-(overlap**2) / 0.5))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_that_soft_suppression_equals_a_plain_restatement(seed: int) -> None:
    settings = DetectionFilter(0.2, soft_nms=True, max_detections=1000)
    rois = scored(60, seed)
    result = filter_detections(rois, settings)
    for index in (1, 2, 3):
        of_class = result.class_indices == index
        rows, values = result.proposal_indices[of_class], result.scores[of_class]
        expected = softly_restated(rois, index, settings)
        assert dict(zip(rows.tolist(), values.tolist(), strict=True)) == pytest.approx(expected, rel=1e-4)
    assert (np.diff(result.scores) <= 0).all()


def test_that_soft_suppression_keeps_a_neighbour_that_hard_suppression_drops() -> None:
    boxes = np.array([[0, 0, 100, 100], [30, 0, 130, 100]], np.float32)
    class_boxes = np.repeat(boxes[:, None], 4, axis=1)
    scores = np.array([[0.05, 0.95, 0, 0], [0.1, 0.9, 0, 0]], np.float32)
    rois = ScoredRois(boxes, scores, class_boxes, NAMES)
    assert len(filter_detections(rois, DetectionFilter(0.3, 0.3))) == 1
    soft = filter_detections(rois, DetectionFilter(0.3, 0.3, soft_nms=True))
    iou = 70 / 130
    np.testing.assert_allclose(soft.scores, [0.95, 0.9 * np.exp(-(iou**2) / 0.5)], rtol=1e-5)


def test_that_soft_suppression_stops_at_the_limit() -> None:
    settings = DetectionFilter(0.0, soft_nms=True, max_detections=5)
    assert len(filter_detections(scored(50), settings)) == 5


def test_that_a_class_may_have_a_threshold_of_its_own() -> None:
    rois = scored(80)
    common, low = (DetectionFilter(score, 1.0, max_detections=1000) for score in (0.5, 0.1))
    names = filter_detections(rois, common.with_class_threshold("dog", 0.1)).class_names
    assert names.count("cat") == filter_detections(rois, common).class_names.count("cat")
    assert names.count("dog") == filter_detections(rois, low).class_names.count("dog")
    assert names.count("dog") > filter_detections(rois, common).class_names.count("dog")


def test_that_a_threshold_of_a_class_can_be_set_replaced_and_taken_away() -> None:
    settings = DetectionFilter(0.5).with_class_threshold("dog", 0.2).with_class_threshold("dog", 0.3)
    assert settings.class_thresholds == (("dog", 0.3),)
    assert (settings.threshold_of("dog"), settings.threshold_of("cat")) == (0.3, 0.5)
    assert settings.with_class_threshold("dog", None) == DetectionFilter(0.5)


def voted_by_hand(rois: ScoredRois, row: int, index: int) -> NDArray[np.float64]:
    own = rois.class_boxes[row, index]
    total, weight = np.zeros(4), 0.0
    for box, score in zip(rois.class_boxes[:, index], rois.scores[:, index], strict=True):
        if score >= 0.05 and pairwise_iou(own[None], box[None])[0, 0] >= 0.5:
            total, weight = total + score * box, weight + score
    return total / weight


@pytest.mark.parametrize("settings", [DetectionFilter(0.2), DetectionFilter(0.3, soft_nms=True)])
def test_that_voting_moves_boxes_to_the_mean_of_those_that_agree_and_nothing_else(
    settings: DetectionFilter,
) -> None:
    rois = scored(80)
    plain = filter_detections(rois, replace(settings, box_voting=False))
    voted = filter_detections(rois, settings)
    for name in ("scores", "class_indices", "proposal_indices"):
        np.testing.assert_array_equal(getattr(voted, name), getattr(plain, name))
    assert not np.array_equal(voted.boxes, plain.boxes)
    pairs = zip(voted.proposal_indices.tolist(), voted.class_indices.tolist(), strict=True)
    expected = [voted_by_hand(rois, row, index) for row, index in pairs]
    np.testing.assert_allclose(voted.boxes, expected, rtol=1e-5)


def test_that_voted_boxes_hold_still_while_the_threshold_moves() -> None:
    rois = scored(80)
    low, high = (
        filter_detections(rois, DetectionFilter(score, 1.0, max_detections=999)) for score in (0.1, 0.6)
    )

    def places(found: Detections) -> dict[tuple[int, int], list[float]]:
        pairs = zip(found.proposal_indices.tolist(), found.class_indices.tolist(), strict=True)
        return dict(zip(pairs, found.boxes.tolist(), strict=True))

    assert len(high) > 5
    assert places(high).items() <= places(low).items()


def test_that_a_box_nobody_votes_for_stays_where_it_is() -> None:
    rois = ScoredRois(
        np.array([[0, 0, 20, 20]], np.float32), np.array([[0.97, 0.03]], np.float32),
        np.array([[[0, 0, 20, 20], [1, 2, 21, 22]]], np.float32), ("cat",),
    )  # fmt: skip
    assert filter_detections(rois, DetectionFilter(0.01)).boxes.tolist() == [[1, 2, 21, 22]]
