"""The photo itself."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.core.images import LoadedImage
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
    """Draws an image: averaged when shrunk, smooth when somewhat enlarged, as squares when close up.

    Signals: `looks_other()` another photo or tone, or a better small picture, is there.
    """

    looks_other = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._photo: LoadedImage | None = None
        self._size = QSize(0, 0)
        self._whole = QImage()
        self._cache = FrameCache(opaque=True)
        self._toning = Toning()
        self._mipmaps = Mipmaps(self)
        self._mipmaps.improved.connect(self._on_improved)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in image pixels."""
        return self._size.width(), self._size.height()

    def contains_point(self, point: QPointF) -> bool:
        """Say whether a point of the scene is on the photo."""
        return self.boundingRect().contains(point)

    def set_photo(self, photo: LoadedImage | None) -> None:
        """Show an image without copying its pixels; None shows nothing.

        Of one whose pixels are late the small copy is shown, and they by `take_pixels`.
        """
        self.prepareGeometryChange()
        # It keeps the borrowed memory alive for as long as the pictures of it.
        self._photo = photo
        self._size = QSize(0, 0) if photo is None else QSize(photo.width, photo.height)
        self._whole = QImage()
        if photo is not None and photo.decoded is not None:
            self._whole = _quick(to_qimage(photo.decoded, borrow=True))
        self._toning.set_photo(photo)
        self._show_source()

    @Slot()
    def take_pixels(self) -> None:
        """All pixels of the image that is shown are there: what has too few of them is drawn anew."""
        if self._photo is None or self._photo.decoded is None or not self._whole.isNull():
            return
        self._whole = _quick(to_qimage(self._photo.decoded, borrow=True))
        self._mipmaps.add_whole(self._whole)
        if self._mipmaps.coarse:
            self._on_improved()

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
            reduced = None if self._photo is None else self._photo.reduced
            small = None if reduced is None else to_qimage(reduced, borrow=True)
            self._mipmaps.set_image(self._whole, small, self._size.width())
        else:
            self._mipmaps.set_image(to_qimage(grey.levels, borrow=True))
        self._cache.invalidate()
        self.update()
        self.looks_other.emit()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *self.size)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._photo is None:
            return
        if widget is None:
            painter.drawImage(self.boundingRect(), to_qimage(self._photo.at_hand, borrow=True))
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
        smooth = self._mipmaps.coarse or (frame.scale < PIXELATED_FROM and frame.scale != 1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        whole = frame.rect(0, 0, *self.size)
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
