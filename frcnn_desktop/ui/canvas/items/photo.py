"""The photo itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.core.grey import GreyValues
from frcnn_desktop.core.tone import Tone
from frcnn_desktop.ui.canvas.frame import Frame, FrameCache
from frcnn_desktop.ui.canvas.mipmaps import Mipmaps
from frcnn_desktop.ui.canvas.toning import Toning
from frcnn_desktop.ui.kit.images import to_qimage

PIXELATED_FROM = 4.0
"""Device pixels per image pixel from which pixels are shown as squares, not blurred into each other."""
_ROUGH_FROM = 8
"""A picture so many times larger than wanted is not averaged: it would hold up the window."""
_REST_MS = 150
"""A tone that has not changed for so long is shown in full."""
_AT_ONCE = 1_500_000
"""Photos of so many pixels are turned into the screen's kind of pixels, which draw in half the time: within
a millisecond."""


class PhotoItem(QGraphicsObject):
    """Draws an RGB array: averaged when shrunk, smooth when somewhat enlarged, as squares when close up.

    Signals: `looks_other()` another photo or tone, or a better small picture, is there.
    """

    looks_other = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pixels: NDArray[np.uint8] | None = None
        self._image = QImage()
        self._reduced: QImage | None = None
        self._cache = FrameCache(opaque=True)
        self._toning = Toning()
        self._mipmaps = Mipmaps(self)
        self._mipmaps.improved.connect(self._on_improved)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in image pixels."""
        return self._image.width(), self._image.height()

    def contains_point(self, point: QPointF) -> bool:
        """Say whether a point of the scene is on the photo."""
        return self.boundingRect().contains(point)

    def set_pixels(
        self,
        rgb: NDArray[np.uint8] | None,
        grey: GreyValues | None = None,
        reduced: NDArray[np.uint8] | None = None,
    ) -> None:
        """Show an H x W x 3 array without copying it; None shows nothing.

        `grey` has what it was made of, where that has more than 8 bits; `reduced` is a small copy of it, h x
        w x 3, halved a whole number of times.
        """
        self.prepareGeometryChange()
        self._pixels = rgb
        self._reduced = None if reduced is None else to_qimage(reduced)
        # self._pixels keeps the borrowed memory alive for as long as the image.
        self._image = QImage() if rgb is None else to_qimage(rgb, borrow=True)
        self._toning.set_photo(rgb, grey)
        self._show_source()

    def set_tone(self, tone: Tone) -> None:
        """Show this photo and those that follow brighter or darker."""
        before = self._toning.grey
        self._toning.set_tone(tone)
        self._toning.rough = True
        self._rest.start()
        if self._toning.grey is not before:
            self._show_source()
        self._cache.invalidate()
        self.update()
        self.looks_other.emit()

    def small(self, side: int) -> QImage:
        """Return the whole photo as it looks, its longer side `side` pixels; made of what is at hand."""
        source = self._mipmaps.smallest
        rough = max(source.width(), source.height()) > _ROUGH_FROM * side
        way = (
            Qt.TransformationMode.FastTransformation if rough else Qt.TransformationMode.SmoothTransformation
        )
        small = source.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, way)
        return self._toning.applied(small) if self._toning.active else small

    def _show_source(self) -> None:
        """Draw from the grey values where they are needed, else from the photo."""
        grey = self._toning.grey
        if grey is None:
            self._mipmaps.set_image(_quick(self._image), self._reduced)
        else:
            self._mipmaps.set_image(to_qimage(grey.levels, borrow=True))
        self._cache.invalidate()
        self.update()
        self.looks_other.emit()

    def boundingRect(self) -> QRectF:
        return QRectF(self._image.rect())

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._image.isNull():
            return
        if widget is None:
            painter.drawImage(self.boundingRect(), self._image)
            return
        self._cache.draw(painter, widget, self._render, self.boundingRect())

    def _render(self, target: QImage, frame: Frame) -> None:
        if self._toning.active:
            self._toning.render(target, frame, self._draw)
        else:
            self._draw(target, frame)

    def _draw(self, target: QImage, frame: Frame) -> None:
        shrunk = self._mipmaps.best_for(frame.scale)
        painter = QPainter(target)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        smooth = frame.scale < PIXELATED_FROM and frame.scale != 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        whole = frame.rect(0, 0, self._image.width(), self._image.height())
        painter.drawImage(whole, shrunk, QRectF(shrunk.rect()))
        painter.end()

    @Slot()
    def _on_rest(self) -> None:
        self._toning.rough = False
        if self._toning.was_rough:
            self._cache.invalidate()
            self.update()

    @Slot()
    def _on_improved(self) -> None:
        self._toning.forget_plain()
        self._cache.invalidate()
        self.update()
        self.looks_other.emit()


def _quick(image: QImage) -> QImage:
    small = 0 < image.width() * image.height() <= _AT_ONCE
    return image.convertToFormat(QImage.Format.Format_RGB32) if small else image
