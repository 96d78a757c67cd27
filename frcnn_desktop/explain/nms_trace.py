"""Non-maximum suppression told box by box: who took part, who was kept, and who removed whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.explain.nms import class_candidates, removed_by


@dataclass(frozen=True, slots=True, eq=False)
class NmsStory:
    """Every box that passed the score threshold, highest score first. C candidates.

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
    classes = range(1, len(scored.class_names) + 1)
    each = [class_candidates(scored, settings, class_index) for class_index in classes]
    rows = np.concatenate([np.zeros(0, np.int64), *(found.rows for found in each)])
    class_indices = np.repeat(np.array(classes, np.int64), [len(found) for found in each])
    boxes = np.concatenate([np.zeros((0, 4), np.float32), *(found.boxes for found in each)])
    scores = np.concatenate([np.zeros(0, np.float32), *(found.scores for found in each)])
    order = np.lexsort((class_indices, rows, -scores))
    rows, class_indices, boxes, scores = rows[order], class_indices[order], boxes[order], scores[order]
    removed = np.full(len(rows), -1, np.int64)
    if not settings.soft_nms:
        for class_index, found in zip(classes, each, strict=True):
            places = np.flatnonzero(class_indices == class_index)
            by = removed_by(found.boxes, settings.nms_iou)
            removed[places[by >= 0]] = places[by[by >= 0]]
    final = set(zip(detections.proposal_indices.tolist(), detections.class_indices.tolist(), strict=True))
    kept = [pair in final for pair in zip(rows.tolist(), class_indices.tolist(), strict=True)]
    return NmsStory(rows, class_indices, boxes, scores, removed, np.array(kept, np.bool_))
