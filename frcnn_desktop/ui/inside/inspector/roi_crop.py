"""The part of the photo that a RoI covers, with the same marks as on the feature map."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.canvas.mipmaps import Mipmaps
from frcnn_desktop.ui.canvas.roi_marks import draw_roi_marks
from frcnn_desktop.ui.canvas.strokes import stroke_box
from frcnn_desktop.ui.inside.inspector.look import RoiLook, bin_at
from frcnn_desktop.ui.kit.images import to_qimage


class RoiCrop(QWidget):
    """Shows the photo in the frame of the close-up of the feature map, so that cell lies on cell.

    Signals: `bin_pointed(object)` as `HeatView`.
    """

    bin_pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo: LoadedImage | None = None
        self._mipmaps = Mipmaps(self)
        self._mipmaps.improved.connect(self._on_improved)
        self._look: RoiLook | None = None
        self._frame = QRectF()
        self._regressed: tuple[Box, QColor] | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(60, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(160, 180)

    def set_photo(self, photo: LoadedImage | None) -> None:
        """Take the photo, without copying it."""
        self._look = None
        # It keeps the borrowed memory alive for as long as the pictures of it.
        self._photo = photo
        self._take_photo()

    def take_pixels(self) -> None:
        """All pixels of the photo are there."""
        if self._photo is not None and self._mipmaps.largest.width() < self._photo.width:
            self._take_photo()

    def _take_photo(self) -> None:
        if self._photo is None:
            self._mipmaps.set_image(QImage())
        elif (pixels := self._photo.decoded) is not None:
            self._mipmaps.set_image(to_qimage(pixels, borrow=True))
        else:
            small = to_qimage(self._photo.at_hand, borrow=True)
            self._mipmaps.set_image(QImage(), small, self._photo.width)
        self.update()

    def show_look(self, look: RoiLook, frame: QRectF, regressed: Box, colour: QColor) -> None:
        """Show a RoI; `frame` in cells, `regressed` the box that the head makes of it, in image pixels."""
        self._look, self._frame, self._regressed = look, frame, (regressed, colour)
        self.update()

    def _cells_to_view(self) -> QTransform:
        """Return the transformation that fits the frame into the widget, in the middle."""
        frame = self._frame
        if frame.isEmpty():
            return QTransform()
        scale = min(self.width() / frame.width(), self.height() / frame.height())
        left = (self.width() - frame.width() * scale) / 2 - frame.left() * scale
        top = (self.height() - frame.height() * scale) / 2 - frame.top() * scale
        return QTransform(scale, 0, 0, scale, left, top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._look is None or self._photo is None:
            return
        painter = QPainter(self)
        to_view, found = self._cells_to_view(), self._look.inspection
        painter.setClipRect(to_view.mapRect(self._frame))
        left, top, right, bottom = found.on_map((0, 0, 1, 1))
        pixels = QTransform(right - left, 0, 0, bottom - top, left, top) * to_view
        self._paint_photo(painter, pixels, self._photo)
        draw_roi_marks(painter, to_view, self._look.marks)
        if self._regressed is not None:
            (x1, y1, x2, y2), colour = self._regressed
            stroke_box(painter, pixels.mapRect(QRectF(x1, y1, x2 - x1, y2 - y1)), colour, 2)
        painter.end()

    def _paint_photo(self, painter: QPainter, pixels: QTransform, photo: LoadedImage) -> None:
        scale = pixels.m11() * self.devicePixelRatioF()
        shrunk = self._mipmaps.best_for(scale)
        whole = QRectF(0, 0, photo.width, photo.height)
        seen = pixels.inverted()[0].mapRect(QRectF(self.rect())) & whole
        across, down = shrunk.width() / photo.width, shrunk.height() / photo.height
        source = QRectF(seen.x() * across, seen.y() * down, seen.width() * across, seen.height() * down)
        smooth = scale < 4 or self._mipmaps.coarse
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(pixels.mapRect(seen), shrunk, source, Qt.ImageConversionFlag.AutoColor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._look is not None:
            place = self._cells_to_view().inverted()[0].map(event.position())
            self.bin_pointed.emit(bin_at(self._look.pooled.bins, place.x(), place.y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.bin_pointed.emit(None)

    @Slot()
    def _on_improved(self) -> None:
        self.update()
