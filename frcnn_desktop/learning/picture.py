"""What an image looks like along the sides of boxes: edges, texture and colour, to the pixel.

The network sees cells of 16 pixels. Where a side lies exactly, and whether a thin box is empty, is seen here.

Shapes: N boxes, B bands. Boxes are xyxy in pixels of the image as displayed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.proposals.drawn_shapes import DrawnShapes, drawn_shapes, reduced_picture

Positions: TypeAlias = NDArray[np.floating]

SIDES = 4
"""Left, top, right, bottom: the columns of a box."""
_MARGIN = 0.1
"""Share of a side that is left out at each of its ends: corners belong to two sides."""


@dataclass(frozen=True, slots=True, eq=False)
class SideBands:
    """What is seen in B bands along the 4 sides of N boxes. `edges` lie along the side and `texture` crosses
    it (N x 4 x B): logarithms of one plus the ratio to what is usual in the image. `colour`, N x 4 x B x 3,
    is in standard deviations of the image."""

    edges: NDArray[np.float64]
    texture: NDArray[np.float64]
    colour: NDArray[np.float64]


class Picture:
    """One image, reduced. Read-only; what is not asked for is not computed."""

    def __init__(self, rgb: NDArray[np.uint8], width: int | None = None, height: int | None = None) -> None:
        """`rgb` H x W x 3, as displayed, of an image of `width` x `height` (H and W where not given)."""
        self.width, self.height = width or rgb.shape[1], height or rgb.shape[0]
        self._pixels = reduced_picture(rgb)

    @cached_property
    def shapes(self) -> DrawnShapes:
        """Lines, marks and spaces of the image."""
        return drawn_shapes(self._pixels, self.width, self.height)

    def reach(self, boxes: BoxArray, share: float) -> NDArray[np.float64]:
        """Return how far around each side of N boxes is looked, N x 4 in image pixels: a share of the box
        across the side, and of twice its length where that is less."""
        across, down = (boxes[:, 2:] - boxes[:, :2]).astype(np.float64).T
        level, upright = np.minimum(across, 2 * down), np.minimum(down, 2 * across)
        return share * np.stack([level, upright, level, upright], axis=1)

    def bands(
        self, boxes: BoxArray, reach: NDArray[np.float64], low: Positions, high: Positions
    ) -> SideBands:
        """Return what is seen along each side of N boxes in bands from `low` to `high` (B) of its reach
        outwards."""
        means = self._along_sides(boxes, reach, low, high)
        return SideBands(self._steps(means, 0), self._steps(means, 1), means[..., 2:] / self._spread)

    def _steps(self, means: NDArray[np.float64], turned: int) -> NDArray[np.float64]:
        """Return the steps of brightness that lie along each side (`turned` 0) or cross it (1), N x 4 x B."""
        axes = [(side + turned) % 2 for side in range(SIDES)]
        steps = np.stack([means[:, side, :, axis] for side, axis in enumerate(axes)], axis=1)
        return np.log1p(steps / self._usual[axes][:, None])

    def _along_sides(
        self, boxes: BoxArray, reach: NDArray[np.float64], low: Positions, high: Positions
    ) -> NDArray[np.float64]:
        """Return the mean of all channels of bands along the sides, N x 4 x B x 5."""
        sides = boxes.astype(np.float64)
        margins = (sides[:, 2:] - sides[:, :2]) * _MARGIN
        found = []
        for side in range(SIDES):
            outward = -1 if side < 2 else 1
            near, far = (
                sides[:, side, None] + outward * reach[:, side, None] * each[None] for each in (low, high)
            )
            other = 1 - side % 2
            ends = sides[:, other] + margins[:, other], sides[:, other + 2] - margins[:, other]
            start, stop = (np.broadcast_to(end[:, None], near.shape) for end in ends)
            first, last = np.minimum(near, far), np.maximum(near, far)
            corners = (first, start, last, stop) if other else (start, first, stop, last)
            found.append(self._means(*corners))
        return np.stack(found, axis=1)

    @cached_property
    def _tables(self) -> NDArray[np.float64]:
        """Sums of all pixels above and to the left, (H+1) x (W+1) x 5: steps of brightness to the right and
        down, red, green, blue."""
        values = self._pixels.astype(np.float32) / 255
        height, width = values.shape[:2]
        channels = np.zeros((height, width, 5), np.float32)
        channels[:, 1:, 0] = np.abs(np.diff(values, axis=1)).max(axis=2)
        channels[1:, :, 1] = np.abs(np.diff(values, axis=0)).max(axis=2)
        channels[..., 2:] = values
        tables = np.zeros((height + 1, width + 1, 5))
        np.cumsum(np.cumsum(channels, axis=0, dtype=np.float64), axis=1, out=tables[1:, 1:])
        return tables

    @cached_property
    def _usual(self) -> NDArray[np.float64]:
        pixels = self._pixels.shape[0] * self._pixels.shape[1]
        return self._tables[-1, -1, :2] / pixels + 1e-3

    @cached_property
    def _spread(self) -> NDArray[np.float64]:
        return np.asarray(self._pixels.reshape(-1, 3).std(axis=0) / 255 + 0.02, np.float64)

    def _means(self, *corners: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the mean of each channel in rectangles, image pixels; 0 outside the image."""
        height, width = self._pixels.shape[:2]
        scale = width / self.width, height / self.height
        left, top, right, bottom = (
            np.clip(each * scale[axis % 2], 0, (width, height)[axis % 2]) for axis, each in enumerate(corners)
        )
        area = np.maximum((right - left) * (bottom - top), 1e-3)[..., None]
        inside = self._sums(right, bottom) - self._sums(left, bottom)
        return (inside - self._sums(right, top) + self._sums(left, top)) / area

    def _sums(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the tables' values at places between pixels, bilinear."""
        tables = self._tables
        left = np.minimum(x.astype(np.int64), tables.shape[1] - 2)
        top = np.minimum(y.astype(np.int64), tables.shape[0] - 2)
        right, down = (x - left)[..., None], (y - top)[..., None]
        above = tables[top, left] * (1 - right) + tables[top, left + 1] * right
        below = tables[top + 1, left] * (1 - right) + tables[top + 1, left + 1] * right
        return above * (1 - down) + below * down
