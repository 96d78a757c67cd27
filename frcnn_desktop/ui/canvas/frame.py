"""Pictures of the viewport that layers draw once and then only copy.

Two thousand outlines take tens of milliseconds; copying their picture takes less than one. A picture is made
again when the view moves or its layer changes, and not when something else on the canvas is repainted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QWidget

from frcnn_desktop.core.boxes import BoxArray

_WHOLE = 1e-3
_TRANSPARENT = QImage.Format.Format_ARGB32_Premultiplied


def whole_pixels(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the nearest whole device pixels, halves up.

    What is a half but for the last digits must go the same way wherever the photo has been moved to, or a
    line that comes into view would not meet its other half.
    """
    return np.floor(places + (0.5 + 1e-6))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the image falls on the screen: device pixel = image pixel * `scale` + (`dx`, `dy`).

    `width` x `height` device pixels; `ratio` device pixels per logical pixel.
    """

    scale: float
    dx: float
    dy: float
    width: int
    height: int
    ratio: float

    @staticmethod
    def of(painter: QPainter, viewport: QWidget) -> Frame:
        """Return the frame of a view that only scales and moves the image."""
        world, ratio = painter.worldTransform(), viewport.devicePixelRatioF()
        width, height = round(viewport.width() * ratio), round(viewport.height() * ratio)
        return Frame(world.m11() * ratio, world.dx() * ratio, world.dy() * ratio, width, height, ratio)

    def pixels(self, logical: float) -> int:
        """Return a width in whole device pixels, at least one."""
        return max(1, round(logical * self.ratio))

    def to_device(self, boxes: BoxArray) -> NDArray[np.float64]:
        """Return N x 4 boxes in device pixels."""
        offset = np.array([self.dx, self.dy, self.dx, self.dy])
        return np.asarray(boxes, np.float64).reshape(-1, 4) * self.scale + offset

    def rect(self, x1: float, y1: float, x2: float, y2: float) -> QRectF:
        """Return an image box as a rectangle on whole device pixels."""
        left, top, right, bottom = whole_pixels(self.to_device(np.array([x1, y1, x2, y2])))[0].tolist()
        return QRectF(left, top, right - left, bottom - top)

    def from_cells(self, scale_x: float, scale_y: float) -> QTransform:
        """Return what turns cells of a map, `scale_x` and `scale_y` an image pixel, into device pixels."""
        return QTransform(self.scale / scale_x, 0, 0, self.scale / scale_y, self.dx, self.dy)

    def part(self, area: QRect) -> Frame:
        """Return the frame of a part of the screen, given in device pixels."""
        return Frame(
            self.scale, self.dx - area.x(), self.dy - area.y(), area.width(), area.height(), self.ratio
        )

    def shift_from(self, other: Frame | None) -> QPoint | None:
        """Return how far the photo has moved on the screen since `other`, None if more than that changed.

        Only whole device pixels count: anything else moves the pixels of the picture against each other.
        """
        if other is None or replace(other, dx=self.dx, dy=self.dy) != self:
            return None
        dx, dy = self.dx - other.dx, self.dy - other.dy
        whole = abs(dx - round(dx)) < _WHOLE and abs(dy - round(dy)) < _WHOLE
        inside = abs(dx) < self.width and abs(dy) < self.height
        return QPoint(round(dx), round(dy)) if whole and inside else None


Render = Callable[[QImage, Frame], None]


class FrameCache:
    """Keeps the picture of one layer. When the photo is only moved, just what comes into view is drawn.

    `opaque`: the layer fills its whole area, so that nothing below it shows.
    """

    def __init__(self, *, opaque: bool = False) -> None:
        self._opaque = opaque
        self._frame: Frame | None = None
        self._image = QImage()
        self.renders = 0
        """How often the whole picture was made; tests hold it against the number of repaints."""

    def invalidate(self) -> None:
        """Draw the layer anew at the next repaint; the old picture is not even partly used."""
        self._frame = None

    def release(self) -> None:
        """Give the memory back, e.g. when the layer is hidden."""
        self._frame, self._image = None, QImage()

    def draw(self, painter: QPainter, viewport: QWidget, render: Render, area: QRectF) -> None:
        """Copy the picture to the screen, after making it if need be. `area` limits it, in image pixels."""
        frame = Frame.of(painter, viewport)
        shift = frame.shift_from(self._frame)
        if shift is None:
            self._image = self._rendered(frame, render)
            self.renders += 1
        elif not shift.isNull():
            self._image = self._shifted(frame, shift, render)
        self._frame = frame
        corners = frame.rect(area.left(), area.top(), area.right(), area.bottom())
        source = corners.intersected(QRectF(0, 0, frame.width, frame.height))
        painter.save()
        painter.resetTransform()
        target = QRectF(source.topLeft() / frame.ratio, source.size() / frame.ratio)
        painter.drawImage(target, self._image, source)
        painter.restore()

    def _shifted(self, frame: Frame, shift: QPoint, render: Render) -> QImage:
        """Return the picture moved by `shift`, with what has come into view drawn."""
        moved = self._image.copy(QRect(-shift, self._image.size()))
        painter = QPainter(moved)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for strip in _uncovered(frame.width, frame.height, shift.x(), shift.y()):
            painter.drawImage(strip.topLeft(), self._rendered(frame.part(strip), render))
        painter.end()
        return moved

    def _rendered(self, frame: Frame, render: Render) -> QImage:
        """Return a picture of the layer. Of an opaque one, what lies outside its area is left undefined."""
        opaque, size = self._opaque, (frame.width, frame.height)
        image = QImage(*size, QImage.Format.Format_RGB32 if opaque else _TRANSPARENT)
        if not opaque:
            image.fill(Qt.GlobalColor.transparent)
        render(image, frame)
        return image


def _uncovered(width: int, height: int, dx: int, dy: int) -> list[QRect]:
    """Return the strips that nothing covers after a picture was moved by (dx, dy)."""
    strips = []
    if dx:
        strips.append(QRect(0 if dx > 0 else width + dx, 0, abs(dx), height))
    if dy:
        strips.append(QRect(0, 0 if dy > 0 else height + dy, width, abs(dy)))
    return strips
