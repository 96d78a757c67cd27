"""The one place where VOC's 1-based inclusive integers meet our half-open floats."""

from __future__ import annotations

import math

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.core.messages import Message

VocBox = tuple[int, int, int, int]
"""xmin, ymin, xmax, ymax as VOC writes them: 1-based, both ends inside the box."""


def box_from_voc(xmin: float, ymin: float, xmax: float, ymax: float) -> Box:
    """Return the half-open box of VOC coordinates; genuine VOC2012 holds floats."""
    return (xmin - 1, ymin - 1, xmax, ymax)


def voc_from_box(box: Box, width: int, height: int) -> VocBox:
    """Return the VOC integers of a box, cut to an image of width x height pixels.

    A width or height of 0 is unknown and does not cut. The box keeps at least one pixel. Halves round up,
    never to even: (1.5, 1.5, 2.5, 2.5) would be written inverted. Raises ValueError on NaN and infinity.
    """
    if not all(math.isfinite(value) for value in box):
        raise ValueError(f"the box {box} is not finite")
    xmin, xmax = _span(box[0], box[2], width)
    ymin, ymax = _span(box[1], box[3], height)
    return xmin, ymin, xmax, ymax


def writable_box(box: Box, width: int, height: int) -> Box:
    """Return a box that VOC numbers can stand for, its minimum before its maximum.

    A width or height of 0 is unknown. Raises AnnotationWriteError for a box without area or wholly outside
    the image: the least pixel that `voc_from_box` would leave of it is somewhere else. NaN and infinity are
    left to that.
    """
    x1, x2 = sorted((box[0], box[2]))
    y1, y2 = sorted((box[1], box[3]))
    text = ", ".join(f"{value:g}" for value in box)
    if x1 == x2 or y1 == y2:
        raise AnnotationWriteError(Message("annotation.box_without_area", box=text))
    if x2 <= 0 or y2 <= 0 or (0 < width <= x1) or (0 < height <= y1):
        raise AnnotationWriteError(Message("annotation.box_outside", box=text))
    return x1, y1, x2, y2


def _span(low: float, high: float, limit: int) -> tuple[int, int]:
    first = math.floor(low + 0.5) + 1
    last = max(first, math.floor(high + 0.5))
    first, last = max(first, 1), max(last, 1)
    return (min(first, limit), min(last, limit)) if limit > 0 else (first, last)
