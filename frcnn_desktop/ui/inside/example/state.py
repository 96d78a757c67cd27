"""The worked example as a value: a small map, a region on it, and how often it is pooled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.explain.pooling_conventions import PooledRegion, Reading, Region, pool_region

LARGEST_MAP, LARGEST_OUTPUT = 16, 7
DEFAULT_COLUMNS, DEFAULT_ROWS = 9, 7
DEFAULT_REGION: Region = (1, 1, 7, 5)
"""Seven columns by five rows; the end cells belong to it."""
DEFAULT_BINS = 2
_SEED = 1360


class Preset(StrEnum):
    """Where the values of the map come from. EDITED: a person has changed one."""

    RANDOM = "random"
    RAMP = "ramp"
    IMAGE = "image"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """`values` rows x columns float32; `region` in cells with its ends, always on the map; `bins` a side."""

    values: NDArray[np.float32]
    region: Region = DEFAULT_REGION
    bins: int = DEFAULT_BINS
    preset: Preset = Preset.RANDOM

    @property
    def rows(self) -> int:
        """Rows of the map."""
        return self.values.shape[0]

    @property
    def columns(self) -> int:
        """Columns of the map."""
        return self.values.shape[1]

    @property
    def sides(self) -> tuple[int, int]:
        """Columns and rows of the region."""
        x1, y1, x2, y2 = self.region
        return x2 - x1 + 1, y2 - y1 + 1

    def pooled(self, reading: Reading) -> PooledRegion:
        """Pool the region by one reading of the rule."""
        return pool_region(self.values, self.region, self.bins, reading)

    def with_region(self, region: Region) -> Example:
        """Return the example with another region, cut to the map and put in order."""
        x1, x2 = sorted(min(max(value, 0), self.columns - 1) for value in (region[0], region[2]))
        y1, y2 = sorted(min(max(value, 0), self.rows - 1) for value in (region[1], region[3]))
        return replace(self, region=(x1, y1, x2, y2))

    def with_bins(self, bins: int) -> Example:
        """Return the example pooled to so many bins a side, at least one and at most LARGEST_OUTPUT."""
        return replace(self, bins=min(max(bins, 1), LARGEST_OUTPUT))

    def with_value(self, row: int, column: int, value: float) -> Example:
        """Return the example with one cell changed."""
        values = self.values.copy()
        values[row, column] = value
        values.setflags(write=False)
        return replace(self, values=values, preset=Preset.EDITED)

    def with_size(self, columns: int, rows: int) -> Example:
        """Return the example on a map of another size; cells that are in both keep their values."""
        fresh = preset_values(self.preset, columns, rows).copy()
        if self.preset in (Preset.EDITED, Preset.IMAGE):
            height, width = min(rows, self.rows), min(columns, self.columns)
            fresh[:height, :width] = self.values[:height, :width]
        fresh.setflags(write=False)
        return replace(self, values=fresh).with_region(self.region)


def preset_values(preset: Preset, columns: int, rows: int) -> NDArray[np.float32]:
    """Return a map: a rising ramp, or whole numbers 0..99 that are the same every time; in the first example
    all three readings give different grids."""
    if preset is Preset.RAMP:
        values = np.arange(rows * columns, dtype=np.float32).reshape(rows, columns)
    else:
        drawn = np.random.default_rng(_SEED).integers(0, 100, (LARGEST_MAP, LARGEST_MAP))
        values = drawn[:rows, :columns].astype(np.float32)
    values = np.ascontiguousarray(values)
    values.setflags(write=False)
    return values


def first_example() -> Example:
    """Return the example of the lecture: seven by five cells into two by two bins."""
    return Example(preset_values(Preset.RANDOM, DEFAULT_COLUMNS, DEFAULT_ROWS))


def crop_around(values: NDArray[np.float32], region: Region) -> tuple[NDArray[np.float32], Region]:
    """Return the part of a feature map around a region, at most 16 x 16 cells with a border of one where it
    fits, rounded to two digits so that it can be read, and the region in it (cut if it is larger)."""
    rows, columns = values.shape
    left, right = _window(region[0], region[2], columns)
    top, bottom = _window(region[1], region[3], rows)
    part = np.floor(values[top:bottom, left:right] * 100 + 0.5) / 100
    cropped = np.ascontiguousarray(part, np.float32)
    cropped.setflags(write=False)
    last_x, last_y = right - left - 1, bottom - top - 1
    x1, y1 = region[0] - left, region[1] - top
    return cropped, (x1, y1, min(region[2] - left, last_x), min(region[3] - top, last_y))


def _window(first: int, last: int, length: int) -> tuple[int, int]:
    start, end = max(first - 1, 0), min(last + 2, length)
    if end - start > LARGEST_MAP:
        start = first
        end = min(start + LARGEST_MAP, length)
    return start, end
