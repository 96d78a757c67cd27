"""Means over any rectangles of an image, each at the cost of four look-ups (Crow 1984)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.proposals.quiet_opencv import cv2

_AT_ONCE = 4
"""Channels: OpenCV takes no more."""


class SummedAreas:
    """Sums of C channels of pixels above and to the left of every place of a map. Read-only."""

    def __init__(self, channels: NDArray[np.floating], width: int, height: int) -> None:
        """`channels` H x W x C, of an image of `width` x `height` in pixels of the image as displayed."""
        rows, columns = channels.shape[:2]
        self._size = columns, rows
        self._scale = columns / width, rows / height
        self._tables = np.empty((rows + 1, columns + 1, channels.shape[2]))
        for first in range(0, channels.shape[2], _AT_ONCE):
            some = np.ascontiguousarray(channels[..., first : first + _AT_ONCE], np.float32)
            tables = cv2.integral(some, sdepth=cv2.CV_64F)
            self._tables[..., first : first + _AT_ONCE] = tables.reshape(rows + 1, columns + 1, -1)

    @property
    def all(self) -> NDArray[np.float64]:
        """The mean of each channel over the whole image, C."""
        return self._tables[-1, -1] / (self._size[0] * self._size[1])

    def means(
        self,
        left: NDArray[np.floating],
        top: NDArray[np.floating],
        right: NDArray[np.floating],
        bottom: NDArray[np.floating],
    ) -> NDArray[np.float64]:
        """Return the mean of each channel in rectangles, image pixels, as ... x C; 0 outside the image."""
        left, top, right, bottom = (
            np.clip(each * self._scale[axis % 2], 0, self._size[axis % 2])
            for axis, each in enumerate((left, top, right, bottom))
        )
        area = np.maximum((right - left) * (bottom - top), 1e-3)[..., None]
        inside = self._sums(right, bottom) - self._sums(left, bottom)
        return (inside - self._sums(right, top) + self._sums(left, top)) / area

    def _sums(self, x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the tables' values at places between pixels, bilinear."""
        tables = self._tables
        left = np.minimum(x.astype(np.int64), tables.shape[1] - 2)
        top = np.minimum(y.astype(np.int64), tables.shape[0] - 2)
        right, down = (x - left)[..., None], (y - top)[..., None]
        above = tables[top, left] * (1 - right) + tables[top, left + 1] * right
        below = tables[top + 1, left] * (1 - right) + tables[top + 1, left + 1] * right
        return above * (1 - down) + below * down
