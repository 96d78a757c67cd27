"""How a picture will look, on a chequered ground where it is transparent."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.ui.inside.pictures.files import fitted, full_size, render_image
from frcnn_desktop.ui.inside.pictures.shelf import PictureSource, PictureStyle
from frcnn_desktop.ui.kit.palettes import colours_of

_SQUARE = 8
_LARGEST = 1400


class PicturePreview(QWidget):
    """Setters: `show_picture(source, style)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._transparent = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 220)
        self.setAccessibleName(self.tr("Preview"))

    def sizeHint(self) -> QSize:
        return QSize(600, 420)

    def show_picture(self, source: PictureSource | None, style: PictureStyle) -> None:
        """Show this from now on; None: nothing."""
        self._image = QImage()
        if source is not None:
            size = full_size(source)
            scale = min(1.0, _LARGEST / max(size.width(), size.height(), 1))
            self._image = render_image(source, style, scale)
        self._transparent = style.paper is None
        self.update()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours_of().base))
        if not self._image.isNull():
            place = fitted(self._image.size().toSizeF(), self.rect().adjusted(8, 8, -8, -8))
            if self._transparent:
                self._draw_squares(painter, place.toRect())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
        painter.setPen(QColor(colours_of().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _draw_squares(self, painter: QPainter, place: QRect) -> None:
        left, top, width, height = place.x(), place.y(), place.width(), place.height()
        light, dark = QColor(150, 150, 150), QColor(115, 115, 115)
        painter.fillRect(left, top, width, height, light)
        for y in range(0, height, _SQUARE):
            for x in range((y // _SQUARE % 2) * _SQUARE, width, 2 * _SQUARE):
                painter.fillRect(left + x, top + y, min(_SQUARE, width - x), min(_SQUARE, height - y), dark)
