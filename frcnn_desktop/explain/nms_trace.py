"""Non-maximum suppression told box by box: who took part, who was kept, and who removed whom.

Pure arithmetic on kept scores; the rules are those of `detector.postprocess`. C candidates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.explain.detection_story import LEAST_SIDE


@dataclass(frozen=True, slots=True, eq=False)
class NmsStory:
    """Every box that passed the score threshold, highest score first.

    `rows` C, the proposal; `class_indices` C in 1..K; `boxes` C x 4 regressed; `scores` C; `removed_by` C,
    the place in this list of the box that removed it, -1 for those that nothing removed (with soft-NMS all);
    `kept` C, whether it is a detection.
    """

    rows: NDArray[np.int64]
    class_indices: NDArray[np.int64]
    boxes: BoxArray
    scores: NDArray[np.float32]
    removed_by: NDArray[np.int64]
    kept: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)


def tell_nms(scored: ScoredRois, settings: DetectionFilter, detections: Detections) -> NmsStory:
    """Return what NMS did. `detections` came of `settings`."""
    rows, classes = _candidates(scored, settings)
    boxes, scores = scored.class_boxes[rows, classes], scored.scores[rows, classes]
    order = np.lexsort((rows, -scores))
    rows, classes, boxes, scores = rows[order], classes[order], boxes[order], scores[order]
    removed_by = np.full(len(rows), -1, np.int64)
    if not settings.soft_nms:
        for class_index in np.unique(classes):
            members = np.flatnonzero(classes == class_index)
            removed_by[members] = _removed_by(boxes[members], members, settings.nms_iou)
    final = set(zip(detections.proposal_indices.tolist(), detections.class_indices.tolist(), strict=True))
    kept = [pair in final for pair in zip(rows.tolist(), classes.tolist(), strict=True)]
    return NmsStory(rows, classes, boxes, scores, removed_by, np.array(kept, np.bool_))


def _candidates(scored: ScoredRois, settings: DetectionFilter) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    count = len(scored) if settings.max_proposals is None else max(settings.max_proposals, 0)
    thresholds = [
        np.inf if name in settings.hidden_classes else settings.threshold_of(name)
        for name in scored.class_names
    ]
    sides = scored.class_boxes[:count, 1:, 2:] - scored.class_boxes[:count, 1:, :2]
    fits = (scored.scores[:count, 1:] >= np.array(thresholds)) & (sides >= LEAST_SIDE).all(axis=2)
    rows, classes = np.nonzero(fits)
    return rows.astype(np.int64), classes.astype(np.int64) + 1


def _removed_by(boxes: BoxArray, names: NDArray[np.int64], limit: float) -> NDArray[np.int64]:
    """Return for each box of one class, best first, the name of the box that removes it; -1: kept."""
    removed = np.full(len(boxes), -1, np.int64)
    for place in range(len(boxes) - 1):
        if removed[place] >= 0:
            continue
        overlaps = pairwise_iou(boxes[place : place + 1], boxes[place + 1 :])[0]
        # In double precision, as torchvision compares them.
        hit = (overlaps.astype(np.float64) > limit) & (removed[place + 1 :] < 0)
        removed[place + 1 :][hit] = names[place]
    return removed
