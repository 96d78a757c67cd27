"""The target that stages are painted on, and the photo below them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.canvas.frame import Frame

EXACT = QColor("#ffd54a")
"""What is not rounded: the RoI as projected."""
RAW = QColor("#f4f6f8")
"""A RoI before its box regression."""
VEIL = QColor(10, 12, 15, 105)
"""Darkens the photo where lines are to be followed."""


@dataclass(frozen=True, slots=True)
class PaintTarget:
    """A painter and where the image falls on it.

    `vector`: an SVG file, where pixels are dear and outlines cheap.
    """

    painter: QPainter
    frame: Frame
    vector: bool = False


def draw_photo(target: PaintTarget, photo: LoadedImage) -> None:
    """Draw the photo itself; the canvas has it already."""
    rgb = photo.rgb
    image = QImage(rgb.data, rgb.shape[1], rgb.shape[0], rgb.strides[0], QImage.Format.Format_RGB888)
    target.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    target.painter.drawImage(photo_rect(target, photo), image, QRectF(image.rect()))


def photo_rect(target: PaintTarget, photo: LoadedImage) -> QRectF:
    """Return where the photo lies."""
    return target.frame.rect(0, 0, photo.width, photo.height)
