"""The slider over the stages: a knob for each, its name below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from frcnn_desktop.ui.kit.palettes import colours_of

_TRACK_Y, _KNOB, _CURRENT = 11.0, 4.0, 7.0
_NAMES_Y = 21
_FONT_SHARE = 0.86
_SPILL = 10
"""Names may reach this far beyond their own place: their neighbours seldom fill theirs."""


class StageSlider(QSlider):
    """A slider with named places; keys move it as any slider, a click goes to the nearest place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._names: tuple[str, ...] = ("",)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_names(self, names: Sequence[str]) -> None:
        """Name the places, left to right."""
        self._names = tuple(names)
        self.setRange(0, len(names) - 1)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60 * len(self._names), _NAMES_Y + self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(30 * len(self._names), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        colours, painter = colours_of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Before any image is open there is nowhere to go.
        on = QColor(colours.accent if self.isEnabled() else colours.border)
        here, last = self._x(self.value()), self._x(len(self._names) - 1)
        for start, end, colour in ((self._x(0), last, QColor(colours.border)), (self._x(0), here, on)):
            painter.setPen(QPen(colour, 3))
            painter.drawLine(QPointF(start, _TRACK_Y), QPointF(end, _TRACK_Y))
        for place in range(len(self._names)):
            current = place == self.value()
            painter.setPen(QPen(QColor(colours.window), 2))
            painter.setBrush(on if place <= self.value() else QColor(colours.muted))
            radius = _CURRENT if current else _KNOB
            painter.drawEllipse(QPointF(self._x(place), _TRACK_Y), radius, radius)
            if current and self.hasFocus():
                painter.setPen(QPen(QColor(colours.accent_text), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(self._x(place), _TRACK_Y), radius + 2, radius + 2)
            self._draw_name(painter, place, QColor(colours.text if current else colours.muted), current)
        painter.end()

    def _draw_name(self, painter: QPainter, place: int, colour: QColor, bold: bool) -> None:
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() * _FONT_SHARE, 7))
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(colour if self.isEnabled() else QColor(colours_of().disabled))
        metrics, width = painter.fontMetrics(), int(self._step() + _SPILL)
        text = metrics.elidedText(self._names[place], Qt.TextElideMode.ElideRight, width)
        # On one line, whatever script a name is in: a rectangle would align tops, which fonts have their own.
        left = self._x(place) - metrics.horizontalAdvance(text) / 2
        painter.drawText(QPointF(left, _NAMES_Y + metrics.ascent() + 1), text)

    def _step(self) -> float:
        return self.width() / max(len(self._names), 1)

    def _x(self, place: int) -> float:
        return (place + 0.5) * self._step()

    def _go_to(self, x: float) -> None:
        if self.isEnabled():
            self.setValue(min(max(int(x / self._step()), 0), len(self._names) - 1))
