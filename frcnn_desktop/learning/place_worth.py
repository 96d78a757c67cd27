"""Which places hold an object, learnt from labelled images by what lies along the sides of a box.

A logistic regression for each class and kind of shape. Every saved image teaches with all of its places, so
some hundred examples are known after one image.

Shapes: N places, F numbers that describe a place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou
from frcnn_desktop.learning.drawn_places import Places
from frcnn_desktop.learning.logistic import chance, fitted
from frcnn_desktop.learning.picture import Picture

_STEPS = 6
_POSITIONS = np.linspace(-1, 1, 5)
_HALF_BAND = 1 / 14
_BESIDE = np.array([-9 / 14, 1 / 14]), np.array([-1 / 14, 9 / 14])
"""From where to where the bands inside and outside a side go."""
_SUCCESS, _FAILURE = 0.3, 3.0
"""How often a cluster is believed to have been right and wrong before any of its places was seen."""


@dataclass(frozen=True, slots=True)
class PlaceWorthRule:
    """The last `images` teach. `ridge` is how firmly nothing is believed to tell places with objects from
    others. Of a source's places without an object `useless` of an image are kept, and count for all.
    A place is right from `iou` on; `reach` is how far around a side is looked (`Picture.reach`).
    """

    images: int = 30
    ridge: float = 10.0
    useless: int = 60
    iou: float = 0.7
    reach: float = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class _Taught:
    columns: NDArray[np.float32]
    right: NDArray[np.bool_]
    shares: NDArray[np.float32]


class PlaceWorth:
    """What became of places, by what they look like. Not thread-safe."""

    def __init__(self, rule: PlaceWorthRule) -> None:
        self._rule = rule
        self._taught: dict[tuple[str, str], deque[_Taught]] = {}
        self._weights: dict[tuple[str, str], NDArray[np.float64]] = {}
        self._counts: dict[tuple[str, str, int], NDArray[np.float64]] = {}

    def chances(self, places: Places, picture: Picture) -> NDArray[np.float32]:
        """Return the chances that N places are right; 0 where nothing was learnt yet."""
        columns = self._described(places, picture)
        chances = np.zeros(len(places), np.float32)
        for index, source in enumerate(places.named):
            rows = np.flatnonzero(places.sources == index)
            if source in self._taught and len(rows):
                if source not in self._weights:
                    self._weights[source] = self._fitted(source)
                chances[rows] = chance(columns[rows] @ self._weights[source])
        return chances

    def add(self, places: Places, picture: Picture, objects: BoxArray, names: Sequence[str]) -> None:
        """Learn which of the N places of an image hold one of its M objects."""
        if not len(places):
            return
        columns = self._described(places, picture)
        overlaps = pairwise_iou(places.boxes, objects)
        for index, source in enumerate(places.named):
            rows = np.flatnonzero(places.sources == index)
            own = np.array([name == source[0] for name in names], np.bool_)
            if not len(rows):
                continue
            right = overlaps[np.ix_(rows, own)].max(axis=1, initial=0.0) >= self._rule.iou
            self._note(source, columns[rows], right)
            for cluster, is_right in zip(places.clusters[rows].tolist(), right.tolist(), strict=True):
                counts = self._counts.setdefault((*source, cluster), np.array([_SUCCESS, _FAILURE]))
                counts[0 if is_right else 1] += 1

    def _note(self, source: tuple[str, str], columns: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
        useless = np.flatnonzero(~right)
        # Evenly spread over the image: shapes come from its top to its bottom.
        count = min(len(useless), self._rule.useless)
        kept = useless[np.linspace(0, len(useless) - 1, count).astype(np.int64)]
        rows = np.concatenate([np.flatnonzero(right), kept])
        shares = np.ones(len(rows), np.float32)
        shares[len(rows) - len(kept) :] = len(useless) / max(len(kept), 1)
        taught = self._taught.setdefault(source, deque(maxlen=self._rule.images))
        taught.append(_Taught(columns[rows].astype(np.float32), right[rows], shares))
        self._weights.pop(source, None)

    def _fitted(self, source: tuple[str, str]) -> NDArray[np.float64]:
        taught = self._taught[source]
        columns = np.concatenate([each.columns for each in taught]).astype(np.float64)
        right = np.concatenate([each.right for each in taught]).astype(np.float64)
        shares = np.concatenate([each.shares for each in taught]).astype(np.float64)
        ridge = np.full(columns.shape[1], self._rule.ridge)
        ridge[0] = 0.1
        return fitted(columns, right, shares, ridge, np.zeros(len(ridge)), _STEPS)

    def _described(self, places: Places, picture: Picture) -> NDArray[np.float64]:
        """Return N x F: a one, how often the cluster was right, the size, and edges, texture and colour along
        the sides."""
        boxes = places.boxes
        if not len(boxes):
            return np.zeros((0, 1))
        reach = picture.reach(boxes, self._rule.reach)
        edges = picture.bands(boxes, reach, _POSITIONS - _HALF_BAND, _POSITIONS + _HALF_BAND).edges
        beside = picture.bands(boxes, reach, *_BESIDE)
        contrast = np.sqrt(((beside.colour[:, :, 0] - beside.colour[:, :, 1]) ** 2).mean(axis=2))
        sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 1) * (512 / min(picture.width, picture.height))
        across, down = np.log(sides).T
        return np.column_stack(
            [
                *(np.ones(len(boxes)), self._usually_right(places)),
                *(across - 4, down - 3, (across - 4) ** 2, (down - 3) ** 2),
                *(each.reshape(len(boxes), -1) for each in (edges, beside.texture, contrast)),
            ]
        )

    def _usually_right(self, places: Places) -> NDArray[np.float64]:
        """Return the logarithms of the odds of the N places' clusters."""
        odds = np.full((len(places.named), int(places.clusters.max(initial=0)) + 1), -3.0)
        for (name, kind, cluster), (right, wrong) in self._counts.items():
            if (name, kind) in places.named and cluster < odds.shape[1]:
                odds[places.named.index((name, kind)), cluster] = np.log(right / wrong)
        return odds[places.sources, places.clusters]
