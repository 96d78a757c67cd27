"""What an edited box may look like: ordered, inside the image, never thinner than a pixel.

Boxes are four floats, xyxy, half-open, in pixels of the image as displayed; `Size` is (width, height).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor
from typing import TypeAlias

from frcnn_desktop.core.boxes import Box

Size: TypeAlias = tuple[int, int]
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
    group = list(boxes)
    left, top = min(b[0] for b in group), min(b[1] for b in group)
    right, bottom = max(b[2] for b in group), max(b[3] for b in group)
    dx = max(min(dx, size[0] - right), -left)
    dy = max(min(dy, size[1] - bottom), -top)
    return dx, dy


def snap(value: float) -> float:
    """Return the nearest pixel edge. VOC stores whole pixels, so what is drawn is what will be saved."""
    return float(floor(value + 0.5))
