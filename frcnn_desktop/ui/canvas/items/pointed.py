"""The one proposal that is pointed out, whether the proposals layer is shown or not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.items.chips import Chip, ChipArt
from frcnn_desktop.ui.canvas.strokes import aligned, stroke_box

_LINE, _CASING = 2.0, 2.0
_CASING_COLOUR = QColor(0, 0, 0, 190)
_CHIP_ROOM = 420.0
"""Logical pixels around the box within which its chip may stand."""
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Pointed:
    """What is pointed out: `box` in image pixels; `text` and `detail` stand in its chip, "" for none."""

    box: Box
    text: str = ""
    detail: str = ""
    colour: tuple[int, int, int] = (255, 255, 255)


class PointedItem(QGraphicsItem):
    """A white outline within black, as the proposals layer highlights, and a chip that stays in view."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self._pointed: Pointed | None = None
        self._zoom = 1.0
        self._art = ChipArt()
        self.setZValue(z)

    @property
    def pointed(self) -> Pointed | None:
        """What is pointed out; None: nothing."""
        return self._pointed

    def show_pointed(self, pointed: Pointed | None) -> None:
        """Point this out and nothing else."""
        if pointed != self._pointed:
            self.prepareGeometryChange()
            self._pointed = pointed
            self.update()

    def set_zoom(self, zoom: float) -> None:
        """Take the zoom, logical pixels per image pixel: it sets how far lines and chip reach."""
        self.prepareGeometryChange()
        self._zoom = zoom

    def set_font(self, font: QFont) -> None:
        """Draw the chip anew in a font."""
        self._art = ChipArt(font)
        self.update()

    def boundingRect(self) -> QRectF:
        if self._pointed is None:
            return QRectF()
        x1, y1, x2, y2 = self._pointed.box
        room = _CHIP_ROOM / self._zoom
        return QRectF(x1, y1, x2 - x1, y2 - y1).adjusted(-room, -room, room, room)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._pointed is None:
            return
        ratio = widget.devicePixelRatioF() if widget else 1.0
        x1, y1, x2, y2 = self._pointed.box
        corners = painter.worldTransform().mapRect(QRectF(QPointF(x1, y1), QPointF(x2, y2)))
        box = aligned(corners.left(), corners.top(), corners.right(), corners.bottom(), ratio)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        stroke_box(painter, box, QColor("white"), _LINE, casing=_CASING, casing_colour=_CASING_COLOUR)
        if self._pointed.text and widget is not None:
            self._draw_chip(painter, box, QSizeF(widget.size()), ratio)
        painter.restore()

    def _draw_chip(self, painter: QPainter, box: QRectF, view: QSizeF, ratio: float) -> None:
        assert self._pointed is not None
        chip = Chip(
            self._pointed.text, self._pointed.box, self._pointed.colour, self._pointed.detail, filled=False
        )
        size = self._art.size(chip)
        above = box.top() - size.height() - _GAP
        top = above if above >= 0 else max(box.top(), 0) + _GAP
        top = min(top, view.height() - size.height())
        left = min(max(box.left() - 1, 0), view.width() - size.width())
        place = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
        painter.drawPixmap(place, self._art.pixmap(chip, ratio))
