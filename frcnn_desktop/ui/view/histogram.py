"""How often each grey value occurs, with the two that are shown black and white."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.core.tone import Window
from frcnn_desktop.ui.kit.palettes import colours_of

BINS = 128
_HEIGHT, _EDGE, _REACH = 64, 6, 10.0
_NO_COUNTS = np.zeros(BINS, np.int64)


class Histogram(QWidget):
    """Bars, and where `window` is set two lines that can be dragged.

    Signals: `window_picked(low, high)` in the units of the values.
    """

    window_picked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts, self._span = _NO_COUNTS, (0.0, 1.0)
        self._window: Window | None = None
        self._held: int | None = None
        self.setAccessibleName(self.tr("Histogram"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: NDArray[np.int64], span: Window) -> None:
        """Show how many values lie in each of equal parts of `span`."""
        self._counts, self._span = counts, span
        self.update()

    def show_window(self, window: Window | None) -> None:
        """Show which values are black and white; None: there is nothing to drag."""
        self._window = window
        self.setCursor(Qt.CursorShape.ArrowCursor if window is None else Qt.CursorShape.SizeHorCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._window is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        offs = [abs(self._place(value) - event.position().x()) for value in self._window]
        self._held = offs.index(min(offs)) if min(offs) <= _REACH else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self._window is None:
            return
        low, high = self._window
        value, least = self._value(event.position().x()), (self._span[1] - self._span[0]) / 1000
        low, high = (min(value, high - least), high) if self._held == 0 else (low, max(value, low + least))
        self.window_picked.emit(low, high)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's own signature
        self._held = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter, colours = QPainter(self), colours_of()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colours.border))
        painter.setBrush(QColor(colours.base))
        painter.drawRoundedRect(area, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.muted))
        painter.drawPolygon(self._shape(area))
        for value in self._window or ():
            x = min(max(self._place(value), area.left() + 1), area.right() - 1)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawLine(QPointF(x, area.top() + 2), QPointF(x, area.bottom() - 2))

    def _shape(self, area: QRectF) -> QPolygonF:
        # By the root: what is rare is what one looks for.
        heights = np.sqrt(self._counts / max(int(self._counts.max()), 1)) * (area.height() - 6)
        xs = np.linspace(_EDGE, self.width() - _EDGE, len(heights) + 1)
        points = [QPointF(xs[0], area.bottom())]
        for left, right, height in zip(xs, xs[1:], heights, strict=False):
            points += [QPointF(left, area.bottom() - height), QPointF(right, area.bottom() - height)]
        return QPolygonF([*points, QPointF(xs[-1], area.bottom())])

    def _place(self, value: float) -> float:
        low, high = self._span
        return _EDGE + (value - low) / (high - low) * (self.width() - 2 * _EDGE)

    def _value(self, place: float) -> float:
        low, high = self._span
        share = (place - _EDGE) / max(self.width() - 2 * _EDGE, 1)
        return low + min(max(share, 0.0), 1.0) * (high - low)
