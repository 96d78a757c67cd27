"""Where a model and the labels of an image disagree.

Shapes: S boxes that the model sees, best first; M objects. Boxes are xyxy, half-open, in pixels of the image
as displayed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box, BoxArray, as_box_array, pairwise_iou

SAME_IOU = 0.5
"""A seen box that overlaps an object this much is about it."""
TIGHT_IOU = 0.7
"""An object that its seen box overlaps less than this is loose."""
APART_IOU = 0.3
"""What overlaps nothing this much stands alone."""
DOUBLED_IOU = 0.7
"""Two objects that overlap this much, where the model sees one, are one labelled twice."""
SEEN_SCORE = 0.5
"""From this score on the model's word counts."""


class Kind(StrEnum):
    """How a label and the model disagree."""

    MISSED = "missed"
    """The model sees an object that has no label"""
    WRONG_CLASS = "wrong class"
    LOOSE = "loose"
    DOUBLED = "doubled"
    """One object has two labels"""
    EXTRA = "extra"
    """The model sees nothing where a label is"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`box` and `name` are the model's, or the label's where the model sees nothing or the label is one too
    many; `label` is the box and class of the label that it is about, None where there is none; `certainty`
    0..1."""

    kind: Kind
    certainty: float
    box: Box
    name: str
    label: tuple[Box, str] | None = None

    def about(self, objects: Sequence[ObjectAnnotation]) -> ObjectAnnotation | None:
        """Return the object that it is about, None where there is none (any more)."""
        found = (item for item in objects if (item.box, item.name) == self.label)
        return next(found, None)

    def stands(self, objects: Sequence[ObjectAnnotation]) -> bool:
        """Whether it is still a disagreement with these objects."""
        if self.kind is Kind.MISSED:
            boxes = as_box_array([item.box for item in objects])
            return not len(boxes) or bool(pairwise_iou(as_box_array([self.box]), boxes).max() < SAME_IOU)
        return self.about(objects) is not None


def disagreements(
    objects: Sequence[ObjectAnnotation], boxes: BoxArray, names: Sequence[str], scores: NDArray[np.float32]
) -> list[Disagreement]:
    """Compare S boxes that a model sees (S x 4, S names, S scores, falling) with an image's objects.

    Difficult objects count neither way: the model may see them or not.
    """
    overlaps = pairwise_iou(as_box_array([item.box for item in objects]), as_box_array(boxes))
    same = np.array([[item.name == name for name in names] for item in objects], np.bool_)
    matched = _matched(overlaps, same.reshape(overlaps.shape), scores)
    found = _doubled(objects, overlaps, scores)
    twice = {each.label for each in found}
    for row, column in matched.items():
        item, name = objects[row], names[column]
        if item.difficult or (item.box, item.name) in twice:
            continue
        place, score = _box(boxes[column]), float(scores[column])
        label, overlap = (item.box, item.name), float(overlaps[row, column])
        if item.name != name:
            found.append(Disagreement(Kind.WRONG_CLASS, score, place, name, label))
        elif overlap < TIGHT_IOU:
            certainty = min(2 * score * (1 - overlap), 1.0)
            found.append(Disagreement(Kind.LOOSE, certainty, place, name, label))
    found.extend(_missed(overlaps, boxes, names, scores))
    found.extend(_extra(objects, overlaps, scores, twice))
    return sorted(found, key=lambda each: -each.certainty)


def _matched(
    overlaps: NDArray[np.float32], same: NDArray[np.bool_], scores: NDArray[np.float32]
) -> dict[int, int]:
    """Return which seen box is about which object, both by row; each once, the best score first.

    `same` M x S: of one class; then a very loose label counts as well.
    """
    about = np.where(overlaps >= np.where(same, APART_IOU, SAME_IOU), overlaps, 0)
    matched: dict[int, int] = {}
    for column in np.flatnonzero(scores >= SEEN_SCORE).tolist():
        free = [row for row in np.argsort(-about[:, column]).tolist() if row not in matched]
        if free and about[free[0], column] > 0:
            matched[free[0]] = column
    return matched


def _missed(
    overlaps: NDArray[np.float32], boxes: BoxArray, names: Sequence[str], scores: NDArray[np.float32]
) -> list[Disagreement]:
    alone = overlaps.max(axis=0, initial=0) < APART_IOU
    columns = np.flatnonzero(alone & (scores >= SEEN_SCORE)).tolist()
    return [Disagreement(Kind.MISSED, float(scores[c]), _box(boxes[c]), names[c]) for c in columns]


def _extra(
    objects: Sequence[ObjectAnnotation],
    overlaps: NDArray[np.float32],
    scores: NDArray[np.float32],
    twice: set[tuple[Box, str] | None],
) -> list[Disagreement]:
    found = []
    for row, item in enumerate(objects):
        label = (item.box, item.name)
        best = float(scores[overlaps[row] >= APART_IOU].max(initial=0))
        if not item.difficult and label not in twice and best < SEEN_SCORE:
            # That a model sees nothing says less than that it sees something.
            found.append(Disagreement(Kind.EXTRA, 0.5 * (1 - best), item.box, item.name, label))
    return found


def _doubled(
    objects: Sequence[ObjectAnnotation], overlaps: NDArray[np.float32], scores: NDArray[np.float32]
) -> list[Disagreement]:
    boxes = as_box_array([item.box for item in objects])
    among, found = pairwise_iou(boxes, boxes), []
    for first, second in zip(*np.nonzero(np.triu(among >= DOUBLED_IOU, 1)), strict=True):
        seen = (overlaps[[first, second]].max(axis=0, initial=0) >= SAME_IOU) & (scores >= SEEN_SCORE)
        if objects[first].name == objects[second].name and seen.sum() <= 1:
            fits = overlaps[:, seen].max(axis=1, initial=0)
            worse = objects[first if fits[first] < fits[second] else second]
            overlap = float(among[first, second])
            found.append(Disagreement(Kind.DOUBLED, overlap, worse.box, worse.name, (worse.box, worse.name)))
    return found


def _box(row: NDArray[np.float32]) -> Box:
    x1, y1, x2, y2 = row.tolist()
    return x1, y1, x2, y2
