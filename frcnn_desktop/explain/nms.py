"""Greedy non-maximum suppression with a trace: which boxes take part, and which box removes which.

The detector runs `torchvision.ops.nms`, which tells only what is left; this is the same rule in numpy, and it
keeps the reasons. N proposals, M boxes of one class that take part.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, ScoredRois

LEAST_DETECTION_SIDE = 1.0
"""A regressed box with a shorter side is no detection: VOC's whole-pixel boxes can say nothing smaller."""


@dataclass(frozen=True, slots=True, eq=False)
class ClassCandidates:
    """The boxes of one class that take part in NMS, best first: `rows` M, the proposals; `boxes` M x 4,
    regressed; `scores` M."""

    rows: NDArray[np.int64]
    boxes: BoxArray
    scores: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.rows)

    def place_of(self, row: int) -> int:
        """Return the place of a proposal that takes part."""
        return int(np.flatnonzero(self.rows == row)[0])


def candidate_rows(boxes: BoxArray, scores: NDArray[np.float32], threshold: float) -> NDArray[np.int64]:
    """Return the rows of one class, N x 4 boxes and N scores, that take part in NMS, in their order."""
    return np.flatnonzero((scores >= threshold) & ~too_thin(boxes))


def too_thin(boxes: BoxArray) -> NDArray[np.bool_]:
    """Return which of the boxes, N x 4, are too thin to be detections."""
    width, height = (boxes[:, 2:] - boxes[:, :2]).T
    return (width < LEAST_DETECTION_SIDE) | (height < LEAST_DETECTION_SIDE)


def proposals_used(scored: ScoredRois, settings: DetectionFilter) -> int:
    """Return how many of the proposals, best ranked first, `settings` let through."""
    limit = len(scored) if settings.max_proposals is None else max(settings.max_proposals, 0)
    return min(len(scored), limit)


def class_candidates(scored: ScoredRois, settings: DetectionFilter, class_index: int) -> ClassCandidates:
    """Return what takes part in the NMS of class 1..K; nothing of a hidden class. Ties keep the rank."""
    name = scored.class_names[class_index - 1]
    count = 0 if name in settings.hidden_classes else proposals_used(scored, settings)
    boxes, scores = scored.class_boxes[:count, class_index], scored.scores[:count, class_index]
    rows = candidate_rows(boxes, scores, settings.threshold_of(name))
    rows = rows[np.argsort(-scores[rows], kind="stable")]
    return ClassCandidates(rows, boxes[rows], scores[rows])


def removed_by(boxes: BoxArray, nms_iou: float) -> NDArray[np.int64]:
    """Return for each of M boxes of one class, best first, the place of the box that removes it; -1: kept.

    That is the best kept box whose IoU with it is above `nms_iou`. What becomes of a box hangs on the better
    ones alone, so the first boxes can be asked about without the rest.
    """
    removed = np.full(len(boxes), -1, np.int64)
    for place in range(len(boxes) - 1):
        if removed[place] < 0:
            overlaps = pairwise_iou(boxes[place : place + 1], boxes[place + 1 :])[0]
            after = removed[place + 1 :]
            # In double precision, as torchvision compares them.
            after[(overlaps.astype(np.float64) > nms_iou) & (after < 0)] = place
    return removed
