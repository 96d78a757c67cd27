"""What helps while a gesture runs: the box being drawn, the rubber band, and lines through the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.strokes import aligned, stroke_box
from frcnn_desktop.ui.document.box_edits import Point

_MARGIN, _DOT = 4.0, 3.5


class BoxAid(QGraphicsItem):
    """A box that is no object: shown while it is drawn, or as a rubber band."""

    def __init__(self, fill_alpha: int, width: float, z: float) -> None:
        super().__init__()
        self._box: Box | None = None
        self._colour = QColor("white")
        self._fill_alpha, self._width, self._zoom = fill_alpha, width, 1.0
        self.setZValue(z)

    @property
    def box(self) -> Box | None:
        """The box in image pixels; None: nothing is shown."""
        return self._box

    @property
    def colour(self) -> QColor:
        """The colour of the outline; the fill is the same, nearly transparent."""
        return self._colour

    def show_box(self, box: Box | None) -> None:
        """Draw a box in image pixels; None hides it."""
        self.prepareGeometryChange()
        self._box = box
        self.update()

    def set_colour(self, colour: QColor) -> None:
        """Draw outline and fill in another colour."""
        self._colour = colour
        self.update()

    def set_width(self, width: float) -> None:
        """Draw the outline so many logical pixels wide."""
        self.prepareGeometryChange()
        self._width = width

    def set_zoom(self, zoom: float) -> None:
        """Take the zoom, logical pixels per image pixel: it sets how far the lines reach beyond the box."""
        self.prepareGeometryChange()
        self._zoom = zoom

    def boundingRect(self) -> QRectF:
        if self._box is None:
            return QRectF()
        x1, y1, x2, y2 = self._box
        margin = (_MARGIN + self._width) / self._zoom
        return QRectF(x1, y1, x2 - x1, y2 - y1).adjusted(-margin, -margin, margin, margin)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._box is None:
            return
        corners = painter.worldTransform().mapRect(QRectF(QPointF(*self._box[:2]), QPointF(*self._box[2:])))
        ratio = widget.devicePixelRatioF() if widget else 1.0
        box = aligned(corners.left(), corners.top(), corners.right(), corners.bottom(), ratio)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        fill = QColor(self._colour)
        fill.setAlpha(self._fill_alpha)
        painter.fillRect(box, fill)
        stroke_box(painter, box, self._colour, self._width)
        painter.restore()


class PointMarks(QGraphicsItem):
    """Points that a box is being made of."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self._points: tuple[Point, ...] = ()
        self._zoom = 1.0
        self.setZValue(z)

    @property
    def points(self) -> tuple[Point, ...]:
        """The marked points, in image pixels, in the order they were clicked."""
        return self._points

    def show_points(self, points: Sequence[Point]) -> None:
        """Mark these points, in image pixels, and no others."""
        if tuple(points) != self._points:
            self.prepareGeometryChange()
            self._points = tuple(points)
            self.update()

    def set_zoom(self, zoom: float) -> None:
        """Take the zoom, logical pixels per image pixel: it sets how far a mark reaches."""
        self.prepareGeometryChange()
        self._zoom = zoom

    def boundingRect(self) -> QRectF:
        margin = (_DOT + 2) / self._zoom
        area = QRectF()
        for x, y in self._points:
            area = area.united(QRectF(x - margin, y - margin, 2 * margin, 2 * margin))
        return area

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's own signature
    ) -> None:
        world = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 210), 1.25))
        painter.setBrush(QColor("white"))
        for x, y in self._points:
            painter.drawEllipse(world.map(QPointF(x, y)), _DOT, _DOT)
        painter.restore()


class GuidesItem(QGraphicsItem):
    """Lines across the photo through the cursor, for starting a box exactly at an object's edges."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self._area = QRectF()
        self._point: QPointF | None = None
        self._zoom = 1.0
        self.setZValue(z)

    @property
    def point(self) -> QPointF | None:
        """Where the lines cross, in image pixels; None: they are hidden."""
        return self._point

    def set_area(self, area: QRectF) -> None:
        """Take how far the lines run: the rectangle of the photo, in image pixels."""
        self.prepareGeometryChange()
        self._area = area

    def set_zoom(self, zoom: float) -> None:
        """Take the zoom, logical pixels per image pixel: it sets how wide a strip is repainted."""
        self._zoom = zoom

    def show_at(self, point: QPointF | None) -> None:
        """Move the lines to a point of the scene; None hides them. Only the lines are repainted."""
        self._update_lines()
        self._point = point
        self._update_lines()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._point is None:
            return
        world, ratio = painter.worldTransform(), widget.devicePixelRatioF() if widget else 1.0
        area, centre = world.mapRect(self._area), world.map(self._point)
        x, y = (round(place * ratio) / ratio + 0.5 for place in (centre.x(), centre.y()))
        lines = [QLineF(x, area.top(), x, area.bottom()), QLineF(area.left(), y, area.right(), y)]
        painter.save()
        painter.resetTransform()
        solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.CustomDashLine
        for colour, style in ((QColor(0, 0, 0, 170), solid), (QColor(255, 255, 255, 230), dashed)):
            pen = QPen(colour, 1, style)
            if style == dashed:
                pen.setDashPattern([4, 4])
            painter.setPen(pen)
            painter.drawLines(lines)
        painter.restore()

    def _update_lines(self) -> None:
        if self._point is None:
            return
        reach = 2 / self._zoom
        x, y, area = self._point.x(), self._point.y(), self._area
        self.update(QRectF(x - reach, area.top(), 2 * reach, area.height()))
        self.update(QRectF(area.left(), y - reach, area.width(), 2 * reach))
