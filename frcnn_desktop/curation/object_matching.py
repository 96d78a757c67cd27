"""Which object of one annotator is which of the other: the one-to-one matching of greatest overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.assignment import best_assignment
from frcnn_desktop.core.boxes import pairwise_iou

IOU = 0.5
_SAME_CLASS = 1e-6
"""Of two matchings that overlap equally the one with more classes in common is taken."""


@dataclass(frozen=True, slots=True)
class ObjectPair:
    """One object as both have it."""

    first: ObjectAnnotation
    second: ObjectAnnotation
    iou: float

    @property
    def same_class(self) -> bool:
        """Whether both call it the same."""
        return self.first.name == self.second.name

    @property
    def same_flags(self) -> bool:
        """Whether both have marked it the same."""
        return _flags(self.first) == _flags(self.second)


@dataclass(frozen=True, slots=True)
class Matched:
    """The objects of an image: pairs, and those that only one of both has. In the order of the files."""

    pairs: tuple[ObjectPair, ...]
    only_first: tuple[ObjectAnnotation, ...]
    only_second: tuple[ObjectAnnotation, ...]


def match_objects(
    first: Sequence[ObjectAnnotation], second: Sequence[ObjectAnnotation], least_iou: float = IOU
) -> Matched:
    """Match objects whatever their classes, with `least_iou` or more, for the greatest sum of IoU.

    A box that both have to the digit overlaps with itself, also where it has no area.
    """
    overlaps = _overlaps(first, second)
    same = np.array([[a.name == b.name for b in second] for a in first], np.float64).reshape(overlaps.shape)
    values = np.where(overlaps >= least_iou, overlaps + _SAME_CLASS * same, 0.0)
    found = best_assignment(values) if values.size else []
    pairs = tuple(
        ObjectPair(first[row], second[column], float(overlaps[row, column])) for row, column in found
    )
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    return Matched(
        pairs,
        tuple(each for number, each in enumerate(first) if number not in rows),
        tuple(each for number, each in enumerate(second) if number not in columns),
    )


def _overlaps(first: Sequence[ObjectAnnotation], second: Sequence[ObjectAnnotation]) -> NDArray[np.float64]:
    one = np.array([each.box for each in first], np.float64).reshape(-1, 4)
    other = np.array([each.box for each in second], np.float64).reshape(-1, 4)
    equal = (one[:, None] == other[None]).all(axis=2)
    return np.where(equal, 1.0, pairwise_iou(one, other))


def _flags(each: ObjectAnnotation) -> tuple[bool, bool, bool, str]:
    return each.difficult, each.truncated, each.occluded, each.pose
