"""Three ways to read "max-pool this region to a fixed grid", which differ when sides do not divide evenly.

Shapes: a map of rows x columns cells; P x P bins. A region is (first column, first row, last column, last
row) in cells, **ends included**, as the reference code counts: seven columns from 0 are 0..6. Bins are
half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Region: TypeAlias = tuple[int, int, int, int]
"""First column, first row, last column, last row; ends included."""

Span: TypeAlias = tuple[int, int]
"""Start and end of a bin along one axis, the end not included."""


class Reading(StrEnum):
    """FIXED: kernel and stride are the whole part of side / P and the rest is dropped; UNEVEN: every cell
    belongs to exactly one bin; REFERENCE: bins reach out to whole cells and overlap (fast-rcnn's
    `roi_pooling_layer`, torchvision's `roi_pool`)."""

    FIXED = "fixed"
    UNEVEN = "uneven"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, eq=False)
class PooledRegion:
    """One region pooled in one reading.

    `row_spans` and `column_spans` P bins each in cells of the map, cut to it; `values` P x P float32, 0 where
    a bin holds no cell; `winners` P x P x 2 (row, column) of the first largest cell, -1 where there is none;
    `covered` rows x columns: how many bins each cell of the map takes part in.
    """

    reading: Reading
    row_spans: tuple[Span, ...]
    column_spans: tuple[Span, ...]
    values: NDArray[np.float32]
    winners: NDArray[np.int64]
    covered: NDArray[np.int64]


def stride_of(length: int, bins: int) -> int:
    """Return the pooling stride of a side: its whole part of `length` / `bins`, at least one cell."""
    return max(length // bins, 1)


def spans(reading: Reading, length: int, bins: int) -> tuple[Span, ...]:
    """Return where each of P bins begins and ends along a side of `length` cells; some may be empty."""
    if reading is Reading.FIXED:
        stride = stride_of(length, bins)
        return tuple((min(i * stride, length), min((i + 1) * stride, length)) for i in range(bins))
    if reading is Reading.UNEVEN:
        return tuple((i * length // bins, (i + 1) * length // bins) for i in range(bins))
    return tuple((i * length // bins, -((i + 1) * length // -bins)) for i in range(bins))


def spans_on_map(reading: Reading, first: int, length: int, bins: int, map_length: int) -> tuple[Span, ...]:
    """Return the spans of a side that begins at cell `first`, cut to a map of `map_length` cells."""

    def cut(cell: int) -> int:
        return min(max(cell + first, 0), map_length)

    return tuple((cut(start), cut(end)) for start, end in spans(reading, length, bins))


def pool_region(
    values: NDArray[np.float32], region: Region, bins: int, reading: Reading = Reading.REFERENCE
) -> PooledRegion:
    """Max-pool one region of `values` (rows x columns) to `bins` x `bins`. What lies off the map is cut."""
    rows, columns = values.shape
    x1, y1, x2, y2 = region
    down = spans_on_map(reading, y1, max(y2 - y1 + 1, 1), bins, rows)
    across = spans_on_map(reading, x1, max(x2 - x1 + 1, 1), bins, columns)
    pooled = np.zeros((bins, bins), np.float32)
    winners = np.full((bins, bins, 2), -1, np.int64)
    covered = np.zeros((rows, columns), np.int64)
    for i, (top, bottom) in enumerate(down):
        for j, (left, right) in enumerate(across):
            part = values[top:bottom, left:right]
            covered[top:bottom, left:right] += 1
            if part.size:
                row, column = np.unravel_index(int(part.argmax()), part.shape)
                pooled[i, j] = part[row, column]
                winners[i, j] = top + row, left + column
    return PooledRegion(reading, down, across, pooled, winners, covered)
