"""What the detector thinks of one box, as bars: in a panel, and beside the box while it is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.explain.meter import TOP_CLASSES, BoxMeter
from frcnn_desktop.ui.kit.painting import ClassColours, draw_text, no_colours
from frcnn_desktop.ui.kit.palettes import Colours, colours_of

_ROW = 18
PADDING = 8
"""Logical pixels kept free around the bars."""
_WIDTH = 196
_GAP = 12
_BACKGROUND_COLOUR = "#8a9099"


class MeterBars(QWidget):
    """Five best classes and background with their scores.

    Setters: `set_meter(BoxMeter | None)`, `set_class_colours`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meter: BoxMeter | None = None
        self._colours_of_classes: ClassColours = no_colours
        self.setAccessibleName(self.tr("Box meter"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def meter(self) -> BoxMeter | None:
        """The scores shown; None: a hint is shown instead."""
        return self._meter

    def set_meter(self, meter: BoxMeter | None) -> None:
        """Show these scores; None: there is no box to judge."""
        self._meter = meter
        if meter is not None:
            best = ", ".join(f"{name} {score:.2f}" for name, score in meter.top)
            self.setAccessibleDescription(best)
        self.update()

    def set_class_colours(self, colours: ClassColours) -> None:
        """Draw the bars in the colour of each class name; background keeps its own."""
        self._colours_of_classes = colours
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 2 * PADDING + _ROW * (TOP_CLASSES + 1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def needed_height(self) -> int:
        """Return the height of the bars that are shown now; scores of zero have none."""
        shown = TOP_CLASSES if self._meter is None else len(self._meter.top)
        return 2 * PADDING + _ROW * (shown + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of()
        self.paint_ground(painter, colours)
        if self._meter is None:
            text = self.tr("Select or draw a box to see its class scores.")
            room = self.rect().adjusted(12, PADDING, -12, -PADDING)
            painter.setPen(QColor(colours.muted))
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)
            return
        background = (self.tr("background"), self._meter.background)
        rows = [(name, score, self._colours_of_classes(name)) for name, score in self._meter.top]
        for number, row in enumerate([*rows, (*background, QColor(_BACKGROUND_COLOUR))]):
            line = QRect(PADDING, PADDING + number * _ROW, self.width() - 2 * PADDING, _ROW)
            _paint_row(painter, line, row, colours)

    def paint_ground(self, painter: QPainter, colours: Colours) -> None:
        """Paint what is behind the bars: nothing in a panel."""


class MeterOverlay(MeterBars):
    """The bars beside a box on the canvas. The mouse goes through it."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(self.sizeHint())
        self.hide()

    def show_beside(self, box: QRect, meter: BoxMeter) -> None:
        """Show the bars right of a box (viewport coordinates), or left of it, always in full."""
        self.set_meter(meter)
        room = self._viewport.rect()
        x = box.right() + _GAP
        if x + self.width() > room.right():
            x = box.left() - _GAP - self.width()
        if x < room.left():
            x = min(max(box.right() - self.width() - _GAP, room.left()), room.right() - self.width())
        y = min(max(box.top(), room.top()), room.bottom() - self.height())
        self.move(QPoint(x, y))
        self.show()
        self.raise_()

    def paint_ground(self, painter: QPainter, colours: Colours) -> None:
        """Paint a nearly opaque card, so that the bars can be read over any photo."""
        ground = QColor(colours.raised)
        ground.setAlpha(235)
        painter.setPen(QColor(colours.border))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _paint_row(painter: QPainter, line: QRect, row: tuple[str, float, QColor], colours: Colours) -> None:
    name, score, colour = row
    number = painter.fontMetrics().horizontalAdvance("0.00") + 6
    label = QRect(line.left(), line.top(), line.width() // 2 - 4, line.height())
    draw_text(painter, label, name, colours.text, elide=Qt.TextElideMode.ElideRight)
    track = QRectF(line.left() + line.width() / 2, line.center().y() - 3, line.width() / 2 - number - 4, 7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.hover))
    painter.drawRoundedRect(track, 2, 2)
    bar = QRectF(track)
    bar.setWidth(max(2.0, track.width() * score))
    painter.setBrush(colour)
    painter.drawRoundedRect(bar, 2, 2)
    right = QRect(line.right() - number, line.top(), number, line.height())
    draw_text(painter, right, f"{score:.2f}", colours.muted, Qt.AlignmentFlag.AlignRight)
