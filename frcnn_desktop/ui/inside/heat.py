"""The heat colours: numbers of a feature map as colours, dark violet lowest, yellow highest."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from frcnn_desktop.ui.canvas.colours import rank_colour
from frcnn_desktop.ui.kit.images import to_qimage

_COLOURS = 256
_RANGE = (1.0, 99.0)
_STOPS = 10
_CELL_PIXELS = 12


@lru_cache(maxsize=1)
def heat_table() -> NDArray[np.uint8]:
    """Return the colours from the lowest to the highest number, 256 x 3."""
    colours = [rank_colour(1 - step / (_COLOURS - 1)) for step in range(_COLOURS)]
    return np.array([(c.red(), c.green(), c.blue()) for c in colours], np.uint8)


def heat_colour(share: float) -> QColor:
    """Return the colour of a share, 0..1, of the colour bar."""
    red, green, blue = heat_table()[round(min(max(share, 0.0), 1.0) * (_COLOURS - 1))].tolist()
    return QColor(red, green, blue)


def heat_range(values: NDArray[np.float32]) -> tuple[float, float]:
    """Return the numbers that the ends of the colour bar stand for: a few extreme cells are cut off, or all
    the others would have the same colour."""
    if not values.size:
        return 0.0, 0.0
    low, high = np.percentile(values, _RANGE).tolist()
    return (low, high) if high > low else (float(values.min()), float(values.max()))


def heat_image(
    values: NDArray[np.float32], alpha: float = 1.0, levels: tuple[float, float] | None = None
) -> QImage:
    """Return rows x columns numbers as an image of as many pixels; the `levels` of the lowest and the highest
    colour are the numbers' own if none are given."""
    low, high = levels or heat_range(values)
    steps = np.clip((values - low) / max(high - low, 1e-9), 0, 1) * (_COLOURS - 1)
    pixels = np.full((*values.shape, 4), 255, np.uint8)
    pixels[..., :3] = heat_table()[np.rint(steps).astype(np.intp)]
    return to_qimage(np.rint(pixels * alpha).astype(np.uint8))


def draw_colour_bar(painter: QPainter, area: QRectF) -> None:
    """Draw the colours from the lowest at the left to the highest at the right."""
    gradient = QLinearGradient(area.topLeft(), area.topRight())
    for step in range(_STOPS + 1):
        gradient.setColorAt(step / _STOPS, heat_colour(step / _STOPS))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRect(area)


def draw_cells(painter: QPainter, image: QImage, area: QRectF, limits: QRectF, *, vector: bool) -> None:
    """Draw an image of few pixels as sharp squares on `area`, as far as `limits`.

    `vector`: for a file that is drawn smoothly by others and knows no clipping, the squares become larger
    squares of pixels, and what lies beyond is cut from the image.
    """
    if not vector:
        painter.save()
        painter.setClipRect(limits)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(area, image, QRectF(image.rect()))
        painter.restore()
        return
    fast = Qt.TransformationMode.FastTransformation
    width, height = image.width() * _CELL_PIXELS, image.height() * _CELL_PIXELS
    large = image.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, fast)
    shown = area.intersected(limits)
    across, down = width / area.width(), height / area.height()
    part = QRectF(
        (shown.x() - area.x()) * across,
        (shown.y() - area.y()) * down,
        shown.width() * across,
        shown.height() * down,
    ).toRect()
    painter.drawImage(shown, large.copy(part))
