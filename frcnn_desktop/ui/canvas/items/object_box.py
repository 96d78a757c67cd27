"""One editable box."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.handles import HANDLE_SIDE, handle_centres
from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.canvas.strokes import CASING, DASHES, aligned, stroke_box

_MARGIN = HANDLE_SIDE + 1
"""Logical pixels around the box and its line that handles may touch."""
_MIDDLE_Z, _ROOM_Z = 110, 60
_SELECTED_EDGE = QColor("white")
_TINT_HOVERED, _TINT_SELECTED = 20, 26


class ObjectItem(QGraphicsItem):
    """Draws the box of one object: 2-pixel lines, dashed when difficult, with handles when it has them.

    The document is not changed from here: the item shows what it is given.
    """

    def __init__(self, shown: ObjectAnnotation, colour: QColor, zoom: float, look: Look) -> None:
        super().__init__()
        self._object = shown
        self._colour = colour
        self._zoom = zoom
        self._look = look
        self._preview: Box | None = None
        self._selected = self._handles = self._hovered = False
        self._level = 0
        self._crowded = False
        self._stack()

    @property
    def shown(self) -> ObjectAnnotation:
        """The object as it was last given, without a preview of its box."""
        return self._object

    @property
    def box(self) -> Box:
        """The box on the screen, in image pixels: while a gesture runs, the one it would make."""
        return self._preview or self._object.box

    @property
    def resizing(self) -> bool:
        """True while a gesture gives the box another size."""
        return self._preview is not None and _sides(self._preview) != _sides(self._object.box)

    @property
    def colour(self) -> QColor:
        """The colour of its class."""
        return self._colour

    @property
    def handles(self) -> bool:
        """Whether handles are drawn: the object is selected and can be resized."""
        return self._handles

    @property
    def plain(self) -> bool:
        """Whether nothing but the outline of an upright box is drawn, unless it is hovered."""
        return not self._selected and self._is_outline

    @property
    def one_of_several(self) -> bool:
        """Whether it is selected together with others, and nothing but its outline has to tell so."""
        return self._selected and not self._handles and self._is_outline

    @property
    def _is_outline(self) -> bool:
        x1, y1, x2, y2 = self._object.box
        marked = self._preview is not None or self._object.difficult
        return not marked and self._look.fill == 0 and x1 < x2 and y1 < y2

    @property
    def outline(self) -> tuple[float, QColor]:
        """Width in logical pixels of its line, and the colour of the edge around it.

        Without handles, a white edge and a thicker line tell that the box is one of several selected.
        """
        one_of_several = self._selected and not self._handles
        return (self._look.line + 1, _SELECTED_EDGE) if one_of_several else (self._look.line, CASING)

    def set_crowded(self, crowded: bool) -> None:
        """Leave the outline to another item, or draw it."""
        if crowded != self._crowded:
            self._crowded = crowded
            self._show_whether_drawn()
            self.update()

    def show_object(self, shown: ObjectAnnotation, colour: QColor) -> None:
        """Show an object in a colour; the same ones again cost nothing."""
        if shown is not self._object or colour != self._colour:
            self.prepareGeometryChange()
            self._object, self._colour = shown, colour
            self._stack()
            self.update()

    def show_state(self, selected: bool, handles: bool, hovered: bool) -> None:
        """Take all marks at once; they also decide how far up in the stack the box is."""
        if (selected, handles, hovered) != (self._selected, self._handles, self._hovered):
            self._selected, self._handles, self._hovered = selected, handles, hovered
            self._stack()
            self._show_whether_drawn()
            self.update()

    def set_look(self, look: Look) -> None:
        """Take line width, handles and fill; they take effect at the next repaint."""
        self.prepareGeometryChange()
        self._look = look
        self.update()

    def set_level(self, level: int) -> None:
        """Lie above objects of lower levels, whatever their sizes."""
        if level != self._level:
            self._level = level
            self._stack()

    def show_preview(self, box: Box | None) -> None:
        """Draw another box, in image pixels, instead of the object's own; None ends that."""
        if box != self._preview:
            self.prepareGeometryChange()
            self._preview = box

    def set_zoom(self, zoom: float) -> None:
        """Take the zoom, logical pixels per image pixel: lines and handles keep their size on the screen."""
        self.prepareGeometryChange()
        self._zoom = zoom

    def boundingRect(self) -> QRectF:
        margin = (_MARGIN + self._look.line) / self._zoom
        x1, y1, x2, y2 = self.box
        area = QRectF(x1, y1, x2 - x1, y2 - y1).normalized()
        return area.adjusted(-margin, -margin, margin, margin)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        world = painter.worldTransform()
        zoom, dx, dy = world.m11(), world.dx(), world.dy()
        ratio = widget.devicePixelRatioF() if widget else 1.0
        x1, y1, x2, y2 = self.box
        box = aligned(x1 * zoom + dx, y1 * zoom + dy, x2 * zoom + dx, y2 * zoom + dy, ratio)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        tint = (
            _TINT_SELECTED if self._selected and not self._crowded else _TINT_HOVERED if self._hovered else 0
        )
        if tint := min(tint + round(255 * self._look.fill), 255):
            fill = QColor(self._colour)
            fill.setAlpha(tint)
            painter.fillRect(box, fill)
        if not self._crowded:
            self._draw_outline(painter, box)
        if self._handles:
            self._draw_handles(painter, box)
        painter.restore()

    def _draw_outline(self, painter: QPainter, box: QRectF) -> None:
        width, edge = self.outline
        pattern = DASHES if self._object.difficult else ()
        stroke_box(painter, box, self._colour, width, pattern=pattern, casing_colour=edge)

    def _draw_handles(self, painter: QPainter, box: QRectF) -> None:
        half = HANDLE_SIDE / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 210), 1.25))
        painter.setBrush(QColor("white"))
        for centre in handle_centres(box):
            painter.drawRoundedRect(
                QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half), 1.5, 1.5
            )

    def _show_whether_drawn(self) -> None:
        # Qt passes over items that say so: asking each of thousands costs more than drawing a few.
        nothing = self._crowded and not self._hovered
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, nothing)

    def _stack(self) -> None:
        """Small boxes lie above large ones of their level, and selected ones above all."""
        x1, y1, x2, y2 = self._object.box
        smallness = 1 / (1 + abs((x2 - x1) * (y2 - y1)))
        self.setZValue(_MIDDLE_Z + self._level + smallness + (_ROOM_Z if self._selected else 0))


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
