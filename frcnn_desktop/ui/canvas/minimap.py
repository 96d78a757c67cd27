"""The whole photo in a corner of a zoomed view, with the part that is seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.canvas.layered_view import LayeredView

_LEAST_SIDE, _MOST_SIDE, _MARGIN = 168, 320, 12
_SHARE = 6
"""Of the shorter side of a large view, a sixth."""
_LEAST_ROOM = QSize(420, 320)
_VEIL = QColor(0, 0, 0, 110)


class Minimap(QWidget):
    """Dragging moves the view. It is there only while part of the photo is out of view."""

    def __init__(self, view: LayeredView) -> None:
        super().__init__(view)
        self._view, self._photo = view, view.photo_scene.photo
        self._wanted, self._aside = True, False
        self._picture = QPixmap()
        self.setAccessibleName(self.tr("Minimap"))
        self.setToolTip(self.tr("The whole photo; drag to move the view"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Nothing of what lies below is painted again with it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._photo.looks_other.connect(self._forget)
        self.hide()

    def set_wanted(self, wanted: bool) -> None:
        """Show it while it makes sense, or never."""
        self._wanted = wanted
        self.follow()

    def step_aside(self, aside: bool) -> None:
        """Let what is below it be seen while a hand works there."""
        if aside != self._aside:
            self._aside = aside
            self.follow()

    def follow(self) -> None:
        """The view has moved, or shows another photo."""
        shown = self._wanted and not self._aside and self._makes_sense()
        self.setVisible(shown)
        if shown:
            self._place()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_to(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        ratio = self.devicePixelRatioF()
        if self._picture.isNull():
            self._picture = QPixmap.fromImage(
                self._photo.small(round(max(self.width(), self.height()) * ratio))
            )
        painter, seen = QPainter(self), self._seen()
        painter.drawPixmap(self.rect(), self._picture)
        whole = QRectF(self.rect())
        for veiled in (
            QRectF(0, 0, whole.width(), seen.top()),
            QRectF(0, seen.bottom(), whole.width(), whole.height() - seen.bottom()),
            QRectF(0, seen.top(), seen.left(), seen.height()),
            QRectF(seen.right(), seen.top(), whole.width() - seen.right(), seen.height()),
        ):
            painter.fillRect(veiled, _VEIL)
        painter.setPen(QPen(QColor("white"), 1))
        painter.drawRect(seen.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(QColor(0, 0, 0, 160), 1))
        painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))

    def _makes_sense(self) -> bool:
        width, height = self._photo.size
        room, zoom = self._view.viewport().size(), self._view.zoom
        fits = width * zoom <= room.width() and height * zoom <= room.height()
        has_room = room.width() >= _LEAST_ROOM.width() and room.height() >= _LEAST_ROOM.height()
        return width > 0 and height > 0 and not fits and has_room

    def _place(self) -> None:
        room = self._view.viewport().geometry()
        side = min(max(min(room.width(), room.height()) // _SHARE, _LEAST_SIDE), _MOST_SIDE)
        size = QSize(*self._photo.size).scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        size = size.expandedTo(QSize(8, 8))
        if size != self.size():
            self._picture = QPixmap()
        place = (
            room.bottomRight() - QPointF(size.width() + _MARGIN - 1, size.height() + _MARGIN - 1).toPoint()
        )
        self.setGeometry(QRect(place, size))

    def _seen(self) -> QRectF:
        """Return the part of the photo that is seen, in pixels of the map."""
        width, height = self._photo.size
        view = self._view
        part = view.mapToScene(view.viewport().rect()).boundingRect().intersected(QRectF(0, 0, width, height))
        across, down = self.width() / width, self.height() / height
        return QRectF(part.x() * across, part.y() * down, part.width() * across, part.height() * down)

    def _go_to(self, place: QPointF) -> None:
        width, height = self._photo.size
        self._view.look_at(QPointF(place.x() / self.width() * width, place.y() / self.height() * height))

    @Slot()
    def _forget(self) -> None:
        self._picture = QPixmap()
        self.update()
