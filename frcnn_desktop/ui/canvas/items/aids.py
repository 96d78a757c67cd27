"""What helps while a gesture runs: the box being drawn, the rubber band, and lines through the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.strokes import aligned, stroke_box
from frcnn_desktop.ui.document.alignment import NO_LINES, Lines
from frcnn_desktop.ui.document.box_edits import Point

_MARGIN, _DOT = 4.0, 3.5
_ALIGNED = QColor(0, 230, 255)


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
    """Lines across the photo: through the cursor, for starting a box exactly at an object's edges, and along
    edges that lie on one line."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self._area = QRectF()
        self._point: QPointF | None = None
        self._lines = NO_LINES
        self._zoom = 1.0
        self.setZValue(z)

    @property
    def lines(self) -> Lines:
        """The lines along edges, in image pixels."""
        return self._lines

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

    def show_lines(self, lines: Lines) -> None:
        """Draw these lines along edges, in image pixels, and no others."""
        if lines != self._lines:
            self._lines = lines
            self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ratio = widget.devicePixelRatioF() if widget else 1.0
        world = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        if self._point is not None:
            x, y = self._point.x(), self._point.y()
            self._draw(painter, self._across(world, (x,), (y,), ratio), QColor(255, 255, 255, 230))
        self._draw(painter, self._across(world, self._lines.xs, self._lines.ys, ratio), _ALIGNED)
        painter.restore()

    def _across(
        self, world: QTransform, xs: Iterable[float], ys: Iterable[float], ratio: float
    ) -> list[QLineF]:
        """Return lines over the whole photo, in logical pixels, on whole device pixels."""
        area = world.mapRect(self._area)
        places = [(round(world.map(QPointF(x, 0)).x() * ratio) / ratio + 0.5) for x in xs]
        levels = [(round(world.map(QPointF(0, y)).y() * ratio) / ratio + 0.5) for y in ys]
        upright = [QLineF(place, area.top(), place, area.bottom()) for place in places]
        return upright + [QLineF(area.left(), level, area.right(), level) for level in levels]

    def _draw(self, painter: QPainter, lines: list[QLineF], colour: QColor) -> None:
        """Dashes of the colour on black: seen on any photo."""
        pen = QPen(colour, 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 4])
        for each in (QPen(QColor(0, 0, 0, 170), 1), pen):
            painter.setPen(each)
            painter.drawLines(lines)

    def _update_lines(self) -> None:
        if self._point is None:
            return
        reach = 2 / self._zoom
        x, y, area = self._point.x(), self._point.y(), self._area
        self.update(QRectF(x - reach, area.top(), 2 * reach, area.height()))
        self.update(QRectF(area.left(), y - reach, area.width(), 2 * reach))
