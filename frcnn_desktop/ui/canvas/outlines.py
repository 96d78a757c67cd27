"""Thousands of one-pixel outlines, written straight into a picture's memory.

Qt needs 30 to 350 ms for 2,000 rectangles, translucent ones worst; rows and columns of an array need 6 ms.
Later outlines replace earlier ones instead of adding up, so the order is worst first, and many translucent
lines on top of each other never become a solid one.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from frcnn_desktop.ui.canvas.colours import rank_colour
from frcnn_desktop.ui.canvas.frame import whole_pixels

_RANK_STEPS = 256
_FADE = 40


def premultiplied(colour: QColor, alpha: float) -> int:
    """Return a pixel of Format_ARGB32_Premultiplied."""
    red, green, blue = (round(part * alpha) for part in (colour.red(), colour.green(), colour.blue()))
    return round(alpha * 255) << 24 | red << 16 | green << 8 | blue


def rank_pixels(count: int, best_alpha: float, worst_alpha: float) -> NDArray[np.uint32]:
    """Return `count` pixels of Format_ARGB32_Premultiplied, from the best rank to the worst.

    The colour says the rank among all; the first ranks fade fastest, so that the best stand out of a crowd.
    """
    ranks = np.arange(count)
    steps = (ranks * ((_RANK_STEPS - 1) / max(count - 1, 1))).astype(np.intp)
    alphas = worst_alpha + (best_alpha - worst_alpha) * np.exp(-ranks / (_FADE + count / 10))
    parts = np.rint(_rank_table()[steps] * alphas[:, None]).astype(np.uint32)
    red, green, blue, opacity = parts.T
    return opacity << 24 | red << 16 | green << 8 | blue


@lru_cache(maxsize=1)
def _rank_table() -> NDArray[np.float64]:
    """Return red, green, blue and 255 of evenly spaced ranks."""
    colours = [rank_colour(step / (_RANK_STEPS - 1)) for step in range(_RANK_STEPS)]
    return np.array([(colour.red(), colour.green(), colour.blue(), 255) for colour in colours], np.float64)


def draw_outlines(
    image: QImage, boxes: NDArray[np.float64], pixels: NDArray[np.uint32], thickness: NDArray[np.int64] | int
) -> None:
    """Draw N boxes (device pixels) one after the other, the lines just inside them.

    `pixels` N; `thickness` in device pixels, one for all or N. The image must be
    Format_ARGB32_Premultiplied, and no painter may be active on it.
    """
    width, height = image.width(), image.height()
    memory = picture_memory(image)
    thick = np.broadcast_to(np.asarray(thickness), len(boxes))
    corners = whole_pixels(boxes)
    corners[:, 2:] = np.maximum(corners[:, 2:], corners[:, :2] + thick[:, None])
    seen = (corners[:, 0] < width) & (corners[:, 1] < height) & (corners[:, 2] > 0) & (corners[:, 3] > 0)
    left, top, right, bottom = corners[seen].T
    thick = thick[seen]
    xs = np.stack([left, left + thick, right - thick, right], axis=1)
    ys = np.stack([top, top + thick, bottom - thick, bottom], axis=1)
    spans = np.concatenate([xs.clip(0, width), ys.clip(0, height)], axis=1).astype(np.intp).tolist()
    for (x1, x2, x3, x4, y1, y2, y3, y4), pixel in zip(spans, pixels[seen], strict=True):
        memory[y1:y2, x1:x4] = pixel
        memory[y3:y4, x1:x4] = pixel
        memory[y1:y4, x1:x2] = pixel
        memory[y1:y4, x3:x4] = pixel


def draw_grid_lines(
    image: QImage,
    xs: NDArray[np.int64],
    ys: NDArray[np.int64],
    across: NDArray[np.uint32],
    down: NDArray[np.uint32],
    thickness: int,
) -> None:
    """Draw the edges of R x C cells, each in its own pixel; pixel 0 leaves what is there.

    `xs` C + 1 and `ys` R + 1 device pixels; `across` (R + 1) x C for the horizontal edges; `down` R x (C + 1)
    for the vertical ones.
    """
    memory = picture_memory(image)
    _draw_parallel(memory, xs, ys, across, thickness)
    _draw_parallel(memory.T, ys, xs, down.T, thickness)


def _draw_parallel(
    memory: NDArray[np.uint32],
    along: NDArray[np.int64],
    places: NDArray[np.int64],
    pixels: NDArray[np.uint32],
    thickness: int,
) -> None:
    height, width = memory.shape
    stops = along.clip(0, width)
    lengths = np.diff(stops)
    for place, row in zip(places.tolist(), pixels, strict=True):
        low, high = max(place, 0), min(place + thickness, height)
        if low < high and row.any():
            line = np.repeat(row, lengths)
            target = memory[low:high, stops[0] : stops[-1]]
            np.copyto(target, line, where=line != 0)


def picture_memory(image: QImage) -> NDArray[np.uint32]:
    """Return the pixels of a 32-bit image, height x width, to be written to."""
    return np.frombuffer(image.bits(), np.uint32).reshape(image.height(), -1)
