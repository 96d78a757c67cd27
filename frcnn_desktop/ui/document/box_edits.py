"""What an edited box may look like: ordered, inside the image, never thinner than a pixel.

Boxes are four floats, xyxy, half-open, in pixels of the image as displayed; `Size` is (width, height).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor
from typing import TypeAlias

from frcnn_desktop.core.boxes import Box

Size: TypeAlias = tuple[int, int]
Point: TypeAlias = tuple[float, float]
LEAST_OBJECT_SIDE = 1.0
"""An object that a person draws is at least a pixel wide and high."""


def fit_box(box: Box, size: Size) -> Box:
    """Return the box with its corners in order, cut to the image, and at least one pixel wide and high.

    A box that lies wholly outside becomes the nearest sliver of one pixel at the image's edge.
    """
    x1, x2 = _fit_span(box[0], box[2], size[0])
    y1, y2 = _fit_span(box[1], box[3], size[1])
    return (x1, y1, x2, y2)


def _fit_span(start: float, end: float, limit: float) -> tuple[float, float]:
    low, high = sorted((float(start), float(end)))
    low, high = min(max(low, 0.0), limit), min(max(high, 0.0), limit)
    if high - low < LEAST_OBJECT_SIDE:
        low = max(min(low, limit - LEAST_OBJECT_SIDE), 0.0)
        high = min(low + LEAST_OBJECT_SIDE, limit)
    return low, high


def move_into(box: Box, size: Size) -> Box:
    """Return the box pushed inside the image with its sides kept; cut only where it is larger than that."""
    dx, dy = shift_allowed([box], 0, 0, size)
    return fit_box(shift_box(box, dx, dy), size)


def shift_box(box: Box, dx: float, dy: float) -> Box:
    """Return the box moved by (dx, dy)."""
    return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)


def shift_allowed(boxes: Iterable[Box], dx: float, dy: float, size: Size) -> tuple[float, float]:
    """Return the part of the shift (dx, dy) that keeps all the boxes inside the image, moved as one group.

    A group that sticks out already is led back inside. One larger than the image stays at the top left.
    """
    left, top, right, bottom = around(boxes)
    dx = max(min(dx, size[0] - right), -left)
    dy = max(min(dy, size[1] - bottom), -top)
    return dx, dy


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds them all. Raises ValueError when there are none."""
    x1s, y1s, x2s, y2s = zip(*boxes, strict=True)
    return min(x1s), min(y1s), max(x2s), max(y2s)


def place_inside(point: Point, size: Size, reach: float = 0.0) -> Point:
    """Return the pixel corner of the image that is nearest to a point; the image's edge attracts what is not
    further than `reach` from it."""
    return _to_edge(point[0], size[0], reach), _to_edge(point[1], size[1], reach)


def _to_edge(value: float, limit: float, reach: float) -> float:
    if value <= reach:
        return 0.0
    return float(limit) if value >= limit - reach else snap(value)


def square_end(start: Point, end: Point, size: Size) -> Point:
    """Return the corner of the largest square from `start` towards `end` that the image has room for."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    room_x = size[0] - start[0] if dx >= 0 else start[0]
    room_y = size[1] - start[1] if dy >= 0 else start[1]
    side = min(max(abs(dx), abs(dy)), room_x, room_y)
    return start[0] + (side if dx >= 0 else -side), start[1] + (side if dy >= 0 else -side)


def snap(value: float) -> float:
    """Return the nearest pixel edge. VOC stores whole pixels, so what is drawn is what will be saved."""
    return float(floor(value + 0.5))
