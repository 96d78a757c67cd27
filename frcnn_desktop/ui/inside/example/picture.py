"""The worked example as one picture: three readings side by side and what they give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from frcnn_desktop.explain.pooling_conventions import Reading
from frcnn_desktop.explain.walk_stages import ExampleAnswer
from frcnn_desktop.ui.inside.example.paint import (
    POOLED_CELL,
    POOLED_HEIGHT,
    PanelLayout,
    draw_map,
    draw_pooled,
)
from frcnn_desktop.ui.inside.example.state import Example
from frcnn_desktop.ui.inside.example.text import ExampleWords
from frcnn_desktop.ui.inside.pictures.shelf import PictureStyle, picture_font

GAP = 34.0
HEAD = 74.0
"""Title and rule of a panel."""
_TITLE, _FOOT_FONT, _FOOT_GAP, _ARROW = 22.0, 12, 14.0, 22.0
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True, eq=False)
class ShownExample:
    """The example with the answer to it, None while that is on its way; `pooling` of the loaded model."""

    example: Example
    answer: ExampleAnswer | None
    pooling: str


class ExamplePicture:
    """Draws the example; `shown_now` gives it whenever it is drawn, None: there is none."""

    def __init__(self, name: str, shown_now: Callable[[], ShownExample | None], words: ExampleWords) -> None:
        self.name = name
        self._shown_now, self._words = shown_now, words

    def size(self) -> QSizeF:
        """Return the size of three panels and the text below; empty without an example."""
        shown = self._shown_now()
        if shown is None:
            return QSizeF()
        width = len(Reading) * (self.panel_width(shown.example) + GAP) - GAP
        height = self.panels_height(shown.example) + _FOOT_GAP + self._foot_height(shown, width)
        return QSizeF(width, height)

    def paint(self, painter: QPainter, style: PictureStyle) -> None:
        """Draw the readings from left to right, then the text in all their width."""
        shown = self._shown_now()
        if shown is None:
            return
        for index, reading in enumerate(Reading):
            painter.save()
            painter.translate(index * (self.panel_width(shown.example) + GAP), 0)
            self._paint_panel(painter, reading, shown, style)
            painter.restore()
        width = self.size().width()
        top = self.panels_height(shown.example) + _FOOT_GAP
        painter.setFont(picture_font(_FOOT_FONT))
        painter.setPen(style.ink)
        painter.drawText(QRectF(0, top, width, self._foot_height(shown, width)), _WRAPPED, self._foot(shown))

    @staticmethod
    def panel_width(example: Example) -> float:
        """Return the width of one reading: map, pooled grid or head line, whichever is widest."""
        return max(PanelLayout.of(example).map_width, example.bins * POOLED_CELL, 270)

    @staticmethod
    def panels_height(example: Example) -> float:
        """Return the height of one reading, from its head line to the end of the pooled grid."""
        return HEAD + PanelLayout.of(example).map_height + _ARROW + example.bins * POOLED_HEIGHT

    def _paint_panel(
        self, painter: QPainter, reading: Reading, shown: ShownExample, style: PictureStyle
    ) -> None:
        example = shown.example
        layout, width = PanelLayout.of(example), self.panel_width(example)
        runs = reading is Reading.REFERENCE
        painter.setFont(picture_font(14, bold=True))
        painter.setPen(style.accent if runs else style.ink)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(QRectF(0, 0, width, _TITLE), left, self._words.title(reading))
        painter.setFont(picture_font(11))
        painter.setPen(style.muted)
        rule = self._words.rule(reading, example)
        painter.drawText(QRectF(0, _TITLE, width, HEAD - _TITLE), _WRAPPED, rule)
        pooled = example.pooled(reading)
        painter.translate(0, HEAD)
        draw_map(painter, example, pooled, style)
        painter.translate(0, layout.map_height)
        middle = example.bins * POOLED_CELL / 2
        painter.setPen(QPen(style.muted, 1.5))
        painter.drawLine(round(middle), 5, round(middle), round(_ARROW) - 6)
        painter.drawLine(round(middle) - 4, round(_ARROW) - 10, round(middle), round(_ARROW) - 6)
        painter.drawLine(round(middle) + 4, round(_ARROW) - 10, round(middle), round(_ARROW) - 6)
        painter.translate(0, _ARROW)
        draw_pooled(painter, pooled, shown.answer, style)

    def _foot(self, shown: ShownExample) -> str:
        region, verdict = (
            self._words.region(shown.example),
            self._words.verdict(shown.answer, shown.pooling),
        )
        return f"{region}\n{verdict}"

    def _foot_height(self, shown: ShownExample, width: float) -> float:
        metrics = QFontMetricsF(picture_font(_FOOT_FONT))
        return metrics.boundingRect(QRectF(0, 0, width, 400), _WRAPPED, self._foot(shown)).height() + 4
