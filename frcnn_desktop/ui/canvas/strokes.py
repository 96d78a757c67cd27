"""Box outlines in whole device pixels, readable on any photo."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from frcnn_desktop.ui.canvas.frame import whole_pixels

CASING = QColor(0, 0, 0, 120)
"""A thin dark edge on both sides of every line keeps bright colours visible on snow, sky and paper."""
DASHES = (4.0, 3.0)
DOTS = (1.0, 1.5)
"""Lengths of strokes and gaps, in widths of the line."""


def aligned(x1: float, y1: float, x2: float, y2: float, ratio: float) -> QRectF:
    """Return the logical rectangle whose edges lie on whole device pixels."""
    places = np.array([x1, y1, x2, y2]) * ratio
    left, top, right, bottom = (whole_pixels(places) / ratio).tolist()
    return QRectF(left, top, right - left, bottom - top)


def mitred(colour: QColor, width: float) -> QPen:
    """Return a pen with sharp corners."""
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def stroke_box(
    painter: QPainter,
    box: QRectF,
    colour: QColor,
    width: float,
    *,
    pattern: tuple[float, ...] = (),
    casing: float = 1,
    casing_colour: QColor = CASING,
) -> None:
    """Draw an outline centred on the edges of `box`, with its casing. Widths in the painter's pixels.

    `pattern`: strokes and gaps of a line that is broken.
    """
    fill_frame(painter, box, casing_colour, width / 2 + casing)
    if pattern:
        pen = mitred(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(pattern)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
    else:
        fill_frame(painter, box, colour, width / 2)


def fill_frame(painter: QPainter, box: QRectF, colour: QColor, reach: float) -> None:
    """Fill the band of `reach` pixels on both sides of the edges. No pixel is painted twice."""
    outer = box.adjusted(-reach, -reach, reach, reach)
    thickness = 2 * reach
    if outer.width() <= 2 * thickness or outer.height() <= 2 * thickness:
        painter.fillRect(outer, colour)
        return
    inner_height = outer.height() - 2 * thickness
    painter.fillRect(QRectF(outer.left(), outer.top(), outer.width(), thickness), colour)
    painter.fillRect(QRectF(outer.left(), outer.bottom() - thickness, outer.width(), thickness), colour)
    painter.fillRect(QRectF(outer.left(), outer.top() + thickness, thickness, inner_height), colour)
    right = outer.right() - thickness
    painter.fillRect(QRectF(right, outer.top() + thickness, thickness, inner_height), colour)
