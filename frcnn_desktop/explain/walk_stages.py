"""What the walk through the stages shows that no run keeps: segments, the feature map, one pooled RoI.

Shapes: C channels, P bins a side. Arrays are read-only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import FeatureGrid

GOLDEN_ANGLE = 0.618033988749895


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """One graph segmentation, as selective search begins with.

    `labels` h x w int32, 0..count-1, of the image shrunk to the size at which is searched; `k`, `sigma`,
    `min_size`, `colour_space` as it was made; `seconds` it took.
    """

    labels: NDArray[np.int32]
    count: int
    k: float
    sigma: float
    min_size: int
    colour_space: str
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class FeatureMap:
    """The map that RoIs are pooled from: `values` C x rows x columns float32; `network_size` the width and
    height of the resized image that went through the backbone, before padding."""

    values: NDArray[np.float32]
    grid: FeatureGrid
    network_size: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class PooledBox:
    """One box (image pixels) pooled as the model does it.

    `values` C x P x P float32; `winners` C x P x P x 2 (row, column) of the cell that gave each value, -1 for
    an empty bin; None for roi_align, which interpolates.
    """

    box: Box
    values: NDArray[np.float32]
    winners: NDArray[np.int64] | None


@dataclass(frozen=True, slots=True, eq=False)
class ExampleAnswer:
    """A pooled region as the detector's own code and torchvision's operator give it.

    `detector` and `torchvision` P x P float32; `winners` P x P x 2 (row, column) as torchvision reports them,
    -1 where a bin is empty.
    """

    detector: NDArray[np.float32]
    torchvision: NDArray[np.float32]
    winners: NDArray[np.int64]

    @property
    def agrees(self) -> NDArray[np.bool_]:
        """P x P: whether the two values are the same number."""
        return self.detector == self.torchvision


def paint_segments(labels: NDArray[np.int32], alpha: float = 0.62) -> NDArray[np.uint8]:
    """Return h x w x 4 RGBA, premultiplied: a colour for each segment, far from its neighbours' numbers, and
    white lines between segments."""
    count = int(labels.max(initial=0)) + 1
    hues = np.arange(count, dtype=np.float64) * GOLDEN_ANGLE % 1
    values = 0.72 + 0.28 * ((np.arange(count) * 7) % 3) / 2
    table = np.empty((count, 4), np.float64)
    table[:, :3] = _hsv_to_rgb(hues, 0.62, values)
    table[:, 3] = 1
    painted = table[labels] * alpha
    painted[_borders(labels)] = (0.95, 0.95, 0.95, 0.95)
    return np.ascontiguousarray(np.rint(painted * 255).astype(np.uint8))


def _borders(labels: NDArray[np.int32]) -> NDArray[np.bool_]:
    borders = np.zeros(labels.shape, np.bool_)
    borders[:, 1:] |= labels[:, 1:] != labels[:, :-1]
    borders[1:] |= labels[1:] != labels[:-1]
    return borders


def _hsv_to_rgb(
    hues: NDArray[np.float64], saturation: float, values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return N x 3 in 0..1 (A. R. Smith 1978, in the form of one formula for each channel)."""
    channels = []
    for offset in (5, 3, 1):
        place = (offset + hues * 6) % 6
        channels.append(values * (1 - saturation * np.clip(np.minimum(place, 4 - place), 0, 1)))
    return np.stack(channels, axis=1)
