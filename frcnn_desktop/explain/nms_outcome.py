"""The outcome of one box in NMS: who suppresses it, and whom it suppresses. N proposals, K classes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.explain.detection_story import Fate, Outcome, Rival, outcome_of, rivals
from frcnn_desktop.explain.nms import class_candidates, proposals_used, removed_through


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
    count = proposals_used(scored, settings)
    joined = ScoredRois(
        np.concatenate([scored.boxes[:count], extra.boxes]),
        np.concatenate([scored.scores[:count], extra.scores]),
        np.concatenate([scored.class_boxes[:count], extra.class_boxes]),
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
        _suppressed(scored, settings, row, class_index) if kept else (),
    )


def _suppressed(
    scored: ScoredRois, settings: DetectionFilter, row: int, class_index: int
) -> tuple[Rival, ...]:
    """Return the boxes that a kept one removes: those that no better kept one has removed before."""
    found = class_candidates(scored, settings, class_index)
    place = found.place_of(row)
    return rivals(found, place, removed_through(found.boxes, place, settings.nms_iou).tolist())
