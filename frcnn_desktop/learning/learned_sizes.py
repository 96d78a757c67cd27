"""Further proposals where selective search misses this set's objects: boxes of the sizes that were labelled.

Objects that touch each other, cells on a slide say, are one region to selective search, so hardly a proposal
fits one of them. Their sizes are known after a few images, and a box of the right size that overlaps an
object by half is enough for the head's regression.

Shapes: M objects, K sizes (width, height), N boxes. Pixels of the image as displayed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, pairwise_iou

_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class LearnedSizesRule:
    """When and how boxes are added.

    While fewer than `least_recall` of the labelled objects have a proposal of IoU >= `iou`, and there are
    `least_objects`, boxes of `sizes` typical sizes are laid over an image, a share `step` of their sides
    apart; further apart where a size would take more than `most` boxes. They have to be worth it: of the
    last `recent` objects, `least_gain` have one that fits and no proposal that does, each judged by the sizes
    that were known before its image was labelled.
    """

    least_recall: float = 0.85
    iou: float = 0.7
    least_objects: int = 8
    least_gain: float = 0.05
    recent: int = 200
    sizes: int = 3
    step: float = 0.3
    most: int = 500


class LearnedSizes:
    """The sizes of what was labelled, and how many objects had a proposal that fits. Not thread-safe."""

    def __init__(self, rule: LearnedSizesRule) -> None:
        self._rule = rule
        self._sides: list[NDArray[np.float32]] = []
        self._fitting: list[NDArray[np.bool_]] = []
        self._gained: list[NDArray[np.bool_]] = []
        self._typical: NDArray[np.float64] | None = None

    def add(self, objects: BoxArray, proposals: BoxArray, width: int, height: int) -> None:
        """Take note of the objects of a saved image; `proposals` are those of selective search alone."""
        if not len(objects):
            return
        fitting = self._fit(objects, proposals)
        if self._missed:
            # Judged by what was known before it: an object's own size would always fit it.
            added = as_box_array(np.concatenate(self._grids(width, height)))
            self._gained.append(self._fit(objects, added) & ~fitting)
        self._sides.append(objects[:, 2:] - objects[:, :2])
        self._fitting.append(fitting)
        self._typical = None

    def _fit(self, objects: BoxArray, boxes: BoxArray) -> NDArray[np.bool_]:
        return pairwise_iou(objects, boxes).max(axis=1, initial=0.0) >= self._rule.iou

    def _grids(self, width: int, height: int) -> list[NDArray[np.float64]]:
        if self._typical is None:
            self._typical = typical_sizes(np.concatenate(self._sides), self._rule.sizes)
        return [grid(size, width, height, self._rule) for size in self._typical]

    @property
    def needed(self) -> bool:
        """Whether proposals miss objects and, as far as is known, boxes of the learned sizes do not."""
        gained = np.concatenate(self._gained)[-self._rule.recent :] if self._gained else np.ones(0, np.bool_)
        unknown = len(gained) < self._rule.least_objects
        return self._missed and (unknown or bool(gained.mean() >= self._rule.least_gain))

    @property
    def _missed(self) -> bool:
        fitting = np.concatenate(self._fitting) if self._fitting else np.zeros(0, np.bool_)
        return len(fitting) >= self._rule.least_objects and fitting.mean() < self._rule.least_recall

    def extended(self, proposals: BoxArray, width: int, height: int) -> BoxArray:
        """Return the proposals of an image and, where they are needed, boxes of the learned sizes."""
        if not self.needed:
            return proposals
        return as_box_array(np.concatenate([proposals, *self._grids(width, height)]))


def typical_sizes(sides: NDArray[np.floating], count: int) -> NDArray[np.float64]:
    """Return K x 2 typical widths and heights of M objects: means of clusters of their logarithms."""
    logs = np.log(np.maximum(np.asarray(sides, np.float64), 1))
    order = np.argsort(logs.sum(axis=1), kind="stable")
    starts = order[((np.arange(count) + 0.5) * len(order) / count).astype(np.int64)]
    centres = np.unique(logs[starts], axis=0)
    for _ in range(_ROUNDS):
        nearest = ((logs[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
        centres = np.array([logs[nearest == row].mean(axis=0) for row in np.unique(nearest)])
    return np.exp(centres)


def grid(size: NDArray[np.float64], width: int, height: int, rule: LearnedSizesRule) -> NDArray[np.float64]:
    """Return boxes of one size all over an image of width x height, N x 4, inside it."""
    sides = np.minimum(size, (width, height))
    step = sides * rule.step
    room = np.array([width, height]) - sides
    wanted = np.prod(room / step + 1)
    step = step * max(1.0, np.sqrt(wanted / rule.most))
    columns, rows = (np.linspace(0, free, int(free / gap) + 1) for free, gap in zip(room, step, strict=True))
    left, top = (each.reshape(-1) for each in np.meshgrid(columns, rows))
    return np.stack([left, top, left + sides[0], top + sides[1]], axis=1)
