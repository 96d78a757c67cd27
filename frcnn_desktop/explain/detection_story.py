"""The story of a proposal: which one covers a place best, its scores, and why it is a detection or none.

Pure arithmetic on kept scores, by the rule of `explain.nms`. N proposals, K classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box, as_box_array, box_areas, pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.explain.meter import BoxMeter, read_meter
from frcnn_desktop.explain.nms import ClassCandidates, class_candidates, proposals_used, remover_of, too_thin

FOREGROUND_IOU = 0.5
"""From this IoU on a proposal counts as covering an object: what training calls a foreground RoI."""


class Fate(StrEnum):
    """What keeps a proposal from being a detection of a class, in the order in which it is asked.

    FADED takes the place of SUPPRESSED where soft-NMS lowers scores instead of dropping boxes.
    """

    BEYOND_LIMIT = "beyond_limit"
    HIDDEN_CLASS = "hidden_class"
    BELOW_THRESHOLD = "below_threshold"
    TOO_THIN = "too_thin"
    SUPPRESSED = "suppressed"
    FADED = "faded"
    CUT = "cut"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Rival:
    """Another proposal's box of the same class: `row` its proposal, `box` regressed, `score`, `iou` of both
    regressed boxes."""

    row: int
    box: Box
    score: float
    iou: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one proposal for one class; `suppressor`, the better box that NMS kept instead, is there
    exactly when it was suppressed."""

    fate: Fate
    suppressor: Rival | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One proposal explained.

    `row` is its rank from 0, `count` the number of proposals; `meter` its scores, with the regressed box of
    the best class; `outcome` its fate for that class; `iou` its overlap with the object asked about, None
    when none was.
    """

    row: int
    count: int
    meter: BoxMeter
    outcome: Outcome
    iou: float | None = None

    @property
    def covers(self) -> bool:
        """Whether the object asked about is covered well enough for the detector to find it."""
        return self.iou is None or self.iou >= FOREGROUND_IOU


def explain_point(
    scored: ScoredRois, settings: DetectionFilter, detections: Detections, x: float, y: float
) -> Explanation | None:
    """Explain the proposal that says most about a point (image pixels); None when no proposal holds it."""
    rows = proposals_at(scored, x, y)
    return _explain(scored, settings, detections, int(rows[0])) if len(rows) else None


def explain_box(
    scored: ScoredRois, settings: DetectionFilter, detections: Detections, box: Box
) -> Explanation | None:
    """Explain the proposal with the highest IoU with an object's box; None when none touches it.

    Of proposals with the same IoU the one with the better score goes first, then the better rank.
    """
    iou = pairwise_iou(scored.boxes, as_box_array([box]))[:, 0]
    if not len(iou) or iou.max() <= 0:
        return None
    row = int(np.lexsort((-best_scores(scored), -iou))[0])
    return _explain(scored, settings, detections, row, float(iou[row]))


def proposals_at(scored: ScoredRois, x: float, y: float) -> NDArray[np.intp]:
    """Return the rows of the proposals that hold a point (image pixels), most telling first.

    That is the one with the best score of a class; of equal ones the smaller, then the better ranked one.
    """
    x1, y1, x2, y2 = scored.boxes.T
    rows = np.flatnonzero((x1 <= x) & (x < x2) & (y1 <= y) & (y < y2))
    return rows[np.lexsort((box_areas(scored.boxes[rows]), -best_scores(scored)[rows]))]


def best_scores(scored: ScoredRois) -> NDArray[np.float32]:
    """Return for each of N proposals its best score of a class, background left out."""
    return scored.scores[:, 1:].max(axis=1, initial=0)


def outcome_of(
    scored: ScoredRois, settings: DetectionFilter, detections: Detections, row: int, class_index: int
) -> Outcome:
    """Return what became of a proposal as a detection of class 1..K. `detections` came of `settings`."""
    if (barred := _barred(scored, settings, row, class_index)) is not None:
        return Outcome(barred)
    shown = (detections.proposal_indices == row) & (detections.class_indices == class_index)
    if shown.any():
        return Outcome(Fate.KEPT)
    if settings.soft_nms:
        return Outcome(Fate.CUT if len(detections) >= settings.max_detections else Fate.FADED)
    suppressor = _suppressor(scored, settings, row, class_index)
    return Outcome(Fate.CUT) if suppressor is None else Outcome(Fate.SUPPRESSED, suppressor)


def _barred(scored: ScoredRois, settings: DetectionFilter, row: int, class_index: int) -> Fate | None:
    """Return what keeps a box from taking part in NMS at all."""
    name = scored.class_names[class_index - 1]
    if row >= proposals_used(scored, settings):
        return Fate.BEYOND_LIMIT
    if name in settings.hidden_classes:
        return Fate.HIDDEN_CLASS
    if scored.scores[row, class_index] < settings.threshold_of(name):
        return Fate.BELOW_THRESHOLD
    thin = too_thin(scored.class_boxes[row : row + 1, class_index])[0]
    return Fate.TOO_THIN if thin else None


def _explain(
    scored: ScoredRois, settings: DetectionFilter, detections: Detections, row: int, iou: float | None = None
) -> Explanation:
    meter = read_meter(scored, row)
    outcome = Outcome(Fate.BELOW_THRESHOLD)
    if meter.best:
        class_index = scored.class_names.index(meter.best) + 1
        outcome = outcome_of(scored, settings, detections, row, class_index)
    return Explanation(row, len(scored), meter, outcome, iou)


def _suppressor(scored: ScoredRois, settings: DetectionFilter, row: int, class_index: int) -> Rival | None:
    """Return the kept box that removes this one in greedy NMS, the best such; None when it is kept itself."""
    found = class_candidates(scored, settings, class_index)
    place = found.place_of(row)
    by = remover_of(found.boxes, place, settings.nms_iou)
    return None if by is None else rivals(found, place, [by])[0]


def rivals(found: ClassCandidates, place: int, others: Sequence[int]) -> tuple[Rival, ...]:
    """Return candidates at other places as rivals of the one at `place`."""
    overlaps = pairwise_iou(found.boxes[list(others)], found.boxes[place : place + 1])[:, 0]
    made = []
    for other, iou in zip(others, overlaps.tolist(), strict=True):
        x1, y1, x2, y2 = found.boxes[other].tolist()
        made.append(Rival(int(found.rows[other]), (x1, y1, x2, y2), float(found.scores[other]), iou))
    return tuple(made)
