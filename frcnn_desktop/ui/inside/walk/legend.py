"""The legend of a stage: what its colours and lines mean, for pictures that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from frcnn_desktop.ui.inside.heat import draw_colour_bar
from frcnn_desktop.ui.inside.pictures.shelf import PictureStyle, picture_font

LINE_HEIGHT = 20
_TEXT, _MARK, _BAR, _GAP = 11, 18, 70, 16


class Mark(Enum):
    """What stands before the text: a line, a dashed one, a dot, or a bar of colours."""

    LINE = auto()
    DASHES = auto()
    DOT = auto()
    BAR = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark with its meaning. A BAR runs from `low` to `text` and has no colour of its own; `is_class`
    where the colour stands for a class; lines are `width` pixels wide."""

    mark: Mark
    text: str
    colour: QColor = field(default_factory=QColor)
    low: str = ""
    is_class: bool = False
    width: float = 2


def legend_height(entries: Sequence[Entry], width: float) -> float:
    """Return how high a legend is when it has this much width."""
    return 0 if not entries else (max(line for line, _, _ in _places(entries, width)) + 1) * LINE_HEIGHT


def legend_width(entries: Sequence[Entry]) -> float:
    """Return the width of the widest mark with its words."""
    return max((width for _, _, width in _places(entries, 0)), default=0.0)


def draw_legend(
    painter: QPainter, entries: Sequence[Entry], x: float, y: float, width: float, style: PictureStyle
) -> None:
    """Draw marks and words from the top left corner (x, y)."""
    painter.setFont(picture_font(_TEXT))
    for entry, (line, left, _) in zip(entries, _places(entries, width), strict=True):
        middle = y + line * LINE_HEIGHT + LINE_HEIGHT / 2
        _draw_entry(painter, entry, x + left, middle, style)


def _places(entries: Sequence[Entry], width: float) -> list[tuple[int, float, float]]:
    """Return line, left edge and width of each entry; what does not fit goes to the next line."""
    metrics = QFontMetricsF(picture_font(_TEXT))
    places, line, x = [], 0, 0.0
    for entry in entries:
        mark = _BAR + metrics.horizontalAdvance(entry.low) + 6 if entry.mark is Mark.BAR else _MARK
        wanted = mark + 6 + metrics.horizontalAdvance(entry.text)
        if x and x + wanted > width:
            line, x = line + 1, 0.0
        places.append((line, x, wanted))
        x += wanted + _GAP
    return places


def _draw_entry(painter: QPainter, entry: Entry, x: float, middle: float, style: PictureStyle) -> None:
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    if entry.mark is Mark.BAR:
        painter.setPen(style.ink)
        low = QFontMetricsF(painter.font()).horizontalAdvance(entry.low)
        painter.drawText(QRectF(x, middle - 10, low + 4, 20), flags, entry.low)
        draw_colour_bar(painter, QRectF(x + low + 6, middle - 5, _BAR, 10))
        x += low + _BAR + 12
    else:
        end = x + _MARK
        # A dark rim: pale lines are made for photos and would vanish on paper.
        for colour, width in ((QColor(0, 0, 0, 170), entry.width + 2), (entry.colour, entry.width)):
            pen = QPen(colour, width)
            if entry.mark is Mark.DASHES:
                pen.setDashPattern([6 / width, 4 / width])
            painter.setPen(Qt.PenStyle.NoPen if entry.mark is Mark.DOT else pen)
            painter.setBrush(colour)
            if entry.mark is Mark.DOT:
                painter.drawEllipse(QPointF(x + _MARK / 2, middle), width + 1, width + 1)
            else:
                painter.drawLine(QPointF(x, middle), QPointF(end, middle))
        x = end + 6
    painter.setPen(style.ink)
    painter.drawText(QRectF(x, middle - 10, 600, 20), flags, entry.text)
