"""From kept scores to final detections: thresholds and per-class non-maximum suppression."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torchvision.ops import nms

from frcnn_desktop.core.boxes import BoxArray, read_only
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois

# VOC's whole-pixel boxes cannot say anything smaller.
_MIN_SIDE = 1.0


def filter_detections(scored: ScoredRois, settings: DetectionFilter) -> Detections:
    """Apply score threshold, per-class NMS and the limits of `settings`; the network does not run.

    The rows of `scored` are taken as ranked, best proposal first. Ties keep that order, so the same scores
    always give the same detections.
    """
    count = len(scored) if settings.max_proposals is None else max(settings.max_proposals, 0)
    scores, class_boxes = scored.scores[:count], scored.class_boxes[:count]
    rows: list[NDArray[np.int64]] = []
    classes: list[NDArray[np.int64]] = []
    for index, name in enumerate(scored.class_names, start=1):
        if name not in settings.hidden_classes:
            kept = _kept_rows(class_boxes[:, index], scores[:, index], settings)
            rows.append(kept)
            classes.append(np.full(len(kept), index, np.int64))
    row = np.concatenate([np.zeros(0, np.int64), *rows])
    class_index = np.concatenate([np.zeros(0, np.int64), *classes])
    order = np.argsort(-scores[row, class_index], kind="stable")[: max(settings.max_detections, 0)]
    row, class_index = row[order], class_index[order]
    return Detections(
        boxes=read_only(class_boxes[row, class_index]),
        scores=read_only(scores[row, class_index]),
        class_indices=read_only(class_index),
        class_names=tuple(scored.class_names[index - 1] for index in class_index),
        proposal_indices=read_only(row),
    )


def _kept_rows(boxes: BoxArray, scores: NDArray[np.float32], settings: DetectionFilter) -> NDArray[np.int64]:
    """Return the rows of one class that survive, best first."""
    sides = boxes[:, 2:] - boxes[:, :2]
    candidates = np.flatnonzero((scores >= settings.score_threshold) & (sides >= _MIN_SIDE).all(axis=1))
    if not len(candidates):
        return candidates
    kept = nms(torch.from_numpy(boxes[candidates]), torch.from_numpy(scores[candidates]), settings.nms_iou)
    return candidates[kept.numpy()]
