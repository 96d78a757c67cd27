"""Average precision by the rules of the VOC devkit.

Shapes: D detections and G objects of one image, N detections of one class over all images, K classes.
Boxes are xyxy and half-open. The devkit's "+1" areas belong to its inclusive coordinates: there a box of
columns xmin..xmax is xmax - xmin + 1 wide, here the same box is x2 - x1 wide, so nothing is added.

The rules (VOCevaldet.m and its Python twin in py-faster-rcnn, told again): detections of a class are
taken by falling score; each looks at the object of its image and class that it overlaps most; IoU must be
above the threshold, not equal; a difficult object counts neither for nor against; an object already found
makes the detection false.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import pairwise_iou
from frcnn_desktop.evaluation.ground_truth import GroundTruth

# As both reference programs count them: 0.1 * 3 is a hair above 0.3, and a recall of 3 in 10 below it.
_RECALL_LEVELS = np.arange(0.0, 1.1, 0.1)


class ScoredBoxes(Protocol):
    """Detections of one image: `boxes` D x 4, `scores` D, `class_indices` D in 1..K."""

    @property
    def boxes(self) -> NDArray[np.float32]: ...
    @property
    def scores(self) -> NDArray[np.float32]: ...
    @property
    def class_indices(self) -> NDArray[np.int64]: ...


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


@dataclass(frozen=True, slots=True, eq=False)
class _Matches:
    """All detections of all images: class index, score, and the object each looks at (-1: none)."""

    class_indices: NDArray[np.int64]
    scores: NDArray[np.float32]
    objects: NDArray[np.int64]


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
    matches = _match(ground_truth, detections, iou)
    object_classes = np.concatenate([np.zeros(0, np.int64), *(each.class_indices for each in ground_truth)])
    difficult = np.concatenate([np.zeros(0, np.bool_), *(each.difficult for each in ground_truth)])
    curves = {
        name: _curve(matches, index, difficult, int(np.sum((object_classes == index) & ~difficult)))
        for index, name in enumerate(class_names, start=1)
    }
    eleven = {name: _ap_11point(curve) for name, curve in curves.items()}
    area = {name: _ap_area(curve) for name, curve in curves.items()}
    return VocResult(eleven, area, _mean(eleven), _mean(area), curves)


def _match(ground_truth: Sequence[GroundTruth], detections: Sequence[ScoredBoxes], iou: float) -> _Matches:
    classes, scores, objects = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)], [np.zeros(0, np.int64)]
    first_object = 0
    for truth, found in zip(ground_truth, detections, strict=True):
        classes.append(found.class_indices)
        scores.append(found.scores)
        objects.append(_objects_looked_at(truth, found, iou, first_object))
        first_object += len(truth)
    return _Matches(np.concatenate(classes), np.concatenate(scores), np.concatenate(objects))


def _objects_looked_at(
    truth: GroundTruth, found: ScoredBoxes, iou: float, first_object: int
) -> NDArray[np.int64]:
    if len(truth) == 0 or len(found.boxes) == 0:
        return np.full(len(found.boxes), -1, np.int64)
    overlaps = pairwise_iou(found.boxes.astype(np.float64), truth.boxes.astype(np.float64))
    overlaps[found.class_indices[:, None] != truth.class_indices[None, :]] = -1
    best = overlaps.argmax(axis=1)
    near = overlaps[np.arange(len(best)), best] > iou
    return np.where(near, best + first_object, -1)


def _curve(
    matches: _Matches, class_index: int, difficult: NDArray[np.bool_], object_count: int
) -> PrecisionRecall:
    rows = np.flatnonzero(matches.class_indices == class_index)
    rows = rows[np.argsort(-matches.scores[rows], kind="stable")]
    objects = matches.objects[rows]
    matched = objects >= 0
    ignored = np.zeros(len(rows), np.bool_)
    ignored[matched] = difficult[objects[matched]]
    first = np.zeros(len(rows), np.bool_)
    first[np.unique(objects, return_index=True)[1]] = True
    true = first & matched & ~ignored
    found = np.cumsum(true, dtype=np.float64)
    counted = np.cumsum(~ignored, dtype=np.float64)
    recall = found / object_count if object_count else np.full(len(rows), np.nan)
    precision = found / np.maximum(counted, 1)
    return PrecisionRecall(recall, precision, matches.scores[rows], object_count)


def _ap_11point(curve: PrecisionRecall) -> float:
    if not curve.object_count:
        return float("nan")
    reached = curve.recall[None, :] >= _RECALL_LEVELS[:, None]
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
