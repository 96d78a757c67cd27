"""Where the time of a detection goes, below the canvas."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.ui.kit.numbers import seconds_text
from frcnn_desktop.ui.kit.painting import draw_text
from frcnn_desktop.ui.kit.palettes import Colours, colours_of

_KEPT = 200
_ROW = 24
_STAGE_COLOURS = ("#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#9c755f", "#76b7b2")


class TimingsPanel(QWidget):
    """For each stage a bar of the last detection, and below it a thin one of the mean of this session.

    Setters: `set_seconds(mapping)` stage to seconds, in the order to be shown; `set_stage_names(mapping)`
    what the stages are called on screen; `clear`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seconds: dict[str, float] = {}
        self._history: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=_KEPT))
        self._names: dict[str, str] = {}
        self.setAccessibleName(self.tr("Stage timings"))
        self.setToolTip(
            self.tr("Time of each stage of this image; the thin bar is the mean of all images so far")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def set_stage_names(self, names: Mapping[str, str]) -> None:
        """Take what stages are called; one without a name is shown by its key."""
        self._names = dict(names)
        self.update()

    def set_seconds(self, seconds: Mapping[str, float]) -> None:
        """Show a detection and remember it for the means."""
        self._seconds = dict(seconds)
        for stage, value in seconds.items():
            self._history[stage].append(value)
        text = ", ".join(f"{self._name(stage)} {seconds_text(value)}" for stage, value in seconds.items())
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Forget everything, e.g. after another model was loaded."""
        self._seconds.clear()
        self._history.clear()
        self.update()

    @property
    def has_times(self) -> bool:
        """Whether a detection was shown since the last `clear`."""
        return bool(self._seconds)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 16 + _ROW * max(4, len(self._seconds)))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _name(self, stage: str) -> str:
        return self._names.get(stage, stage.replace("_", " ").capitalize())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of()
        if not self._seconds:
            text = self.tr("Run a detection to see how long each stage takes.")
            draw_text(painter, self.rect().adjusted(12, 8, -12, -8), text, colours.muted)
            return
        means = {stage: sum(self._history[stage]) / len(self._history[stage]) for stage in self._seconds}
        longest = max(*self._seconds.values(), *means.values(), 1e-6)
        for row, (stage, value) in enumerate(self._seconds.items()):
            line = QRect(12, 8 + row * _ROW, self.width() - 24, _ROW)
            colour = QColor(_STAGE_COLOURS[row % len(_STAGE_COLOURS)])
            self._paint_row(painter, line, stage, (value / longest, means[stage] / longest), colour, colours)

    def _paint_row(
        self,
        painter: QPainter,
        line: QRect,
        stage: str,
        fractions: tuple[float, float],
        colour: QColor,
        colours: Colours,
    ) -> None:
        metrics = painter.fontMetrics()
        label = max(metrics.horizontalAdvance(self._name(name)) for name in self._seconds) + 16
        value = metrics.horizontalAdvance("0000 ms  (mean 0000 ms)") + 8
        draw_text(
            painter, QRect(line.left(), line.top(), label, line.height()), self._name(stage), colours.text
        )
        track = QRectF(
            line.left() + label, line.center().y() - 6, max(20, line.width() - label - value - 8), 9
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(track, 2, 2)
        painter.setBrush(colour)
        bar = QRectF(track)
        bar.setWidth(max(2.0, track.width() * fractions[0]))
        painter.drawRoundedRect(bar, 2, 2)
        average = QRectF(track.left(), track.bottom() + 1, max(2.0, track.width() * fractions[1]), 3)
        painter.fillRect(average, QColor(colours.muted))
        mean = sum(self._history[stage]) / len(self._history[stage])
        text = self.tr("{time}  (mean {mean})").format(
            time=seconds_text(self._seconds[stage]), mean=seconds_text(mean)
        )
        right = QRect(line.right() - value, line.top(), value, line.height())
        draw_text(painter, right, text, colours.muted, Qt.AlignmentFlag.AlignRight)
