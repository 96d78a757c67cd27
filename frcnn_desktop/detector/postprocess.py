"""From kept scores to final detections: thresholds and per-class non-maximum suppression."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torchvision.ops import nms

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou, read_only
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.explain.nms import candidate_rows, proposals_used

# The value of the paper's experiments (section 5).
_SOFT_NMS_SIGMA = 0.5
# Section 4.3 of the paper that introduced box voting: those that overlap the kept box at least this much.
_VOTING_IOU = 0.5
# Apart from the score threshold, so that boxes hold still while a person moves it.
_LEAST_VOTE = 0.05


def filter_detections(scored: ScoredRois, settings: DetectionFilter) -> Detections:
    """Apply score threshold, per-class NMS and the limits of `settings`; the network does not run.

    The rows of `scored` are taken as ranked, best proposal first. Ties keep that order, so the same scores
    always give the same detections.
    """
    count = proposals_used(scored, settings)
    scores, class_boxes = scored.scores[:count], scored.class_boxes[:count]
    rows, classes = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    values, boxes = [np.zeros(0, np.float32)], [np.zeros((0, 4), np.float32)]
    for index, name in enumerate(scored.class_names, start=1):
        if name not in settings.hidden_classes:
            threshold = settings.threshold_of(name)
            kept, final = _kept_rows(class_boxes[:, index], scores[:, index], threshold, settings)
            rows.append(kept)
            classes.append(np.full(len(kept), index, np.int64))
            values.append(final)
            voters = scores[:, index], class_boxes[:, index]
            boxes.append(voted_boxes(kept, *voters) if settings.box_voting else class_boxes[kept, index])
    row, class_index, value = np.concatenate(rows), np.concatenate(classes), np.concatenate(values)
    order = np.argsort(-value, kind="stable")[: max(settings.max_detections, 0)]
    row, class_index = row[order], class_index[order]
    return Detections(
        boxes=read_only(np.concatenate(boxes)[order]),
        scores=read_only(value[order]),
        class_indices=read_only(class_index),
        class_names=tuple(scored.class_names[index - 1] for index in class_index),
        proposal_indices=read_only(row),
    )


def _kept_rows(
    boxes: BoxArray, scores: NDArray[np.float32], threshold: float, settings: DetectionFilter
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the rows of one class that survive, best first, and their final scores."""
    candidates = candidate_rows(boxes, scores, threshold)
    if not len(candidates):
        return candidates, scores[candidates]
    if settings.soft_nms:
        kept, final = soft_nms(boxes[candidates], scores[candidates], threshold, settings.max_detections)
        return candidates[kept], final
    kept = nms(torch.from_numpy(boxes[candidates]), torch.from_numpy(scores[candidates]), settings.nms_iou)
    rows = candidates[kept.numpy()]
    return rows, scores[rows]


def voted_boxes(kept: NDArray[np.int64], scores: NDArray[np.float32], boxes: BoxArray) -> BoxArray:
    """Return, for each kept row of one class, the mean of all boxes that overlap its own, by their scores.

    Box voting (Gidaris and Komodakis 2015, "Object detection via a multi-region and semantic
    segmentation-aware CNN model", section 4.3): NMS keeps one box of many that saw the same object, and the
    many know better where it is. `scores` N and `boxes` N x 4 of the class before NMS.
    """
    own = boxes[kept]
    voters = np.flatnonzero(scores >= _LEAST_VOTE)
    if not len(kept) or not len(voters):
        return own
    weights = (pairwise_iou(own, boxes[voters]) >= _VOTING_IOU) * scores[voters].astype(np.float64)
    totals = weights.sum(axis=1, keepdims=True)
    return np.where(totals > 0, weights @ boxes[voters] / np.maximum(totals, 1e-9), own).astype(np.float32)


def soft_nms(
    boxes: BoxArray, scores: NDArray[np.float32], threshold: float, limit: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Lower the scores of boxes that overlap a better one, instead of dropping the boxes.

    Gaussian Soft-NMS (Bodla et al. 2017, equation 3): the best box left is taken, and the score of every
    other is multiplied by exp(-IoU^2 / sigma). Boxes N x 4 and scores N of one class; returns at most `limit`
    rows whose score did not fall below `threshold`, in the order they were taken, and their final scores.
    """
    left = scores.copy()
    waiting = np.arange(len(boxes))
    rows: list[int] = []
    while len(waiting) and len(rows) < limit:
        best = int(waiting[np.argmax(left[waiting])])
        rows.append(best)
        waiting = waiting[waiting != best]
        overlaps = pairwise_iou(boxes[best : best + 1], boxes[waiting])[0]
        left[waiting] *= np.exp(-(overlaps**2) / _SOFT_NMS_SIGMA)
        waiting = waiting[left[waiting] >= threshold]
    taken = np.array(rows, np.int64)
    return taken, left[taken]
