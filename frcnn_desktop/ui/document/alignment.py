"""Edges of other objects attract what is drawn, moved or resized. In pixels of the image as displayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.document.box_edits import Point, Size, place_inside, snap


@dataclass(frozen=True, slots=True)
class Lines:
    """Upright lines at `xs` and level ones at `ys`, in whole pixels, each once."""

    xs: frozenset[float] = frozenset()
    ys: frozenset[float] = frozenset()

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Lines:
        """Return the lines along all edges of the boxes."""
        xs, ys = set[float](), set[float]()
        for x1, y1, x2, y2 in boxes:
            xs |= {snap(x1), snap(x2)}
            ys |= {snap(y1), snap(y2)}
        return cls(frozenset(xs), frozenset(ys))

    def touching(self, boxes: Iterable[Box]) -> Lines:
        """Return those on which an edge of one of the boxes lies."""
        edges = Lines.around(boxes)
        return Lines(self.xs & edges.xs, self.ys & edges.ys)

    def attract(self, point: Point, size: Size, reach: float) -> Point:
        """Return the pixel corner of the image that a point is put to: the image's own edge before a line,
        both where it is not further than `reach`, else the nearest one."""
        place = place_inside(point, size, reach)
        nearest = _nearest(self.xs, point[0], reach), _nearest(self.ys, point[1], reach)
        return _unless_at_edge(place[0], nearest[0], size[0]), _unless_at_edge(place[1], nearest[1], size[1])

    def attract_shift(self, group: Box, shift: Point, reach: float) -> Point:
        """Return the shift at which an edge of the box `group` comes to lie on a line, across and down, where
        that is not further than `reach` from the wanted one; else that."""
        x1, y1, x2, y2 = group
        return _shift(self.xs, (x1, x2), shift[0], reach), _shift(self.ys, (y1, y2), shift[1], reach)


NO_LINES = Lines()


def _nearest(lines: frozenset[float], value: float, reach: float) -> float | None:
    # Of two that are equally near always the same.
    found = min(lines, key=lambda line: (abs(line - value), line), default=None)
    return found if found is not None and abs(found - value) <= reach else None


def _unless_at_edge(place: float, line: float | None, limit: float) -> float:
    return place if line is None or place in (0.0, limit) else line


def _shift(lines: frozenset[float], edges: tuple[float, float], wanted: float, reach: float) -> float:
    shifts = [line - edge for edge in edges if (line := _nearest(lines, edge + wanted, reach)) is not None]
    return min(shifts, key=lambda each: (abs(each - wanted), each), default=wanted)
