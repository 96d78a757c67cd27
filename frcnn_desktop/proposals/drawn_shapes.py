"""Shapes that somebody drew or printed: lines, marks, and the spaces that lines enclose.

Fields of a form, cells of a table and boxes of a diagram have no colour or texture of their own, and lines a
pixel wide part them: to selective search they are no regions. What they are made of is found directly, but
it is not yet the object: a field is the space above a line, a box is labelled with a margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, read_only
from frcnn_desktop.proposals.quiet_opencv import cv2

if TYPE_CHECKING:
    from cv2.typing import MatLike

_SHORT_SIDE, _LONG_SIDE = 512, 768
_NEIGHBOURHOOD, _DARKER = 31, 12
"""Ink is that much darker than the mean of a square of so many pixels a side."""
_GAP, _LEAST_LINE = 5, 21
"""Dots up to so many pixels apart are a line, and lines at least so long."""
_LEAST_MARK, _MOST_MARK = 4, 60
_LEAST_SPACE = 5


@dataclass(frozen=True, slots=True, eq=False)
class DrawnShapes:
    """What is drawn on an image, N x 4 boxes each, image pixels: `lines` (level ones), `marks` (ink that
    hangs together and is not large), `spaces` (free of ink and enclosed by it)."""

    lines: BoxArray
    marks: BoxArray
    spaces: BoxArray


def reduced_picture(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return an image (H x W x 3) as large as shapes are looked for on: no larger than it is."""
    height, width = rgb.shape[:2]
    scale = min(_SHORT_SIDE / min(height, width), _LONG_SIDE / max(height, width))
    if scale >= 1:
        return rgb
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def drawn_shapes(picture: NDArray[np.uint8], width: int, height: int) -> DrawnShapes:
    """Find the shapes of a `reduced_picture`, in pixels of the image of width x height it was made of."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _NEIGHBOURHOOD, _DARKER
    )
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    level = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, _LEAST_LINE), np.uint8))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    marks = _connected(ink, 8)
    sides = marks[:, 2:] - marks[:, :2]
    marks = marks[((sides >= _LEAST_MARK) & (sides < _MOST_MARK)).all(axis=1)]
    spaces = _connected(255 - closed, 4)
    spaces = spaces[((spaces[:, 2:] - spaces[:, :2]) >= _LEAST_SPACE).all(axis=1)]
    scale = np.tile(np.array([width, height]) / picture.shape[1::-1], 2)
    return DrawnShapes(
        *(read_only(as_box_array(each * scale)) for each in (_connected(level, 8), marks, spaces))
    )


def _connected(mask: MatLike, neighbours: int) -> NDArray[np.float64]:
    """Return the boxes of the parts of a mask that hang together, N x 4, the surroundings left out."""
    _, _, facts, _ = cv2.connectedComponentsWithStats(mask, connectivity=neighbours)
    left, top, across, down = facts[1:, :4].T.astype(np.float64)
    return np.stack([left, top, left + across, top + down], axis=1)
