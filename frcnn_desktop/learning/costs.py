"""What a suggestion costs or saves, in seconds of the person who labels.

Shapes: N suggestions, M objects. Boxes are xyxy, half-open, in pixels of the image as displayed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou

RIGHT_IOU = 0.7
"""A suggestion that overlaps its object this much is taken as it is."""
LOOSE_IOU = 0.5
"""One that overlaps its object this much is sooner adjusted than drawn anew."""
ADJUSTED_IOU = 0.8
"""An adjusted box is dragged until it overlaps its object this much."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """One action each.

    `draw` from extreme clicking (Papadopoulos et al. 2017), `verify` for each box shown, right or wrong
    (Konyushkova et al. 2018).
    """

    draw: float = 7.0
    class_name: float = 1.0
    verify: float = 1.8
    delete: float = 0.9
    adjust: float = 3.5
    next_image: float = 1.0

    def of_new_object(self, one_class: bool) -> float:
        """Return what an object costs by hand."""
        return self.draw + (0.0 if one_class else self.class_name)


SECONDS = Seconds()


@dataclass(frozen=True, slots=True, eq=False)
class Usefulness:
    """How each suggestion would serve each object, N x M: `iou`, `same_class`, and `drags`, how many edges or
    corners have to be dragged (0: taken as it is)."""

    iou: NDArray[np.float32]
    same_class: NDArray[np.bool_]
    drags: NDArray[np.int64]

    def saved(self, one_class: bool, seconds: Seconds = SECONDS) -> NDArray[np.float64]:
        """Return the seconds that using a suggestion for an object saves against drawing it, N x M.

        Looking at the suggestion is not counted; -inf where they overlap too little.
        """
        fixing = self.drags * seconds.adjust + np.where(self.same_class, 0.0, seconds.class_name)
        saved = seconds.of_new_object(one_class) - fixing
        return np.where(self.iou >= LOOSE_IOU, saved, -np.inf)


def usefulness(
    boxes: BoxArray,
    names: tuple[str, ...],
    objects: BoxArray,
    object_names: tuple[str, ...],
    right_iou: float = RIGHT_IOU,
) -> Usefulness:
    """Compare N suggestions with M objects."""
    iou = pairwise_iou(boxes, objects)
    same = np.array([[name == other for other in object_names] for name in names], np.bool_)
    drags = np.zeros(iou.shape, np.int64)
    for row, column in zip(*np.nonzero((iou >= LOOSE_IOU) & (iou < right_iou)), strict=True):
        drags[row, column] = len(sides_to_drag(boxes[row], objects[column]))
    return Usefulness(iou, same.reshape(iou.shape), drags)


_EDGES = ((0,), (1,), (2,), (3,))
_CORNERS = ((0, 1), (2, 1), (0, 3), (2, 3))


def sides_to_drag(box: NDArray[np.float32], goal: NDArray[np.float32]) -> tuple[tuple[int, ...], ...]:
    """Return the fewest edges or corners (as indices of x1, y1, x2, y2) that bring `box` to `goal`."""
    for sides in (*_EDGES, *_CORNERS):
        if pairwise_iou(dragged(box, goal, (sides,))[None], goal[None])[0, 0] >= ADJUSTED_IOU:
            return (sides,)
    return _CORNERS[0], _CORNERS[3]


def dragged(
    box: NDArray[np.float32], goal: NDArray[np.float32], drags: tuple[tuple[int, ...], ...]
) -> NDArray[np.float32]:
    """Return `box` with the dragged sides where those of `goal` are."""
    moved = box.copy()
    for sides in drags:
        moved[list(sides)] = goal[list(sides)]
    return moved


def gains(
    use: Usefulness, one_class: bool, seconds: Seconds = SECONDS
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return what showing each of N suggestions (best first) saves, negative where it costs more, and which
    object it serves (-1: none).

    Each takes the object it serves best of those left by better ones, so the gain of the first n suggestions
    is the sum of the first n numbers.
    """
    saved = use.saved(one_class, seconds)
    gain = np.full(len(saved), -seconds.verify - seconds.delete)
    serves = np.full(len(saved), -1, np.int64)
    left = np.ones(saved.shape[1], np.bool_)
    for row in range(len(saved)):
        open_ones = np.where(left, saved[row], -np.inf)
        if len(open_ones) and open_ones.max() > -seconds.delete:
            best = int(open_ones.argmax())
            left[best] = False
            serves[row] = best
            gain[row] = open_ones[best] - seconds.verify
    return gain, serves
