"""Zoom and place of a photo in its view, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ZoomMode(StrEnum):
    """What resizing the window or opening another image does to the zoom."""

    FIT = "fit"
    FIT_WIDTH = "fit_width"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class ZoomPlace:
    """`zoom` in logical pixels of the screen per pixel of the photo; `x` and `y` are what the middle of the
    view shows, as shares of the photo's width and height. Both count with a free zoom only."""

    mode: ZoomMode
    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5
