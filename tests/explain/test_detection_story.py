from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.explain.detection_story import Fate, explain_box, explain_point, outcome_of, proposals_at

NAMES = ("cat", "dog")


def scored_rois(boxes: ArrayLike, scores: ArrayLike, regressed: ArrayLike | None = None) -> ScoredRois:
    """Make RoIs whose class boxes are all the same, `regressed` or the RoIs themselves."""
    rois = as_box_array(boxes)
    class_boxes = np.repeat(as_box_array(regressed if regressed is not None else boxes)[:, None], 3, axis=1)
    return ScoredRois(rois, np.array(scores, np.float32).reshape(-1, 3), class_boxes, NAMES)


def plain_nms(rois: ScoredRois, wanted: DetectionFilter) -> Detections:
    """Greedy suppression in each class as the paper tells it, box by box."""
    limit = len(rois) if wanted.max_proposals is None else wanted.max_proposals
    found: list[tuple[int, int]] = []
    for index, name in enumerate(NAMES, start=1):
        kept: list[int] = []
        for row in sorted(range(min(limit, len(rois))), key=lambda row: -rois.scores[row, index]):
            box = rois.class_boxes[row, index]
            fits = rois.scores[row, index] >= wanted.threshold_of(name) and min(box[2:] - box[:2]) >= 1
            overlaps = pairwise_iou(rois.class_boxes[kept, index], box[None]) > wanted.nms_iou
            if name not in wanted.hidden_classes and fits and not overlaps.any():
                kept.append(row)
        found += [(row, index) for row in kept]
    found = sorted(found, key=lambda pair: -rois.scores[pair])[: wanted.max_detections]
    rows = np.array([row for row, _ in found], np.int64)
    indices = np.array([index for _, index in found], np.int64)
    return Detections(
        rois.class_boxes[rows, indices],
        rois.scores[rows, indices],
        indices,
        tuple(NAMES[i - 1] for i in indices),
        rows,
    )


def test_that_a_point_is_explained_by_the_best_scoring_proposal_that_holds_it() -> None:
    rois = scored_rois(
        [[0, 0, 100, 100], [10, 10, 60, 60], [20, 20, 30, 30], [70, 70, 90, 90]],
        [[0.3, 0.6, 0.1], [0.1, 0.2, 0.7], [0.98, 0.01, 0.01], [0.05, 0.05, 0.9]],
    )
    found = explain_point(rois, DetectionFilter(), plain_nms(rois, DetectionFilter()), 25, 25)
    assert found is not None
    assert (found.row, found.count, found.iou) == (1, 4, None)
    assert found.meter.top == (("dog", pytest.approx(0.7)), ("cat", pytest.approx(0.2)))
    assert found.meter.background == pytest.approx(0.1)
    assert found.outcome.fate is Fate.KEPT
    assert proposals_at(rois, 25, 25).tolist() == [1, 0, 2]


def test_that_of_equal_proposals_at_a_point_the_smaller_then_the_better_ranked_goes_first() -> None:
    same = [0.2, 0.8, 0.0]
    boxes = [[0, 0, 50, 50], [0, 0, 40, 40], [1, 1, 41, 41]]
    assert proposals_at(scored_rois(boxes, [same] * 3), 5, 5).tolist() == [1, 2, 0]


def test_that_proposals_are_half_open() -> None:
    rois = scored_rois([[10, 10, 20, 20]], [[0.2, 0.8, 0]])
    assert len(proposals_at(rois, 10, 10)) == 1
    assert len(proposals_at(rois, 20, 15)) == len(proposals_at(rois, 15, 9.9)) == 0


def test_that_a_point_without_proposals_and_an_image_without_any_explain_nothing() -> None:
    wanted = DetectionFilter()
    rois, nothing = scored_rois([[0, 0, 9, 9]], [[0.2, 0.8, 0]]), scored_rois([], [])
    assert explain_point(rois, wanted, plain_nms(rois, wanted), 50, 50) is None
    assert explain_box(rois, wanted, plain_nms(rois, wanted), (50, 50, 60, 60)) is None
    assert explain_point(nothing, wanted, plain_nms(nothing, wanted), 0, 0) is None
    assert explain_box(nothing, wanted, plain_nms(nothing, wanted), (0, 0, 5, 5)) is None


def test_that_an_object_is_explained_by_the_proposal_with_the_highest_iou() -> None:
    rois = scored_rois([[0, 0, 10, 10], [0, 0, 10, 8]], [[0, 1, 0], [0.9, 0.1, 0]])
    found = explain_box(rois, DetectionFilter(), plain_nms(rois, DetectionFilter()), (0, 0, 10, 7))
    assert found is not None
    assert (found.row, found.iou) == (1, pytest.approx(7 / 8))
    assert found.covers


def test_that_an_object_whose_best_proposal_overlaps_less_than_half_is_not_covered() -> None:
    rois = scored_rois([[0, 0, 10, 4]], [[0, 1, 0]])
    found = explain_box(rois, DetectionFilter(), plain_nms(rois, DetectionFilter()), (0, 0, 10, 10))
    assert found is not None
    assert found.iou == pytest.approx(0.4)
    assert not found.covers


@pytest.mark.parametrize(
    ("wanted", "fate"),
    [
        (DetectionFilter(0.05), Fate.KEPT),
        (DetectionFilter(0.9), Fate.BELOW_THRESHOLD),
        (DetectionFilter(max_proposals=1), Fate.BEYOND_LIMIT),
        (DetectionFilter(hidden_classes=frozenset({"dog"})), Fate.HIDDEN_CLASS),
        (DetectionFilter(max_detections=1), Fate.CUT),
    ],
)
def test_that_each_setting_that_keeps_a_detection_away_is_named(wanted: DetectionFilter, fate: Fate) -> None:
    rois = scored_rois([[0, 0, 10, 10], [50, 50, 60, 60]], [[0.1, 0.9, 0], [0.2, 0, 0.8]])
    assert outcome_of(rois, wanted, plain_nms(rois, wanted), 1, 2).fate is fate


def test_that_the_threshold_of_the_class_itself_counts() -> None:
    rois = scored_rois([[0, 0, 10, 10]], [[0.4, 0.6, 0]])
    wanted = DetectionFilter(0.5, class_thresholds=(("cat", 0.7),))
    assert outcome_of(rois, wanted, plain_nms(rois, wanted), 0, 1).fate is Fate.BELOW_THRESHOLD


def test_that_soft_nms_fades_a_box_instead_of_suppressing_it() -> None:
    rois = scored_rois([[0, 0, 10, 10], [0, 0, 10, 9]], [[0.1, 0.9, 0], [0.9, 0.1, 0]])
    kept = plain_nms(rois, DetectionFilter())
    assert outcome_of(rois, DetectionFilter(soft_nms=True), kept, 1, 1).fate is Fate.FADED


def test_that_a_regressed_box_thinner_than_a_pixel_is_named() -> None:
    rois = scored_rois([[0, 0, 10, 10]], [[0.1, 0.9, 0]], [[0, 0, 10, 0.5]])
    wanted = DetectionFilter()
    assert outcome_of(rois, wanted, plain_nms(rois, wanted), 0, 1).fate is Fate.TOO_THIN


def test_that_the_box_which_suppressed_another_is_named_with_its_iou() -> None:
    # Row 0 loses against row 1 (IoU 81/119), not against row 2, which row 1 has removed before (IoU 90/110).
    boxes = [[1, 1, 11, 11], [0, 0, 10, 10], [0, 0, 10, 9]]
    rois = scored_rois(boxes, [[0.4, 0.6, 0], [0.1, 0.9, 0], [0.3, 0.7, 0]])
    wanted = DetectionFilter(nms_iou=0.5)
    found = outcome_of(rois, wanted, plain_nms(rois, wanted), 0, 1)
    assert found.fate is Fate.SUPPRESSED
    assert found.suppressor is not None
    assert (found.suppressor.row, found.suppressor.box) == (1, (0, 0, 10, 10))
    assert found.suppressor.score == pytest.approx(0.9)
    assert found.suppressor.iou == pytest.approx(81 / 119)


def test_that_what_is_suppressed_itself_suppresses_nothing() -> None:
    # A chain: 0 removes 1, and 1 would have removed 2, which 0 hardly touches.
    rois = scored_rois(
        [[0, 0, 10, 10], [4, 0, 14, 10], [8, 0, 18, 10]], [[0.1, 0.9, 0], [0.2, 0.8, 0], [0.3, 0.7, 0]]
    )
    wanted = DetectionFilter(nms_iou=0.3)
    fates = [outcome_of(rois, wanted, plain_nms(rois, wanted), row, 1).fate for row in range(3)]
    assert fates == [Fate.KEPT, Fate.SUPPRESSED, Fate.KEPT]


@st.composite
def cases(draw: st.DrawFn) -> tuple[ScoredRois, DetectionFilter]:
    """Coarse numbers, so that ties and boxes that just touch a limit are common."""
    count = draw(st.integers(1, 9))
    coordinate = st.integers(0, 8)
    boxes = np.zeros((count, 3, 4), np.float32)
    for row in range(count):
        for index in range(3):
            x, y = draw(coordinate), draw(coordinate)
            boxes[row, index] = x, y, x + draw(coordinate) / 2, y + draw(coordinate) / 2
    scores = draw(
        st.lists(st.tuples(*[st.sampled_from((0, 0.1, 0.25, 0.5))] * 3), min_size=count, max_size=count)
    )
    rois = ScoredRois(boxes[:, 0], np.array(scores, np.float32), boxes, NAMES)
    wanted = DetectionFilter(
        draw(st.sampled_from((0, 0.1, 0.25))),
        draw(st.sampled_from((0, 0.25, 0.5, 1))),
        draw(st.sampled_from((None, 0, 3, 100))),
        draw(st.sampled_from((0, 2, 100))),
        draw(st.sampled_from((frozenset(), frozenset({"dog"})))),
    )
    return rois, wanted


def check_fates(rois: ScoredRois, wanted: DetectionFilter, detections: Detections) -> None:
    """Check every fate against what was kept, `detections`, and what would be without the last cut."""
    pairs = set(zip(detections.proposal_indices.tolist(), detections.class_indices.tolist(), strict=True))
    every = DetectionFilter(
        wanted.score_threshold, wanted.nms_iou, wanted.max_proposals, 10**6, wanted.hidden_classes
    )
    uncut = plain_nms(rois, every)
    survivors = set(zip(uncut.proposal_indices.tolist(), uncut.class_indices.tolist(), strict=True))
    for row in range(len(rois)):
        for index in (1, 2):
            found = outcome_of(rois, wanted, detections, row, index)
            assert (found.fate is Fate.KEPT) == ((row, index) in pairs)
            assert (found.fate is Fate.CUT) == ((row, index) in survivors - pairs)
            assert (found.suppressor is not None) == (found.fate is Fate.SUPPRESSED)
            if found.suppressor is not None:
                assert (found.suppressor.row, index) in survivors
                assert found.suppressor.iou > wanted.nms_iou
                assert found.suppressor.score >= rois.scores[row, index]


@settings(max_examples=150, deadline=None)
@given(cases())
def test_that_fates_agree_with_a_plain_restatement_of_the_rules(
    case: tuple[ScoredRois, DetectionFilter],
) -> None:
    rois, wanted = case
    check_fates(rois, wanted, plain_nms(rois, wanted))


@settings(max_examples=100, deadline=None)
@given(cases())
def test_that_fates_agree_with_the_real_post_processing(case: tuple[ScoredRois, DetectionFilter]) -> None:
    pytest.importorskip("torch")
    from frcnn_desktop.detector.postprocess import filter_detections

    rois, wanted = case
    check_fates(rois, wanted, filter_detections(rois, wanted))
