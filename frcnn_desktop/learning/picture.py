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
from frcnn_desktop.learning.looks import Looks
from frcnn_desktop.learning.summed_areas import SummedAreas
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

    @cached_property
    def looks(self) -> Looks:
        """What its boxes look like inside."""
        return Looks(self._pixels, self.width, self.height)

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
            found.append(self._areas.means(*corners))
        return np.stack(found, axis=1)

    @cached_property
    def _areas(self) -> SummedAreas:
        """Steps of brightness to the right and down, red, green, blue."""
        values = self._pixels.astype(np.float32) / 255
        channels = np.zeros((*values.shape[:2], 5), np.float32)
        channels[:, 1:, 0] = np.abs(np.diff(values, axis=1)).max(axis=2)
        channels[1:, :, 1] = np.abs(np.diff(values, axis=0)).max(axis=2)
        channels[..., 2:] = values
        return SummedAreas(channels, self.width, self.height)

    @cached_property
    def _usual(self) -> NDArray[np.float64]:
        return self._areas.all[:2] + 1e-3

    @cached_property
    def _spread(self) -> NDArray[np.float64]:
        return np.asarray(self._pixels.reshape(-1, 3).std(axis=0) / 255 + 0.02, np.float64)
