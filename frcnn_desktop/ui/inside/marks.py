"""Lines and chips that stages and pictures are drawn with, in device pixels of a `Frame`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.ui.canvas.chip_layout import lay_out_chips
from frcnn_desktop.ui.canvas.colours import text_on
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.canvas.strokes import mitred
from frcnn_desktop.ui.inside.pictures.shelf import picture_font

CASING = QColor(0, 0, 0, 150)
CHIP_TEXT = 12
_PAD_X, _PAD_Y, _RADIUS = 5, 2, 3


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


def boxes_of(frame: Frame, boxes: BoxArray) -> list[QRectF]:
    """Return boxes in image pixels as rectangles of the frame."""
    return [frame.rect(*box) for box in np.asarray(boxes, np.float64).reshape(-1, 4).tolist()]
