"""Grey values of more than 8 bits, kept for whoever looks at another part of their range."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core.pixels import strips

LEVELS = 65536
_BESIDE = 2.0
"""How many widths of the shown range are kept on each side of it: one dead pixel must not take all levels."""


@dataclass(frozen=True, slots=True, eq=False)
class GreyValues:
    """`levels` H x W uint16, read-only, as displayed. Level 0 is the grey value `low` of the file, the last
    one is `high`; `shown` are the grey values that `LoadedImage.rgb` has as black and as white;
    `whole` says that the file holds whole numbers.
    """

    levels: NDArray[np.uint16]
    low: float
    high: float
    shown: tuple[float, float]
    whole: bool = True

    @property
    def scale(self) -> NDArray[np.float64]:
        """The grey value of each level."""
        return np.linspace(self.low, self.high, LEVELS)

    @property
    def step(self) -> float:
        """Grey values from one level to the next."""
        return (self.high - self.low) / (LEVELS - 1)


def level_bounds(image: Image.Image, shown: tuple[float, float]) -> tuple[float, float]:
    """Return the grey values of a decoded deep image that are level 0 and the last level.

    Whole numbers that have room keep as many levels each; else the range shown is kept and a good deal
    beside it.
    """
    least, most = np.inf, -np.inf
    for _, part in strips(image):
        values = np.asarray(part)
        finite = values[np.isfinite(values)] if values.dtype.kind == "f" else values
        if finite.size:
            least, most = min(least, float(finite.min())), max(most, float(finite.max()))
    if most < least:
        return 0.0, 1.0
    if image.mode != "F" and most - least < LEVELS:
        # Drawing rounds by a level or two: the more levels a grey value has, the less that is.
        return least, least + (LEVELS - 1) / ((LEVELS - 1) // max(most - least, 1.0))
    room = _BESIDE * (shown[1] - shown[0])
    low, high = max(least, shown[0] - room), min(most, shown[1] + room)
    return (low, high) if high > low else (low, low + 1)


def as_levels(part: Image.Image, low: float, high: float) -> NDArray[np.uint16]:
    """Return part of a decoded deep image as levels, h x w; what lies beyond them becomes the nearest."""
    values = np.asarray(part)
    each = (LEVELS - 1) / (high - low)
    if values.dtype.kind == "u" and each >= 1:
        return (values - values.dtype.type(low)) * np.uint16(round(each))
    if values.dtype.kind == "f":
        values = np.nan_to_num(values, nan=low, posinf=high, neginf=low)
    return ((np.clip(values.astype(np.float64), low, high) - low) * each + 0.5).astype(np.uint16)
