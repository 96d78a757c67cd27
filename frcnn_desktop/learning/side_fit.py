"""Where the sides of suggested boxes belong, learnt from what lies along the sides of labelled objects.

The network judges boxes on cells of 16 pixels; an edge in the image says to the pixel where an object ends.
Which edge it is, of the several around a side, differs from set to set: a cell's outline, a line with a
margin, the end of a texture. For each side a conditional logistic regression chooses among positions around
it, and the side moves to the mean of where it may belong.

Shapes: S suggestions, M objects, P positions, F numbers that describe a position.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, clip_boxes, pairwise_iou
from frcnn_desktop.learning.costs import LOOSE_IOU
from frcnn_desktop.learning.experience import Entry, Layout
from frcnn_desktop.learning.picture import SIDES, Picture

_AROUND = 7
"""Positions on each side of where a side is."""
_STEP = 1 / _AROUND
_POSITIONS = np.arange(-_AROUND, _AROUND + 1) * _STEP
_CENTRES = np.arange(-2 * _AROUND - 3, 2 * _AROUND + 4) * _STEP
_OUTWARD = np.array([-1, -1, 1, 1])
_NUMBERS = 15
_SPREAD = 0.12
"""A position that is so far from where the side belongs is believed to be meant .6 times as likely."""
_FAR = 1.3
_NEWTON_STEPS = 6
SIDES_LAYOUT = Layout(
    "sides",
    (
        (np.float32, (SIDES, len(_POSITIONS), _NUMBERS)),
        (np.float64, (SIDES, len(_POSITIONS))),
        (np.bool_, (SIDES,)),
    ),
    1000,
)
_WEIGHTS_OF_SIDES = np.array([0, 1, 0, 2])
"""Left and right are mirror images; what stands on the ground looks different at its top and bottom."""


@dataclass(frozen=True, slots=True)
class SideFitRule:
    """The last `images` teach, each half as much as one `half_life` images later, from `least_objects` on.
    `ridge` is how firmly sides are believed to be right as they are; `reach` is how far a side may move
    (`Picture.reach`)."""

    images: int = 60
    half_life: float = 25.0
    least_objects: int = 3
    ridge: float = 1.0
    reach: float = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class _Taught:
    """Sides of one image: `numbers` B x 4 x P x F, `wanted` B x 4 x P (sums of one), `known` B x 4."""

    numbers: NDArray[np.float32]
    wanted: NDArray[np.float64]
    known: NDArray[np.bool_]


class SideFit:
    """Where sides belonged on the last images. Not thread-safe."""

    def __init__(self, rule: SideFitRule) -> None:
        self._rule = rule
        self._taught: deque[_Taught] = deque(maxlen=rule.images)
        self._weights: NDArray[np.float64] | None = None

    def fitted(self, boxes: BoxArray, picture: Picture) -> BoxArray:
        """Return S boxes with their sides where they seem to belong, inside the image."""
        if not len(boxes) or sum(len(each.known) for each in self._taught) < self._rule.least_objects:
            return boxes
        if self._weights is None:
            self._weights = np.stack([self._solved(group) for group in range(3)])
        numbers, reach = self._described(boxes, picture)
        weights = self._weights[_WEIGHTS_OF_SIDES]
        chances = _shares(np.einsum("bspf,sf->bsp", numbers, weights))
        moves = (chances * _POSITIONS).sum(axis=2) * reach * _OUTWARD
        return clip_boxes(as_box_array(boxes + moves), picture.width, picture.height)

    def add(
        self,
        before: BoxArray,
        offered: BoxArray,
        objects: BoxArray,
        placed: NDArray[np.bool_],
        picture: Picture,
    ) -> None:
        """Learn from S suggested boxes, as they were `before` their sides were fitted and as they were
        `offered`, and the M objects of the image.

        Objects that a hand `placed` (M) say where the sides of boxes before fitting belong; the others were
        taken as they were offered, and say that sides which look like theirs are right.
        """
        overlaps = pairwise_iou(before, objects)
        if not overlaps.size:
            return
        nearest, columns = overlaps.argmax(axis=0), np.arange(len(objects))
        columns = columns[overlaps[nearest, columns] >= LOOSE_IOU]
        rows, by_hand = nearest[columns], placed[columns][:, None]
        if not len(rows):
            return
        starts = np.where(by_hand, before[rows], offered[rows])
        goals = np.where(by_hand, objects[columns], offered[rows])
        numbers, reach = self._described(as_box_array(starts), picture)
        moves = (goals - starts) * _OUTWARD / np.maximum(reach, 1e-3)
        near = np.exp(-(((_POSITIONS - np.clip(moves, -1, 1)[..., None]) / _SPREAD) ** 2) / 2)
        wanted = near / near.sum(axis=2, keepdims=True)
        self._taught.append(_Taught(numbers.astype(np.float32), wanted, np.abs(moves) < _FAR))
        self._weights = None

    @property
    def history(self) -> tuple[Entry, ...]:
        """What it learns from, the newest image last: of each the fields of `_Taught`."""
        return tuple((each.numbers, each.wanted, each.known) for each in self._taught)

    def resume(self, history: Sequence[Entry]) -> None:
        """Go on from such a history instead of what was learnt."""
        self._taught = deque((_Taught(*entry) for entry in history), maxlen=self._rule.images)
        self._weights = None

    def _solved(self, group: int) -> NDArray[np.float64]:
        """Return the weights F of the sides of a group by Newton's method."""
        sides = np.flatnonzero(group == _WEIGHTS_OF_SIDES)
        numbers = np.concatenate([each.numbers[:, sides] for each in self._taught]).astype(np.float64)
        wanted = np.concatenate([each.wanted[:, sides] for each in self._taught])
        ages = np.repeat(np.arange(len(self._taught))[::-1], [len(each.known) for each in self._taught])
        known = np.concatenate([each.known[:, sides] for each in self._taught])
        counts = (known * 0.5 ** (ages / self._rule.half_life)[:, None]).reshape(-1)
        numbers = numbers.reshape(-1, len(_POSITIONS), _NUMBERS)
        wanted = wanted.reshape(-1, len(_POSITIONS))
        believed = _believed()
        ridge, weights = self._rule.ridge, believed.copy()
        for _ in range(_NEWTON_STEPS):
            chances = _shares(numbers @ weights)
            mean = (chances[..., None] * numbers).sum(axis=1)
            missing = ((chances - wanted)[..., None] * numbers).sum(axis=1)
            slope = counts @ missing + ridge * (weights - believed)
            scaled = numbers * np.sqrt(chances * counts[:, None])[..., None]
            flat = scaled.reshape(-1, _NUMBERS)
            curve = flat.T @ flat - (mean * counts[:, None]).T @ mean + ridge * np.eye(_NUMBERS)
            weights = weights - np.linalg.solve(curve, slope)
        return weights

    def _described(
        self, boxes: BoxArray, picture: Picture
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what tells positions around the sides of B boxes apart (B x 4 x P x F), and the reach."""
        reach = picture.reach(boxes, self._rule.reach)
        seen = picture.bands(boxes, reach, _CENTRES - _STEP / 2, _CENTRES + _STEP / 2)
        inside, outside = (_mean_over(seen.colour, *of) for of in ((-4, 0), (1, 5)))
        places = boxes[:, :, None] + _OUTWARD[:, None] * _POSITIONS * reach[:, :, None]
        ends = np.array([picture.width, picture.height] * 2)[:, None]
        pixel = min(picture.width, picture.height) / 512
        position = np.broadcast_to(_POSITIONS, (len(boxes), SIDES, len(_POSITIONS)))
        numbers = [
            *(_at(seen.edges, shift) for shift in (0, -2, -1, 1, 2)),
            np.sqrt(((inside - outside) ** 2).mean(axis=-1)),
            (inside - outside).mean(axis=-1),
            *(_mean_over(each, *of) for each in (seen.texture, seen.edges) for of in ((-4, 0), (1, 5))),
            ((places <= pixel) | (places >= ends - pixel)).astype(np.float64),
            *(position, position**2, np.abs(position)),
        ]
        return np.stack(numbers, axis=-1), reach


def _believed() -> NDArray[np.float64]:
    """Return the weights of sides that are right as they are, but for a few pixels."""
    weights = np.zeros(_NUMBERS)
    weights[-2] = -4.0
    return weights


def _at(values: NDArray[np.float64], shift: int) -> NDArray[np.float64]:
    """Return the values (B x 4 x centres) at the positions, or so many steps outwards of them."""
    first = len(_CENTRES) // 2 - _AROUND + shift
    return values[:, :, first : first + len(_POSITIONS)]


def _mean_over(values: NDArray[np.float64], low: int, high: int) -> NDArray[np.float64]:
    """Return the mean of the values from `low` up to before `high` steps outwards of each position."""
    return np.mean([_at(values, shift) for shift in range(low, high)], axis=0)


def _shares(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.exp(odds - odds.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)
