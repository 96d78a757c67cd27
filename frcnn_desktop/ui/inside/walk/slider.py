"""The slider over the stages: a knob for each, its name below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSlider, QToolTip, QWidget

from frcnn_desktop.ui.kit.palettes import colours_of

_TRACK_Y, _KNOB, _CURRENT = 11.0, 4.0, 7.0
_NAMES_Y = 21
_FONT_SHARE = 0.86
_SPILL = 24
"""Names may reach this far beyond their own place where their neighbours do not fill theirs."""
_GAP = 6
_LEAST_SHARE = 0.4
"""A name that would be cut to less is left out: the knob's tooltip has it."""


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
        self._draw_names(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._names[self._place(event.pos().x())], self)
            return True
        return super().event(event)

    def shown_names(self) -> list[str]:
        """Return what is written below each knob."""
        cut = Qt.TextElideMode.ElideRight
        metrics = [QFontMetrics(self._name_font(place)) for place in range(len(self._names))]
        natural = [each.horizontalAdvance(name) for each, name in zip(metrics, self._names, strict=True)]
        return [
            each.elidedText(name, cut, int(room) + 1) if room >= _LEAST_SHARE * width else ""
            for each, name, room, width in zip(
                metrics, self._names, self._rooms(natural), natural, strict=True
            )
        ]

    def _rooms(self, natural: Sequence[int]) -> list[float]:
        """Return how wide each name may be, so that none touches the next. The current one goes first."""
        fair, current = self._step() - _GAP, self.value()
        rooms = [min(width, self._step() + _SPILL) for width in natural]
        for place in range(len(rooms) - 1):
            pair = (place, place + 1)
            less, more = sorted(pair, key=lambda each: (each == current, -rooms[each]))
            least = 0.0 if more == current else fair
            rooms[less] = min(rooms[less], max(2 * fair - rooms[more], least))
            rooms[more] = min(rooms[more], max(2 * fair - rooms[less], fair))
        return rooms

    def _name_font(self, place: int) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() * _FONT_SHARE, 7))
        font.setBold(place == self.value())
        return font

    def _draw_names(self, painter: QPainter) -> None:
        colours = colours_of()
        for place, text in enumerate(self.shown_names()):
            painter.setFont(self._name_font(place))
            colour = colours.text if place == self.value() else colours.muted
            painter.setPen(QColor(colour if self.isEnabled() else colours.disabled))
            metrics = painter.fontMetrics()
            # On one line, whatever script a name is in: a rectangle would align tops, which fonts have their
            # own. The first and the last name may be wider than their place.
            width = metrics.horizontalAdvance(text)
            left = min(max(self._x(place) - width / 2, 0), self.width() - width)
            painter.drawText(QPointF(left, _NAMES_Y + metrics.ascent() + 1), text)

    def _step(self) -> float:
        return self.width() / max(len(self._names), 1)

    def _x(self, place: int) -> float:
        return (place + 0.5) * self._step()

    def _go_to(self, x: float) -> None:
        if self.isEnabled():
            self.setValue(self._place(x))

    def _place(self, x: float) -> int:
        return min(max(int(x / self._step()), 0), len(self._names) - 1)
