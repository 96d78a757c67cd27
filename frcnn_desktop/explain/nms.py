"""Greedy non-maximum suppression with a trace: which boxes take part, and which box removes which.

The detector runs `torchvision.ops.nms`, which tells only what is left; this is the same rule in numpy, and it
keeps the reasons. N proposals, M boxes of one class that take part.
"""

from __future__ import annotations

from collections.abc import Iterator
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


def greedy_nms(boxes: BoxArray, nms_iou: float) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Yield the places of the boxes that are kept, best first, each with the places of those that it removes.

    `boxes` M x 4 of one class, best first. A box is removed by the best kept one whose IoU with it is above
    `nms_iou`.
    """
    left = np.arange(len(boxes))
    while len(left):
        best, others = int(left[0]), left[1:]
        overlaps = pairwise_iou(boxes[best : best + 1], boxes[others])[0]
        # In double precision, as torchvision compares them.
        removed = overlaps.astype(np.float64) > nms_iou
        yield best, others[removed]
        left = others[~removed]


def removed_by(boxes: BoxArray, nms_iou: float) -> NDArray[np.int64]:
    """Return for each of M boxes of one class, best first, the place of the box that removes it; -1: kept."""
    removers = np.full(len(boxes), -1, np.int64)
    for place, removed in greedy_nms(boxes, nms_iou):
        removers[removed] = place
    return removers


def remover_of(boxes: BoxArray, place: int, nms_iou: float) -> int | None:
    """Return the place of the box that removes the one at `place`; None: it is kept.

    What becomes of a box hangs on the better ones alone: the rest is not looked at.
    """
    kept = greedy_nms(boxes[: place + 1], nms_iou)
    # Places rise, so the last of those that are removed is this one if it is among them.
    return next((best for best, removed in kept if len(removed) and removed[-1] == place), None)


def removed_through(boxes: BoxArray, place: int, nms_iou: float) -> NDArray[np.intp]:
    """Return the places of the boxes that the one at `place`, a kept one, removes."""
    return next(removed for best, removed in greedy_nms(boxes, nms_iou) if best == place)
