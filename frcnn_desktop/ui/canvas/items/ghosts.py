"""Where boxes were, or where the detector would put them: dashed outlines that cannot be touched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.strokes import DASHES, aligned, stroke_box

_WIDTH = 1.5
_MARGIN = 4.0


class GhostsItem(QGraphicsItem):
    """Draws boxes that are no objects, e.g. the regressed box of the one that is being dragged."""

    def __init__(self, z: float, pattern: tuple[float, ...] = DASHES) -> None:
        """`pattern`: strokes and gaps of the lines, () for unbroken ones."""
        super().__init__()
        self._pattern = pattern
        self._boxes: tuple[Box, ...] = ()
        self._colour = QColor("white")
        self._zoom = 1.0
        self.setZValue(z)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What is shown, in image pixels."""
        return self._boxes

    def show_boxes(self, boxes: Sequence[Box], colour: QColor) -> None:
        """Show these boxes and no others."""
        if tuple(boxes) == self._boxes and colour == self._colour:
            return
        self.prepareGeometryChange()
        self._boxes, self._colour = tuple(boxes), colour
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """Take the zoom, logical pixels per image pixel: it sets how far the lines reach beyond the boxes."""
        self.prepareGeometryChange()
        self._zoom = zoom

    def boundingRect(self) -> QRectF:
        area = QRectF()
        for x1, y1, x2, y2 in self._boxes:
            area = area.united(QRectF(x1, y1, x2 - x1, y2 - y1))
        margin = _MARGIN / self._zoom
        return area.adjusted(-margin, -margin, margin, margin) if self._boxes else QRectF()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        world, ratio = painter.worldTransform(), widget.devicePixelRatioF() if widget else 1.0
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for x1, y1, x2, y2 in self._boxes:
            corners = world.mapRect(QRectF(QPointF(x1, y1), QPointF(x2, y2)))
            box = aligned(corners.left(), corners.top(), corners.right(), corners.bottom(), ratio)
            stroke_box(painter, box, self._colour, _WIDTH, pattern=self._pattern)
        painter.restore()
