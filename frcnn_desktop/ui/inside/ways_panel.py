"""R-CNN's way against Fast R-CNN's on the open image, as bars on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from frcnn_desktop.core.ways import WaysCompared
from frcnn_desktop.ui.icons import set_icon
from frcnn_desktop.ui.palettes import Colours, colours_of
from frcnn_desktop.ui.panels.painting import draw_text
from frcnn_desktop.ui.panels.timings_panel import seconds_text

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


class WaysPanel(QWidget):
    """Signals: `measure_wanted()`, `stop_wanted()`.

    Setters: `set_ready(bool)` there are proposals to measure with; `set_progress(done, total)`;
    `set_ways(WaysCompared | None)`; `set_message(text)`.
    """

    measure_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self.button = QToolButton(self)
        self.bars = WaysBars(self)
        self._note = QLabel(self)
        self._build()
        self.set_ready(False)
        self.set_ways(None)

    @property
    def note(self) -> str:
        """The sentence below the bars."""
        return self._note.text()

    def set_ready(self, ready: bool) -> None:
        self.button.setEnabled(ready or self._busy)

    def set_progress(self, done: int, total: int) -> None:
        """A measurement is under way."""
        self._set_busy(True)
        if not total:
            self._note.setText(self.tr("Fast R-CNN's way: the whole image…"))
            return
        self._note.setText(self.tr("R-CNN's way: {done} of {total} regions").format(done=done, total=total))

    def set_ways(self, ways: WaysCompared | None) -> None:
        """Show what was measured; None: nothing of this image yet."""
        self._set_busy(False)
        self.bars.set_ways(ways)
        self.bars.setVisible(ways is not None)
        if ways is None:
            self._note.setText(
                self.tr(
                    "R-CNN runs the convolutions on every region, Fast R-CNN once on the image. Measure both"
                    " on this image with the same weights."
                )
            )
            return
        text = self.tr(
            "{regions} regions, selective search left out. R-CNN: {each} a region, measured on {sampled} of"
            " them, its classifier not counted."
        )
        self._note.setText(
            text.format(regions=ways.regions, each=seconds_text(ways.region_seconds), sampled=ways.sampled)
        )

    def set_message(self, text: str) -> None:
        """Say why nothing was measured."""
        self._set_busy(False)
        self._note.setText(text)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.button.setText(self.tr("Stop") if busy else self.tr("Measure both ways"))
        set_icon(self.button, "square" if busy else "gauge")

    def _build(self) -> None:
        title = QLabel(self.tr("R-CNN or Fast R-CNN"), self)
        title.setProperty("role", "title")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setProperty("role", "button")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_clicked)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setMinimumWidth(200)
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.bars)
        column.addWidget(self._note, 1)

    @Slot()
    def _on_clicked(self) -> None:
        if self._busy:
            self.stop_wanted.emit()
        else:
            self.measure_wanted.emit()


def _paint_parts(painter: QPainter, room: QRectF, row: WayRow, longest: float, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.hover))
    painter.drawRoundedRect(room, 2, 2)
    left = room.left()
    for colour, seconds in row.parts:
        width = max(room.width() * seconds / max(longest, 1e-9), 1.0)
        painter.fillRect(QRectF(left, room.top(), width, room.height()), QColor(colour))
        left += width
