"""What the head reads of a RoI: the pooled bins as coloured squares with their numbers, and a colour bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.ui.canvas.colours import text_on
from frcnn_desktop.ui.canvas.roi_marks import BIN
from frcnn_desktop.ui.canvas.strokes import stroke_box
from frcnn_desktop.ui.inside.heat import heat_colour
from frcnn_desktop.ui.inside.inspector.look import BinPlace, RoiLook
from frcnn_desktop.ui.kit.numbers import plain
from frcnn_desktop.ui.kit.palettes import colours_of

_LEAST_FOR_NUMBERS = 26
_STEPS = 64


class PooledGrid(QWidget):
    """One square a bin. Signals: `bin_pointed(object)` as `HeatView`."""

    bin_pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: RoiLook | None = None
        self._levels = (0.0, 1.0)
        self.setMouseTracking(True)
        self.setMinimumSize(60, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def look(self) -> RoiLook | None:
        """What is drawn."""
        return self._look

    def sizeHint(self) -> QSize:
        return QSize(160, 180)

    def show_look(self, look: RoiLook, levels: tuple[float, float]) -> None:
        """Show the pooled values; `levels` are the ends of the colour bar."""
        self._look, self._levels = look, levels
        self.update()

    def _square(self) -> QRectF:
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._look is None:
            return
        painter = QPainter(self)
        values, (low, high) = self._look.pooled.values, self._levels
        square, count = self._square(), len(values)
        side = square.width() / count
        font = QFont(self.font())
        font.setPixelSize(max(1, round(min(side * 0.3, 15))))
        painter.setFont(font)
        for row, numbers in enumerate(values.tolist()):
            for column, value in enumerate(numbers):
                colour = heat_colour((value - low) / max(high - low, 1e-9))
                cell = QRectF(square.x() + column * side, square.y() + row * side, side - 1, side - 1)
                painter.fillRect(cell, colour)
                if side >= _LEAST_FOR_NUMBERS:
                    painter.setPen(text_on(colour))
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, plain(value))
        if self._look.pointed is not None:
            row, column = self._look.pointed
            corner = QPointF(square.x() + column * side, square.y() + row * side)
            stroke_box(painter, QRectF(corner.x(), corner.y(), side - 1, side - 1), BIN, 3)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._look is None:
            return
        square, place = self._square(), event.position()
        found: BinPlace | None = None
        if square.contains(place):
            side, last = square.width() / len(self._look.pooled.values), len(self._look.pooled.values) - 1
            row, column = int((place.y() - square.y()) / side), int((place.x() - square.x()) / side)
            found = min(row, last), min(column, last)
        self.bin_pointed.emit(found)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.bin_pointed.emit(None)


class ColourBar(QWidget):
    """What the colours of a heat map mean: its lowest number below, its highest above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels = (0.0, 1.0)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("-00.0") + 4)
        self.setToolTip(self.tr("Colours of the heat maps: the lowest and highest number of this channel"))
        self.setAccessibleName(self.tr("Colour bar"))

    def set_levels(self, low: float, high: float) -> None:
        """Name the ends of the bar."""
        if (low, high) != self.levels:
            self.levels = low, high
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, (low, high) = self.fontMetrics().height(), self.levels
        bar = QRectF(self.width() / 2 - 5, line + 2, 10, max(self.height() - 2 * line - 4, 4))
        for step in range(_STEPS):
            share = 1 - step / (_STEPS - 1)
            top = bar.top() + bar.height() * step / _STEPS
            painter.fillRect(QRectF(bar.x(), top, 10, bar.height() / _STEPS + 1), heat_colour(share))
        painter.setPen(QColor(colours_of().muted))
        for number, top in ((high, 0.0), (low, float(self.height() - line))):
            area = QRectF(0, top, self.width(), line)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, plain(number, 1))
        painter.end()
