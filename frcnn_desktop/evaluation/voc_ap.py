"""Average precision by the rules of the VOC devkit.

Shapes: N detections of one class over all images, K classes. `matching` tells the rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.matching import ClassMatches, ScoredBoxes, match_classes

# As both reference programs count them: 0.1 * 3 is a hair above 0.3, and a recall of 3 in 10 below it.
RECALL_LEVELS = np.arange(0.0, 1.1, 0.1)


@dataclass(frozen=True, slots=True, eq=False)
class PrecisionRecall:
    """One class's curve, highest score first: N recalls, precisions and scores; ignored ones left in."""

    recall: NDArray[np.float64]
    precision: NDArray[np.float64]
    scores: NDArray[np.float32]
    object_count: int


@dataclass(frozen=True, slots=True, eq=False)
class VocResult:
    """Average precision by class name, in 0..1, and the means over the classes that have objects.

    A class without objects that are not difficult has NaN and no part in the means.
    """

    ap_11point: Mapping[str, float]
    ap_area: Mapping[str, float]
    map_11point: float
    map_area: float
    curves: Mapping[str, PrecisionRecall]


def evaluate_voc(
    ground_truth: Sequence[GroundTruth],
    detections: Sequence[ScoredBoxes],
    class_names: Sequence[str],
    iou: float = 0.5,
) -> VocResult:
    """Return the average precision of each class.

    `ground_truth` and `detections` hold one entry per image, in the same order; detections of equal score
    keep that order. Raises ValueError when their numbers differ.
    """
    return voc_result(match_classes(ground_truth, detections, len(class_names), iou), class_names)


def voc_result(matches: Sequence[ClassMatches], class_names: Sequence[str]) -> VocResult:
    """Return the average precision of classes that are matched already, one entry for each name."""
    curves = {name: _curve(each) for name, each in zip(class_names, matches, strict=True)}
    eleven = {name: _ap_11point(curve) for name, curve in curves.items()}
    area = {name: _ap_area(curve) for name, curve in curves.items()}
    return VocResult(eleven, area, _mean(eleven), _mean(area), curves)


def _curve(matches: ClassMatches) -> PrecisionRecall:
    found = np.cumsum(matches.true, dtype=np.float64)
    counted = np.cumsum(~matches.ignored, dtype=np.float64)
    count = matches.object_count
    recall = found / count if count else np.full(len(found), np.nan)
    return PrecisionRecall(recall, found / np.maximum(counted, 1), matches.scores, count)


def _ap_11point(curve: PrecisionRecall) -> float:
    if not curve.object_count:
        return float("nan")
    reached = curve.recall[None, :] >= RECALL_LEVELS[:, None]
    best = np.where(reached, curve.precision[None, :], 0.0).max(axis=1, initial=0.0)
    return float(best.mean())


def _ap_area(curve: PrecisionRecall) -> float:
    if not curve.object_count:
        return float("nan")
    envelope = np.maximum.accumulate(curve.precision[::-1])[::-1]
    steps = np.diff(curve.recall, prepend=0.0)
    return float(np.sum(steps * envelope))


def _mean(values: Mapping[str, float]) -> float:
    known = [value for value in values.values() if not np.isnan(value)]
    return float(np.mean(known)) if known else float("nan")
