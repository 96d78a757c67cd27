"""The modes of the search, as data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from frcnn_desktop.core.errors import InputError
from frcnn_desktop.core.messages import Message

RANKING_VERSION = 2
"""Counts the changes of code or coefficients that change boxes or their order: stored proposals expire."""

GRID = 16
"""Boxes lie on sixteenths of an image pixel, so that integers can store them exactly."""

Weights = tuple[float, float, float, float]
"""How much colour, texture, size and fill count in a similarity; they sum to 1."""

ALL_FOUR: Weights = (0.25, 0.25, 0.25, 0.25)
NO_COLOUR: Weights = (0.0, 1 / 3, 1 / 3, 1 / 3)
COLOUR_SIZE_FILL: Weights = (1 / 3, 0.0, 1 / 3, 1 / 3)
SIZE_FILL: Weights = (0.0, 0.0, 0.5, 0.5)
SIZE: Weights = (0.0, 0.0, 1.0, 0.0)
FILL: Weights = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What one mode searches.

    `pixels` the image is shrunk to (None: never); lengths and areas below are in pixels of the shrunk image.
    Every colour space is segmented at every scale k, and every segmentation grouped by every similarity.
    """

    colour_spaces: tuple[str, ...] = ("hsv", "lab")
    scales: tuple[float, ...] = (100.0, 200.0, 300.0)
    similarities: tuple[Weights, ...] = (COLOUR_SIZE_FILL, SIZE_FILL, SIZE, FILL)
    sigma: float = 0.6
    min_size: int = 40
    pixels: int | None = None
    thinned: bool = True
    rotated_texture: bool = False


MODES: Mapping[str, SearchSettings] = {
    # OpenCV's switchToSelectiveSearchFast, setting by setting.
    "exact": SearchSettings(
        scales=(150.0, 300.0, 450.0),
        similarities=(ALL_FOUR, NO_COLOUR),
        sigma=0.8,
        min_size=100,
        thinned=False,
        rotated_texture=True,
    ),
    "fast": SearchSettings(pixels=105_000),
    "quality": SearchSettings(
        colour_spaces=("hsv", "lab", "rgi"),
        similarities=(ALL_FOUR, COLOUR_SIZE_FILL, SIZE_FILL, SIZE, FILL),
        min_size=50,
        pixels=130_000,
    ),
    "preview": SearchSettings(pixels=55_000, scales=(100.0, 250.0)),
}

OPENCV_MODE = "opencv"
OPENCV_PIXELS = 250_000
"""OpenCV's own search is much worse than linear: it is given at most about 577 x 433 pixels."""
OPENCV_SIDES = 1414
"""And at most so many along both sides: it turns the image by 45 degrees, and a strip becomes a square."""
MODE_NAMES: tuple[str, ...] = (*MODES, OPENCV_MODE)


def method_name(mode: str) -> str:
    """Return the name that proposals of this mode carry; it changes when their boxes would.

    Raises InputError for an unknown mode.
    """
    if mode == OPENCV_MODE:
        size = f"{OPENCV_PIXELS} pixels, {OPENCV_SIDES} along both sides"
        return f"OpenCV selective search, fast, {size}, ranking {RANKING_VERSION}"
    if mode not in MODES:
        known = ", ".join(MODE_NAMES)
        raise InputError(Message("api.choice", what="mode", value=repr(mode), known=known))
    digest = hashlib.blake2b(repr(MODES[mode]).encode(), digest_size=4).hexdigest()
    return f"selective search, {mode}, {digest}, ranking {RANKING_VERSION}"
