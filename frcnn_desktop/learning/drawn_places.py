"""Where objects lie in relation to drawn lines, marks and spaces, learnt from those that were labelled.

A field of a form is the space above a line, a check box a mark with a margin: how far the sides of an object
are from those of a shape is the same all over a set, to a pixel or two. Every shape of an image, moved by
the usual distances, is a place where an object may be.

Shapes: M objects, S shapes, N places.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.proposals.drawn_shapes import DrawnShapes

KINDS = "lines", "marks", "spaces"
_ROUNDS = 8
_LEAST_SIDE = 3.0
_UNIT = 512.0
"""Distances are in pixels of an image whose shorter side has so many."""


@dataclass(frozen=True, slots=True)
class DrawnPlacesRule:
    """What is learnt of a class and a kind of shape.

    From `least_objects` on, the last `objects` fall into `clusters` of distances. An object belongs to the
    shape from which its sides are least far, all together not farther than a share `far` of its shorter side
    and `near` units; above a line any distance up to the object's own height counts as none.
    """

    clusters: int = 3
    least_objects: int = 3
    objects: int = 200
    far: float = 0.8
    near: float = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where objects may be on one image: `boxes` N x 4; each comes from a class and a kind of shape
    (`sources` N, indices of `named`) and a cluster of distances, `clusters` N."""

    boxes: BoxArray
    sources: NDArray[np.int64]
    clusters: NDArray[np.int64]
    named: tuple[tuple[str, str], ...]

    def __len__(self) -> int:
        return len(self.boxes)


class DrawnPlaces:
    """The usual distances of objects from shapes. Not thread-safe."""

    def __init__(self, rule: DrawnPlacesRule) -> None:
        self._rule = rule
        self._distances: dict[tuple[str, str], deque[NDArray[np.float64]]] = {}
        self._usual: dict[tuple[str, str], NDArray[np.float64]] = {}

    def add(
        self, objects: BoxArray, names: Sequence[str], shapes: DrawnShapes, width: int, height: int
    ) -> None:
        """Take note of the M objects of an image of width x height and its shapes."""
        unit = min(width, height) / _UNIT
        for box, name in zip(objects.astype(np.float64), names, strict=True):
            near = [self._distance(box, shapes, kind, unit) for kind in KINDS]
            far, kind, distances = min(near, key=lambda each: each[0])
            if far >= 1:
                continue
            source = name, kind
            known = self._distances.setdefault(source, deque(maxlen=self._rule.objects))
            known.append(distances)
            if len(known) >= self._rule.least_objects:
                self._usual[source] = clusters_of(np.array(known), self._rule.clusters)

    def _distance(
        self, box: NDArray[np.float64], shapes: DrawnShapes, kind: str, unit: float
    ) -> tuple[float, str, NDArray[np.float64]]:
        """Return how far the nearest shape of a kind is, as share of what is allowed, and the distances."""
        boxes = getattr(shapes, kind)
        if not len(boxes):
            return np.inf, kind, np.zeros(4)
        distances = (box - boxes) / unit
        sides = (box[2:] - box[:2]) / unit
        apart = np.abs(distances)
        if kind == "lines":
            apart[:, 1] = np.maximum(apart[:, 1] - sides[1], 0)
        total = apart.sum(axis=1)
        row = int(total.argmin())
        allowed = self._rule.far * sides.min() + self._rule.near
        return float(total[row] / allowed), kind, distances[row]

    def on(self, shapes: DrawnShapes, width: int, height: int) -> Places:
        """Return the places where objects may be on an image of width x height."""
        unit = min(width, height) / _UNIT
        named = tuple(self._usual)
        parts = [(np.zeros((0, 4)), np.zeros(0, np.int64), np.zeros(0, np.int64))]
        for source, (_, kind) in enumerate(named):
            shape_boxes = np.asarray(getattr(shapes, kind), np.float64)
            for cluster, distances in enumerate(self._usual[named[source]]):
                count = len(shape_boxes)
                parts.append(
                    (shape_boxes + distances * unit, np.full(count, source), np.full(count, cluster))
                )
        boxes, sources, clusters = (np.concatenate(each) for each in zip(*parts, strict=True))
        boxes = np.clip(boxes, 0, (width, height, width, height))
        large = ((boxes[:, 2:] - boxes[:, :2]) > _LEAST_SIDE).all(axis=1)
        return Places(as_box_array(boxes[large]), sources[large], clusters[large], named)


def clusters_of(distances: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return the medians of up to `count` clusters of distances (M x 4), those of the highest top first."""
    count = min(count, len(distances))
    order = np.argsort(distances.sum(axis=1), kind="stable")
    centres = distances[order[((np.arange(count) + 0.5) * len(order) / count).astype(np.int64)]]
    for _ in range(_ROUNDS):
        nearest = ((distances[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
        centres = np.array(
            [
                np.median(distances[nearest == row], axis=0) if (nearest == row).any() else centres[row]
                for row in range(count)
            ]
        )
    return centres[np.argsort(centres[:, 1], kind="stable")]
