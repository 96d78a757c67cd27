"""How far suggested boxes are off, learnt from what hands made of the last ones.

What the head cannot see, a RoI's own size, says much about where a box goes wrong: pooling makes every RoI
as large as any other, so where objects of a class are alike in size (cells, coins) nothing tells the head
that its box is too small. A ridge regression on how far a box is from the usual size of its class, with a
dozen weights, does; it is drawn towards no correction at all.

Shapes: S suggestions, M objects. Boxes are xyxy in pixels of the image as displayed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, clip_boxes, pairwise_iou
from frcnn_desktop.learning.costs import LOOSE_IOU
from frcnn_desktop.learning.experience import Entry


@dataclass(frozen=True, slots=True)
class CorrectionRule:
    """What a correction is learnt from, and how readily.

    The last `images` count, each half as much as one `half_life` images later. `ridge` is how many objects
    outweigh the belief that boxes are right as they are; no side is moved by more than `most` of the box's
    width or height. The usual size of a class is the mean of its last `objects`, from `least_objects` on;
    `spread` is the difference of logarithms that counts as one.
    """

    images: int = 100
    half_life: float = 12.0
    ridge: float = 30.0
    most: float = 0.25
    objects: int = 200
    least_objects: int = 3
    spread: float = 0.3


class UsualSizes:
    """The usual size of each class's objects. Not thread-safe."""

    def __init__(self, rule: CorrectionRule) -> None:
        self._rule = rule
        self._logs: dict[str, deque[NDArray[np.float64]]] = {}

    def add(self, boxes: BoxArray, names: Sequence[str]) -> None:
        """Take note of M objects."""
        for name, logs in zip(names, _log_sides(boxes), strict=True):
            self._logs.setdefault(name, deque(maxlen=self._rule.objects)).append(logs)

    def distances(self, boxes: BoxArray, names: Sequence[str]) -> tuple[NDArray[np.float64], ...]:
        """Return how far S boxes are from the usual width and height of their classes: the differences of the
        logarithms (S x 2), and their mean size in standard deviations (S); 0 and 1 where the class is new."""
        logs = _log_sides(boxes)
        known = {
            name: (np.mean(own, axis=0), np.std(own, axis=0) + 0.1)
            for name, own in self._logs.items()
            if len(own) >= self._rule.least_objects
        }
        differences, deviations = np.zeros((len(boxes), 2)), np.ones(len(boxes))
        for row, name in enumerate(names):
            if name in known:
                mean, deviation = known[name]
                differences[row] = np.clip(logs[row] - mean, -1, 1)
                deviations[row] = min(3.0, float(np.abs((logs[row] - mean) / deviation).mean()))
        return differences, deviations


class BoxCorrection:
    """Where suggested boxes went wrong on the last images. Not thread-safe."""

    def __init__(self, rule: CorrectionRule, sizes: UsualSizes) -> None:
        self._rule, self._sizes = rule, sizes
        self._seen: deque[tuple[NDArray[np.float64], NDArray[np.float64]]] = deque(maxlen=rule.images)
        self._weights: NDArray[np.float64] | None = None

    def corrected(self, boxes: BoxArray, names: Sequence[str], width: int, height: int) -> BoxArray:
        """Return S boxes put right as far as is known, inside an image of width x height."""
        weights = self._solved()
        if weights is None or not len(boxes):
            return boxes
        most = self._rule.most
        moves = np.clip(self._described(boxes, names) @ weights, -most, most)
        low, high = np.float64(boxes[:, :2]), np.float64(boxes[:, 2:])
        centres = (low + high) / 2 + moves[:, :2] * (high - low)
        half = (high - low) / 2 * np.exp(moves[:, 2:])
        return clip_boxes(
            as_box_array(np.concatenate([centres - half, centres + half], axis=1)), width, height
        )

    def add(
        self, boxes: BoxArray, names: Sequence[str], objects: BoxArray, placed: NDArray[np.bool_]
    ) -> None:
        """Learn from the S boxes suggested on an image, before they were corrected, and its M objects.

        Those that no hand `placed` (M) were good enough: they speak for no correction. Without them only
        boxes that went wrong would teach, and right ones would be corrected like these.
        """
        overlaps = pairwise_iou(boxes, objects)
        if not overlaps.size:
            self._note(np.zeros((0, 3)), np.zeros((0, 4)))
            return
        nearest = overlaps.argmax(axis=1)
        best = overlaps.argmax(axis=0)
        rows = np.flatnonzero((overlaps.max(axis=1) >= LOOSE_IOU) & (best[nearest] == np.arange(len(boxes))))
        goals = objects[nearest[rows]].astype(np.float64)
        own = boxes[rows].astype(np.float64)
        sides, wanted = own[:, 2:] - own[:, :2], goals[:, 2:] - goals[:, :2]
        shifts = ((goals[:, :2] + goals[:, 2:]) - (own[:, :2] + own[:, 2:])) / 2 / sides
        moves = np.concatenate([shifts, np.log(wanted / sides)], axis=1) * placed[nearest[rows], None]
        self._note(self._described(boxes[rows], [names[row] for row in rows.tolist()]), moves)

    @property
    def history(self) -> tuple[Entry, ...]:
        """What it learns from, the newest image last: descriptions R x 3 and moves R x 4 of each."""
        return tuple(self._seen)

    def resume(self, history: Sequence[Entry]) -> None:
        """Go on from such a history instead of what was learnt."""
        self._seen = deque(((described, moves) for described, moves in history), maxlen=self._rule.images)
        self._weights = None

    def _note(self, described: NDArray[np.float64], moves: NDArray[np.float64]) -> None:
        self._seen.append((described, moves))
        self._weights = None

    def _described(self, boxes: BoxArray, names: Sequence[str]) -> NDArray[np.float64]:
        differences, _ = self._sizes.distances(boxes, names)
        return np.concatenate([np.ones((len(boxes), 1)), differences / self._rule.spread], axis=1)

    def _solved(self) -> NDArray[np.float64] | None:
        if self._weights is None and any(len(moves) for _, moves in self._seen):
            rule = self._rule
            products, sums = np.eye(3) * rule.ridge, np.zeros((3, 4))
            for age, (described, moves) in enumerate(reversed(self._seen)):
                share = 0.5 ** (age / rule.half_life)
                products += share * described.T @ described
                sums += share * described.T @ moves
            self._weights = np.asarray(np.linalg.solve(products, sums), np.float64)
        return self._weights


def _log_sides(boxes: BoxArray) -> NDArray[np.float64]:
    return np.log(np.maximum(boxes[:, 2:] - boxes[:, :2], 1).astype(np.float64))
