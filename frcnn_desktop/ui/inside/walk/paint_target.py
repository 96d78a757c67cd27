"""What the stages are drawn on, and the photo below them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.inside.walk.state import Walk

EXACT = QColor("#ffd54a")
"""What is not rounded: the RoI as projected."""
RAW = QColor("#f4f6f8")
"""A RoI before its box regression."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on. `vector`: an SVG file, where pixels are dear and outlines cheap."""

    painter: QPainter
    frame: Frame
    vector: bool = False


def draw_photo(sheet: Sheet, walk: Walk) -> None:
    """Draw the photo itself; the canvas has it already."""
    if walk.image is None:
        return
    rgb = walk.image.rgb
    image = QImage(rgb.data, rgb.shape[1], rgb.shape[0], rgb.strides[0], QImage.Format.Format_RGB888)
    sheet.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    sheet.painter.drawImage(photo_rect(sheet, walk), image, QRectF(image.rect()))


def photo_rect(sheet: Sheet, walk: Walk) -> QRectF:
    """Return where the photo lies."""
    assert walk.image is not None
    return sheet.frame.rect(0, 0, walk.image.width, walk.image.height)
