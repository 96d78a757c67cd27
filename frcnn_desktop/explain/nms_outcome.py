"""What becomes of one box in NMS: who suppresses it, and whom it suppresses.

Pure arithmetic on kept scores; the rules are those of `detector.postprocess`. N proposals, K classes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from frcnn_desktop.core.boxes import Box, pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.explain.detection_story import LEAST_SIDE, Fate, Outcome, outcome_of


@dataclass(frozen=True, slots=True)
class Rival:
    """Another proposal's box of the same class: `row` the proposal, `box` regressed, `iou` of the two."""

    row: int
    box: Box
    score: float
    iou: float


@dataclass(frozen=True, slots=True)
class BoxFate:
    """`score` of the class looked at, `threshold` it is held against; `suppressed` the boxes that NMS removes
    because of this one, best first, empty unless this one is kept."""

    outcome: Outcome
    score: float
    threshold: float
    suppressed: tuple[Rival, ...] = ()


def with_one_more(
    scored: ScoredRois, settings: DetectionFilter, extra: ScoredRois
) -> tuple[ScoredRois, DetectionFilter]:
    """Return scores and settings as if the one RoI of `extra` had been proposed too, in the last row."""
    top = scored if settings.max_proposals is None else _first(scored, settings.max_proposals)
    joined = ScoredRois(
        np.concatenate([top.boxes, extra.boxes]),
        np.concatenate([top.scores, extra.scores]),
        np.concatenate([top.class_boxes, extra.class_boxes]),
        scored.class_names,
    )
    return joined, replace(settings, max_proposals=None)


def box_fate(
    scored: ScoredRois, settings: DetectionFilter, detections: Detections, row: int, class_index: int
) -> BoxFate:
    """Return what became of a proposal as a detection of class 1..K. `detections` came of `settings`."""
    outcome = outcome_of(scored, settings, detections, row, class_index)
    kept = outcome.fate is Fate.KEPT and not settings.soft_nms
    return BoxFate(
        outcome,
        float(scored.scores[row, class_index]),
        settings.threshold_of(scored.class_names[class_index - 1]),
        _suppressed(scored, settings, detections, row, class_index) if kept else (),
    )


def _suppressed(
    scored: ScoredRois, settings: DetectionFilter, detections: Detections, row: int, class_index: int
) -> tuple[Rival, ...]:
    """Return the boxes that a kept one removes: those that no better kept one has removed before."""
    count = len(scored) if settings.max_proposals is None else settings.max_proposals
    scores, boxes = scored.scores[:count, class_index], scored.class_boxes[:count, class_index]
    threshold = settings.threshold_of(scored.class_names[class_index - 1])
    fits = (scores >= threshold) & (boxes[:, 2:] - boxes[:, :2] >= LEAST_SIDE).all(axis=1)
    order = np.flatnonzero(fits)[np.argsort(-scores[fits], kind="stable")]
    place = np.empty(count, np.int64)
    place[order] = np.arange(len(order))
    own = detections.class_indices == class_index
    kept = detections.proposal_indices[own]
    kept = kept[np.argsort(place[kept])]
    better = kept[: int(np.flatnonzero(kept == row)[0])]
    after = order[place[row] + 1 :]
    # In double precision, as torchvision compares them.
    overlaps = pairwise_iou(boxes[after], boxes[np.append(better, row)]).astype(np.float64)
    removed = overlaps > settings.nms_iou
    mine = removed[:, -1] & ~removed[:, :-1].any(axis=1)
    return tuple(
        _rival(
            int(after[index]), boxes[after[index]], float(scores[after[index]]), float(overlaps[index, -1])
        )
        for index in np.flatnonzero(mine)
    )


def _rival(row: int, box: np.ndarray, score: float, iou: float) -> Rival:
    x1, y1, x2, y2 = (float(value) for value in box)
    return Rival(row, (x1, y1, x2, y2), score, iou)


def _first(scored: ScoredRois, count: int) -> ScoredRois:
    return ScoredRois(
        scored.boxes[:count], scored.scores[:count], scored.class_boxes[:count], scored.class_names
    )
