"""What the inside of a box looks like: colours, where they are, and texture, as some dozen numbers.

The network was taught to see a dog whatever its colour. What tells a fresh apple from a rotten one, it was
taught to overlook; the pixels still show it.

Shapes: N boxes, G x G parts of a box.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.learning.summed_areas import SummedAreas
from frcnn_desktop.proposals.quiet_opencv import cv2

_SHORT_SIDE = 256
_PARTS = 3
_SCALES = (1.0, 2.0, 4.0, 8.0)
"""Standard deviations of the blurs between which texture is looked at, pixels."""
_INNER, _TEXTURED = 0.2, 0.1
"""Shares of a side that are left out at each end where the object itself, and where texture, is looked at."""
_FLOOR = 0.002
_COLOURS, _SQUARES, _TEXTURES, _STEPS = slice(0, 3), slice(3, 6), slice(6, 18), slice(18, 20)
LOOKS = 3 + 3 + 3 * _PARTS**2 + 12 + 2 + 2
"""How many numbers there are for a box."""


class Looks:
    """The pixels of one image, made ready to describe boxes. Read-only."""

    def __init__(self, pixels: NDArray[np.uint8], width: int, height: int) -> None:
        """`pixels` H x W x 3 (RGB) of an image of `width` x `height`."""
        self._size = width, height
        self._areas = SummedAreas(_channels(pixels), width, height)

    def of(self, boxes: BoxArray) -> NDArray[np.float64]:
        """Return N x `LOOKS`: mean and spread of the colour (CIELAB) inside each box, the mean colour of its
        parts, texture in four sizes, steps of brightness across and down, its shape and size."""
        inner = self._areas.means(*_within(boxes, _INNER))
        textured = self._areas.means(*_within(boxes, _TEXTURED))
        spread = np.sqrt(np.maximum(inner[:, _SQUARES] - inner[:, _COLOURS] ** 2, 0))
        across, down = np.maximum(boxes[:, 2:] - boxes[:, :2], 1).astype(np.float64).T
        unit = min(self._size)
        return np.column_stack(
            [
                *(inner[:, _COLOURS], spread, self._of_parts(boxes)),
                *(np.log(textured[:, each] + _FLOOR) for each in (_TEXTURES, _STEPS)),
                *(np.log(across / down), np.log(across * down / unit**2) / 2),
            ]
        )

    def _of_parts(self, boxes: BoxArray) -> NDArray[np.float64]:
        """Return the mean colour of all parts of each box, N x (3 G G)."""
        low, sides = boxes[:, None, None, :2].astype(np.float64), (boxes[:, 2:] - boxes[:, :2])
        rows, columns = np.mgrid[:_PARTS, :_PARTS]
        part = np.stack([columns, rows], axis=-1)[None]
        step = sides[:, None, None].astype(np.float64) / _PARTS
        first, last = low + part * step, low + (part + 1) * step
        means = self._areas.means(first[..., 0], first[..., 1], last[..., 0], last[..., 1])
        return means[..., _COLOURS].reshape(len(boxes), 3 * _PARTS**2)


def _within(boxes: BoxArray, margin: float) -> tuple[NDArray[np.float64], ...]:
    sides = np.tile(boxes[:, 2:] - boxes[:, :2], (1, 2)).astype(np.float64)
    left, top, right, bottom = (boxes + sides * margin * (1, 1, -1, -1)).T
    return left, top, right, bottom


def _channels(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return H x W x 20: colour and its squares, texture of each colour channel in four sizes, steps."""
    height, width = pixels.shape[:2]
    scale = _SHORT_SIDE / min(height, width)
    if scale < 1:
        size = max(round(width * scale), 1), max(round(height * scale), 1)
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    colour = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(np.float32) / 255
    blurred = [colour, *(cv2.GaussianBlur(colour, (0, 0), scale) for scale in _SCALES)]
    textures = [np.abs(fine - coarse) for fine, coarse in pairwise(blurred)]
    light = colour[..., 0]
    steps = np.zeros((*light.shape, 2), np.float32)
    steps[:, 1:, 0] = np.abs(np.diff(light, axis=1))
    steps[1:, :, 1] = np.abs(np.diff(light, axis=0))
    return np.concatenate([colour, colour**2, *textures, steps], axis=-1, dtype=np.float32)
