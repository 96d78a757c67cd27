"""Which detection found which object, by the rules of the VOC devkit.

Shapes: I images; D detections and G objects of one image; N detections of one class over all images.
Boxes are xyxy and half-open. The devkit's "+1" areas belong to its inclusive coordinates: there a box of
columns xmin..xmax is xmax - xmin + 1 wide, here the same box is x2 - x1 wide, so nothing is added.

The rules (VOCevaldet.m and its Python twin in py-faster-rcnn, told again): detections of a class are
taken by falling score; each looks at the object of its image and class that it overlaps most; IoU must be
above the threshold, not equal; a difficult object counts neither for nor against; an object already found
makes the detection false.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import pairwise_iou
from frcnn_desktop.evaluation.ground_truth import GroundTruth


class ScoredBoxes(Protocol):
    """Detections of one image: `boxes` D x 4, `scores` D, `class_indices` D in 1..K."""

    @property
    def boxes(self) -> NDArray[np.float32]:
        """N x 4 xyxy, pixels of the image."""
        ...

    @property
    def scores(self) -> NDArray[np.float32]:
        """N, softmax probabilities."""
        ...

    @property
    def class_indices(self) -> NDArray[np.int64]:
        """N, 1..K."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class ClassMatches:
    """All detections of one class, highest score first, and how many objects each image has.

    `images` and `rows` (N each) say where a detection comes from; `objects` is the row of the object it
    looks at, -1 for none; `true` marks those that found an object, `ignored` those that look at a difficult
    one. `object_counts` (I) counts the objects that are not difficult.
    """

    scores: NDArray[np.float32]
    images: NDArray[np.int64]
    rows: NDArray[np.int64]
    objects: NDArray[np.int64]
    true: NDArray[np.bool_]
    ignored: NDArray[np.bool_]
    object_counts: NDArray[np.int64]

    @property
    def object_count(self) -> int:
        """How many objects of the class there are to find."""
        return int(self.object_counts.sum())


@dataclass(frozen=True, slots=True, eq=False)
class _AllRows:
    """Every detection of every image, in the order of the images."""

    scores: NDArray[np.float32]
    class_indices: NDArray[np.int64]
    images: NDArray[np.int64]
    rows: NDArray[np.int64]
    objects: NDArray[np.int64]
    ignored: NDArray[np.bool_]


def match_classes(
    ground_truth: Sequence[GroundTruth],
    detections: Sequence[ScoredBoxes],
    class_count: int,
    iou: float = 0.5,
) -> tuple[ClassMatches, ...]:
    """Match the detections of all images; entry k - 1 of the result belongs to class index k.

    `ground_truth` and `detections` hold one entry per image, in the same order; detections of equal score
    keep that order. Raises ValueError when their numbers differ.
    """
    every = _all_rows(ground_truth, detections, iou)
    counts = np.zeros((class_count + 1, len(ground_truth)), np.int64)
    for image, truth in enumerate(ground_truth):
        np.add.at(counts[:, image], truth.class_indices[~truth.difficult], 1)
    return tuple(_of_class(every, index, counts[index]) for index in range(1, class_count + 1))


def objects_looked_at(truth: GroundTruth, found: ScoredBoxes, iou: float = 0.5) -> NDArray[np.int64]:
    """Return for each of the D detections the row of the object it overlaps most, -1 at `iou` or below.

    Only objects of the detection's own class are looked at.
    """
    if len(truth) == 0 or len(found.boxes) == 0:
        return np.full(len(found.boxes), -1, np.int64)
    overlaps = pairwise_iou(found.boxes.astype(np.float64), truth.boxes.astype(np.float64))
    overlaps[found.class_indices[:, None] != truth.class_indices[None, :]] = -1
    best = overlaps.argmax(axis=1)
    return np.where(overlaps[np.arange(len(best)), best] > iou, best, -1)


def _on_left_out(truth: GroundTruth, found: ScoredBoxes, iou: float) -> NDArray[np.bool_]:
    """Return for each of the D detections whether it looks at an object that was left out."""
    if len(truth.ignored) == 0 or len(found.boxes) == 0:
        return np.zeros(len(found.boxes), np.bool_)
    overlaps = pairwise_iou(found.boxes.astype(np.float64), truth.ignored.astype(np.float64))
    return overlaps.max(axis=1) > iou


def _all_rows(ground_truth: Sequence[GroundTruth], detections: Sequence[ScoredBoxes], iou: float) -> _AllRows:
    pairs = list(zip(ground_truth, detections, strict=True))
    looks = [objects_looked_at(truth, found, iou) for truth, found in pairs]
    counts = np.array([len(each) for each in looks], np.int64)
    ignored = [
        np.where(objects >= 0, np.append(truth.difficult, False)[objects], _on_left_out(truth, found, iou))
        for (truth, found), objects in zip(pairs, looks, strict=True)
    ]
    return _AllRows(
        scores=np.concatenate([np.zeros(0, np.float32), *(found.scores for _, found in pairs)]),
        class_indices=np.concatenate([np.zeros(0, np.int64), *(found.class_indices for _, found in pairs)]),
        images=np.repeat(np.arange(len(pairs)), counts),
        rows=np.concatenate([np.zeros(0, np.int64), *map(np.arange, counts)]),
        objects=np.concatenate([np.zeros(0, np.int64), *looks]),
        ignored=np.concatenate([np.zeros(0, np.bool_), *ignored]),
    )


def _of_class(every: _AllRows, class_index: int, object_counts: NDArray[np.int64]) -> ClassMatches:
    rows = np.flatnonzero(every.class_indices == class_index)
    rows = rows[np.argsort(-every.scores[rows], kind="stable")]
    images, objects, ignored = every.images[rows], every.objects[rows], every.ignored[rows]
    # One number for each object of the class; those that look at nothing share none with an object.
    places = np.where(objects >= 0, images * (objects.max(initial=0) + 1) + objects, -1)
    first = np.zeros(len(rows), np.bool_)
    first[np.unique(places, return_index=True)[1]] = True
    return ClassMatches(
        scores=every.scores[rows],
        images=images,
        rows=every.rows[rows],
        objects=objects,
        true=first & (objects >= 0) & ~ignored,
        ignored=ignored,
        object_counts=object_counts,
    )
