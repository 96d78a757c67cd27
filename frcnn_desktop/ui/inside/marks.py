"""Lines, dots, chips and heat that stages and pictures are drawn with, in device pixels of a `Frame`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.ui.canvas.chip_layout import lay_out_chips
from frcnn_desktop.ui.canvas.colours import rank_colour, text_on
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.canvas.strokes import mitred
from frcnn_desktop.ui.inside.pictures.shelf import picture_font
from frcnn_desktop.ui.kit.images import to_qimage

CASING = QColor(0, 0, 0, 150)
CHIP_TEXT = 12
_PAD_X, _PAD_Y, _RADIUS = 5, 2, 3
_RANGE = (1.0, 99.0)
_CELL_PIXELS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A name beside a box (image pixels)."""

    text: str
    box: NDArray[np.float32]
    colour: QColor


def draw_box(
    painter: QPainter, rect: QRectF, colour: QColor, frame: Frame, width: float = 2, dash: bool = False
) -> None:
    """Draw an outline that can be seen on any photo: a dark casing, then the line."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    casing = QColor(CASING)
    casing.setAlphaF(CASING.alphaF() * colour.alphaF())
    painter.setPen(mitred(casing, frame.pixels(width) + frame.pixels(1)))
    if not dash:
        painter.drawRect(rect)
    pen = mitred(colour, frame.pixels(width))
    if dash:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRect(rect)


def draw_link(painter: QPainter, start: QPointF, end: QPointF, colour: QColor, frame: Frame) -> None:
    """Draw a thin line that ends in a dot."""
    painter.setPen(QPen(colour, frame.pixels(1)))
    painter.drawLine(start, end)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = 2.5 * frame.ratio
    painter.drawEllipse(end, radius, radius)


def draw_dot(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """Draw a dot with a dark rim."""
    painter.setPen(Qt.PenStyle.NoPen)
    for fill, size in ((QColor(0, 0, 0, 210), 1.35 * radius), (colour, radius)):
        painter.setBrush(fill)
        painter.drawEllipse(centre, size, size)


def draw_tags(painter: QPainter, tags: Sequence[Tag], frame: Frame, photo: QRectF) -> None:
    """Draw the names within the photo, the first ones first choosing their places; those without room are
    left out.

    The photo and not the screen decides, so that a part of the view is drawn as it is in the whole.
    """
    if not tags:
        return
    font = picture_font(frame.pixels(CHIP_TEXT), bold=True)
    metrics = QFontMetricsF(font)
    pad_x, pad_y = frame.pixels(_PAD_X), frame.pixels(_PAD_Y)
    sizes = [(metrics.horizontalAdvance(tag.text) + 2 * pad_x, metrics.height() + 2 * pad_y) for tag in tags]
    origin = np.array([photo.x(), photo.y()])
    boxes = frame.to_device(np.array([tag.box for tag in tags])) - np.tile(origin, 2)
    places = lay_out_chips(
        boxes,
        np.array(sizes),
        np.zeros(len(tags), np.bool_),
        (photo.width(), photo.height()),
        np.full(len(tags), float(frame.pixels(2))),
        np.zeros((0, 4)),
    )
    painter.setFont(font)
    for tag, (width, height), (x, y) in zip(tags, sizes, (places + origin).tolist(), strict=True):
        if np.isfinite(x):
            area = QRectF(x, y, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tag.colour)
            painter.drawRoundedRect(area, frame.pixels(_RADIUS), frame.pixels(_RADIUS))
            painter.setPen(text_on(tag.colour))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tag.text)


def heat_image(
    values: NDArray[np.float32], alpha: float = 1.0, levels: tuple[float, float] | None = None
) -> QImage:
    """Return rows x columns numbers as an image of as many pixels, dark violet lowest, yellow highest; the
    `levels` of lowest and highest are their own if none are given."""
    low, high = levels or heat_range(values)
    steps = np.clip((values - low) / max(high - low, 1e-9), 0, 1) * 255
    pixels = np.full((*values.shape, 4), 255, np.uint8)
    pixels[..., :3] = _heat_table()[np.rint(steps).astype(np.intp)]
    return to_qimage(np.rint(pixels * alpha).astype(np.uint8))


def heat_range(values: NDArray[np.float32]) -> tuple[float, float]:
    """Return the numbers that the ends of the colour bar stand for: a few extreme cells are cut off, or all
    the others would have the same colour."""
    if not values.size:
        return 0.0, 0.0
    low, high = np.percentile(values, _RANGE).tolist()
    return (low, high) if high > low else (float(values.min()), float(values.max()))


def heat_colour(share: float) -> QColor:
    """Return the colour of a share, 0..1, of the colour bar."""
    red, green, blue = _heat_table()[round(min(max(share, 0.0), 1.0) * 255)].tolist()
    return QColor(red, green, blue)


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


def boxes_of(frame: Frame, boxes: BoxArray) -> list[QRectF]:
    """Return boxes in image pixels as rectangles of the frame."""
    return [frame.rect(*box) for box in np.asarray(boxes, np.float64).reshape(-1, 4).tolist()]


@lru_cache(maxsize=1)
def _heat_table() -> NDArray[np.uint8]:
    colours = [rank_colour(1 - step / 255) for step in range(256)]
    return np.array([(c.red(), c.green(), c.blue()) for c in colours], np.uint8)
