"""The target that stages are painted on, and the photo below them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.kit.images import to_qimage

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
    image = to_qimage(photo.at_hand, borrow=True)
    target.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    target.painter.drawImage(photo_rect(target, photo), image, QRectF(image.rect()))


def photo_rect(target: PaintTarget, photo: LoadedImage) -> QRectF:
    """Return where the photo lies."""
    return target.frame.rect(0, 0, photo.width, photo.height)
