"""R-CNN's way, Fast R-CNN's and the latter with truncated SVD as bars on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.ui.kit.numbers import seconds_text
from frcnn_desktop.ui.kit.painting import draw_text
from frcnn_desktop.ui.kit.palettes import Colours, colours_of

_ROW = 24
_MINUTES_FROM = 100
_CROPS, _BACKBONE, _HEAD = "#e15759", "#f28e2b", "#59a14f"


@dataclass(frozen=True, slots=True)
class WayRow:
    """One bar: its name, its parts as (colour, seconds), and what is written at its right."""

    name: str
    parts: tuple[tuple[str, float], ...]
    text: str

    @property
    def seconds(self) -> float:
        """The length of the whole bar."""
        return sum(seconds for _, seconds in self.parts)


class WaysBars(QWidget):
    """The bars. Setter: `set_ways(WaysCompared | None)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways: WaysCompared | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, 3 * _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 3 * _ROW)

    def set_ways(self, ways: WaysCompared | None) -> None:
        """Draw another measurement, None: no bars. Screen readers get the figures too."""
        self._ways = ways
        rows = ", ".join(f"{row.name} {row.text}" for row in self.rows())
        self.setAccessibleDescription(rows)
        self.update()

    def rows(self) -> list[WayRow]:
        """Return the bars from top to bottom."""
        ways = self._ways
        if ways is None:
            return []
        fast = ((_BACKBONE, ways.backbone_seconds), (_HEAD, ways.head_seconds))
        times = self.tr("{time}  (1 / {ratio:.0f})")
        rows = [
            WayRow(self.tr("R-CNN"), ((_CROPS, ways.rcnn_seconds),), self._duration(ways)),
            WayRow(
                self.tr("Fast R-CNN"),
                fast,
                times.format(time=seconds_text(ways.fast_seconds), ratio=ways.ratio),
            ),
        ]
        if ways.thin_head_seconds is not None:
            thin = ((_BACKBONE, ways.backbone_seconds), (_HEAD, ways.thin_head_seconds))
            seconds = ways.backbone_seconds + ways.thin_head_seconds
            ratio = ways.rcnn_seconds / max(seconds, 1e-9)
            text = times.format(time=seconds_text(seconds), ratio=ratio)
            rows.append(WayRow(self.tr("with truncated SVD"), thin, text))
        return rows

    def _duration(self, ways: WaysCompared) -> str:
        """Write R-CNN's time, which may be minutes."""
        if ways.rcnn_seconds < _MINUTES_FROM:
            return seconds_text(ways.rcnn_seconds)
        return self.tr("{minutes:.1f} min").format(minutes=ways.rcnn_seconds / 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rows = self.rows()
        if not rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, metrics = colours_of(), painter.fontMetrics()
        label = max(metrics.horizontalAdvance(row.name) for row in rows) + 12
        value = max(metrics.horizontalAdvance(row.text) for row in rows) + 12
        longest = max(row.seconds for row in rows)
        for place, row in enumerate(rows):
            line = QRect(0, place * _ROW, self.width(), _ROW)
            draw_text(painter, QRect(0, line.top(), label, _ROW), row.name, colours.text)
            room = QRectF(label, line.center().y() - 4, max(self.width() - label - value, 20), 9)
            _paint_parts(painter, room, row, longest, colours)
            right = QRect(self.width() - value, line.top(), value, _ROW)
            draw_text(painter, right, row.text, colours.muted, Qt.AlignmentFlag.AlignRight)
        painter.end()


def _paint_parts(painter: QPainter, room: QRectF, row: WayRow, longest: float, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.hover))
    painter.drawRoundedRect(room, 2, 2)
    left = room.left()
    for colour, seconds in row.parts:
        width = max(room.width() * seconds / max(longest, 1e-9), 1.0)
        painter.fillRect(QRectF(left, room.top(), width, room.height()), QColor(colour))
        left += width
