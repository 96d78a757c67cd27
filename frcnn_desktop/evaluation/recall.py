"""How much of the truth the proposals cover.

Shapes: G objects and P proposals of one image. Boxes are xyxy, half-open, in pixels of the image as
displayed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou
from frcnn_desktop.evaluation.ground_truth import GroundTruth


def best_overlaps(ground_truth: GroundTruth, proposals: BoxArray) -> NDArray[np.float32]:
    """Return for each of the G objects the highest IoU that any proposal has with it; 0 without proposals."""
    if len(proposals) == 0:
        return np.zeros(len(ground_truth), np.float32)
    return pairwise_iou(ground_truth.boxes, proposals).max(axis=1, initial=0)


def proposal_recall(
    ground_truth: Sequence[GroundTruth],
    proposals: Sequence[BoxArray],
    thresholds: Sequence[float] = (0.5,),
    *,
    difficult: bool = False,
) -> NDArray[np.float64]:
    """Return for each IoU threshold the share of objects that a proposal overlaps at least that much.

    One entry of `ground_truth` and `proposals` per image, in the same order. Difficult objects count only
    on demand. NaN when there are no objects.
    """
    overlaps, _classes = _collect(ground_truth, proposals, difficult)
    if len(overlaps) == 0:
        return np.full(len(thresholds), np.nan)
    return (overlaps[None, :] >= np.asarray(thresholds, np.float32)[:, None]).mean(axis=1)


def mabo(
    ground_truth: Sequence[GroundTruth], proposals: Sequence[BoxArray], *, difficult: bool = False
) -> float:
    """Return the mean average best overlap: the mean over classes of the mean best IoU of their objects.

    Classes without objects have no part in it. NaN when there are no objects.
    """
    overlaps, classes = _collect(ground_truth, proposals, difficult)
    if len(overlaps) == 0:
        return float("nan")
    return float(np.mean([overlaps[classes == index].mean() for index in np.unique(classes)]))


def _collect(
    ground_truth: Sequence[GroundTruth], proposals: Sequence[BoxArray], difficult: bool
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    overlaps, classes = [np.zeros(0, np.float32)], [np.zeros(0, np.int64)]
    for truth, boxes in zip(ground_truth, proposals, strict=True):
        counted = np.ones(len(truth), np.bool_) if difficult else ~truth.difficult
        overlaps.append(best_overlaps(truth, boxes)[counted])
        classes.append(truth.class_indices[counted])
    return np.concatenate(overlaps), np.concatenate(classes)
