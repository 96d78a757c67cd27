"""How much of the truth the proposals cover.

Shapes: G objects and P proposals of one image. Boxes are xyxy, half-open, in pixels of the image as
displayed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou
from frcnn_desktop.evaluation.ground_truth import GroundTruth


@dataclass(frozen=True, slots=True)
class Coverage:
    """`recall_50`, `recall_70`: share of objects covered at IoU .5, .7; `mabo` as of `mabo`. NaN: unknown."""

    recall_50: float
    recall_70: float
    mabo: float


def best_overlaps(ground_truth: GroundTruth, proposals: BoxArray) -> NDArray[np.float32]:
    """Return for each of the G objects the highest IoU that any proposal has with it; 0 without proposals."""
    if len(proposals) == 0:
        return np.zeros(len(ground_truth), np.float32)
    return pairwise_iou(ground_truth.boxes, proposals).max(axis=1, initial=0)


def coverage(ground_truth: Sequence[GroundTruth], overlaps: Sequence[NDArray[np.float32]] | None) -> Coverage:
    """Return how well objects that are not difficult are covered, from the `best_overlaps` of each image.

    NaN when there are no objects, or no overlaps.
    """
    if overlaps is None:
        return Coverage(float("nan"), float("nan"), float("nan"))
    best, classes = _join(ground_truth, overlaps, difficult=False)
    low, high = _recall(best, (0.5, 0.7)).tolist()
    return Coverage(low, high, _mabo(best, classes))


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
    return _recall(_join(ground_truth, _all_best(ground_truth, proposals), difficult)[0], thresholds)


def mabo(
    ground_truth: Sequence[GroundTruth], proposals: Sequence[BoxArray], *, difficult: bool = False
) -> float:
    """Return the mean average best overlap: the mean over classes of the mean best IoU of their objects.

    Classes without objects have no part in it. NaN when there are no objects.
    """
    return _mabo(*_join(ground_truth, _all_best(ground_truth, proposals), difficult))


def _all_best(
    ground_truth: Sequence[GroundTruth], proposals: Sequence[BoxArray]
) -> list[NDArray[np.float32]]:
    return [best_overlaps(truth, boxes) for truth, boxes in zip(ground_truth, proposals, strict=True)]


def _join(
    ground_truth: Sequence[GroundTruth], overlaps: Sequence[NDArray[np.float32]], difficult: bool
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    joined, classes = [np.zeros(0, np.float32)], [np.zeros(0, np.int64)]
    for truth, best in zip(ground_truth, overlaps, strict=True):
        counted = np.ones(len(truth), np.bool_) if difficult else ~truth.difficult
        joined.append(best[counted])
        classes.append(truth.class_indices[counted])
    return np.concatenate(joined), np.concatenate(classes)


def _recall(best: NDArray[np.float32], thresholds: Sequence[float]) -> NDArray[np.float64]:
    if len(best) == 0:
        return np.full(len(thresholds), np.nan)
    return (best[None, :] >= np.asarray(thresholds, np.float32)[:, None]).mean(axis=1)


def _mabo(best: NDArray[np.float32], classes: NDArray[np.int64]) -> float:
    if len(best) == 0:
        return float("nan")
    return float(np.mean([best[classes == index].mean() for index in np.unique(classes)]))
