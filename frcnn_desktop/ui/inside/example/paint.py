"""The worked example drawn: the map in each reading, side by side, and what it is pooled to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from frcnn_desktop.explain.pooling_conventions import PooledRegion, Reading
from frcnn_desktop.explain.walk_stages import ExampleAnswer
from frcnn_desktop.ui.canvas.colours import text_on
from frcnn_desktop.ui.canvas.roi_marks import CELLS, bin_in_turn
from frcnn_desktop.ui.canvas.strokes import stroke_box
from frcnn_desktop.ui.inside.example.state import Example
from frcnn_desktop.ui.inside.heat import heat_colour
from frcnn_desktop.ui.inside.pictures.shelf import PictureStyle, picture_font

AGREES, DIFFERS = QColor("#17803a"), QColor("#c0392b")
AGREES_ON_DARK, DIFFERS_ON_DARK = QColor("#5fd483"), QColor("#ff8a7a")
POOLED_CELL = 40.0
POOLED_HEIGHT = 30.0
_CELL_HEIGHT = 34
"""So high that the outlines of bins, each within the one before, leave a cell's number free."""
_MIDDLE = 128
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class PanelLayout:
    """Where things are in the panel of one reading, from its own top left corner."""

    cell_width: float
    cell_height: float
    columns: int
    rows: int

    @staticmethod
    def of(example: Example) -> PanelLayout:
        """Lay a map out about 300 wide, with cells wide enough for their numbers."""
        whole = bool((example.values == np.floor(example.values)).all())
        width = min(max(300 / example.columns, 22 if whole else 34), 38)
        return PanelLayout(width, min(width, _CELL_HEIGHT), example.columns, example.rows)

    @property
    def map_width(self) -> float:
        """Width of all columns, in the picture's own units."""
        return self.cell_width * self.columns

    @property
    def map_height(self) -> float:
        """Height of all rows, in the picture's own units."""
        return self.cell_height * self.rows

    def cell(self, row: int, column: int) -> QRectF:
        """Return the rectangle of one cell."""
        return QRectF(column * self.cell_width, row * self.cell_height, self.cell_width, self.cell_height)

    def span(self, columns: tuple[int, int], rows: tuple[int, int]) -> QRectF:
        """Return the rectangle of cells; ends not included."""
        x, y = columns[0] * self.cell_width, rows[0] * self.cell_height
        return QRectF(
            x, y, (columns[1] - columns[0]) * self.cell_width, (rows[1] - rows[0]) * self.cell_height
        )

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return (row, column) at a point; None beside the map."""
        column, row = int(x // self.cell_width), int(y // self.cell_height)
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return (row, column) if inside else None


def draw_map(painter: QPainter, example: Example, pooled: PooledRegion, style: PictureStyle) -> None:
    """Draw the map from (0, 0): values on heat, the region, bins, winning cells."""
    layout = PanelLayout.of(example)
    low, high = float(example.values.min()), float(example.values.max())
    x1, y1, x2, y2 = example.region
    painter.setFont(picture_font(min(layout.cell_width * 0.36, 12)))
    for row in range(example.rows):
        for column in range(example.columns):
            inside = x1 <= column <= x2 and y1 <= row <= y2
            value = float(example.values[row, column])
            colour = heat_colour((value - low) / max(high - low, 1e-9))
            painter.setOpacity(1.0 if inside else 0.25)
            painter.fillRect(layout.cell(row, column), colour)
            painter.setPen(text_on(colour) if inside else style.ink)
            painter.setOpacity(1.0 if inside else 0.55)
            painter.drawText(layout.cell(row, column), _CENTRE, number(value))
    painter.setOpacity(1.0)
    _draw_dropped(painter, layout, example, pooled)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    stroke_box(painter, layout.span((x1, x2 + 1), (y1, y2 + 1)), CELLS, 2)
    _draw_bins(painter, layout, pooled)


def _draw_dropped(painter: QPainter, layout: PanelLayout, example: Example, pooled: PooledRegion) -> None:
    """Cross out the cells of the region that no bin takes."""
    x1, y1, x2, y2 = example.region
    painter.setPen(QPen(QColor(255, 255, 255, 220), 2))
    for row in range(y1, y2 + 1):
        for column in range(x1, x2 + 1):
            if not pooled.covered[row, column]:
                cell = layout.cell(row, column)
                painter.fillRect(cell, QColor(90, 95, 105, 190))
                inner = cell.adjusted(5, 5, -5, -5)
                painter.drawLine(QLineF(inner.topLeft(), inner.bottomRight()))
                painter.drawLine(QLineF(inner.topRight(), inner.bottomLeft()))


def _draw_bins(painter: QPainter, layout: PanelLayout, pooled: PooledRegion) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for i, rows in enumerate(pooled.row_spans):
        for j, columns in enumerate(pooled.column_spans):
            rect = layout.span(columns, rows)
            if rect.isEmpty():
                continue
            # Smaller by steps: outlines of bins that overlap must not hide each other.
            inset = 2.0 + 2.2 * (2 * (i % 2) + j % 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor("white"), 3.4))
            painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))
            painter.setPen(QPen(bin_in_turn(i, j), 2))
            painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))
    ringed: Counter[tuple[int, int]] = Counter()
    for i, j in np.ndindex(pooled.values.shape):
        row, column = pooled.winners[i, j].tolist()
        if row >= 0:
            _draw_winner(painter, layout.cell(row, column), bin_in_turn(i, j), ringed[row, column])
            ringed[row, column] += 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _draw_winner(painter: QPainter, cell: QRectF, colour: QColor, rings: int) -> None:
    """Ring a winning cell in its bin's colour, within the `rings` that it has already."""
    smaller = 1.0 - 0.16 * rings
    across, down = cell.width() * 0.42 * smaller, cell.height() * 0.44 * smaller
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((QColor("white"), 5), (colour, 2.6)):
        painter.setPen(QPen(ink, width))
        painter.drawEllipse(cell.center(), across, down)


def draw_pooled(
    painter: QPainter,
    pooled: PooledRegion,
    answer: ExampleAnswer | None,
    style: PictureStyle,
) -> None:
    """Draw the pooled grid from (0, 0); a tick where a value equals torchvision's, a cross where not."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for i, j in np.ndindex(pooled.values.shape):
        area = QRectF(j * POOLED_CELL, i * POOLED_HEIGHT, POOLED_CELL, POOLED_HEIGHT)
        inner = area.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(bin_in_turn(i, j), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(inner)
        value = pooled.values[i, j]
        if answer is not None and pooled.reading is Reading.REFERENCE:
            value = answer.detector[i, j]
        painter.setFont(picture_font(11, bold=True))
        painter.setPen(style.ink)
        text = inner.adjusted(0, 0, -9, 0) if answer is not None else inner
        painter.drawText(text, _CENTRE, number(float(value)))
        if answer is not None:
            _draw_tick(painter, inner, bool(value == answer.torchvision[i, j]), style)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _draw_tick(painter: QPainter, area: QRectF, agrees: bool, style: PictureStyle) -> None:
    x, y = area.right() - 9, area.center().y()
    dark = style.ink.lightness() > _MIDDLE
    good, bad = (AGREES_ON_DARK, DIFFERS_ON_DARK) if dark else (AGREES, DIFFERS)
    painter.setPen(QPen(good if agrees else bad, 2))
    if agrees:
        painter.drawPolyline([QPointF(x, y), QPointF(x + 2.5, y + 3), QPointF(x + 7, y - 4)])
    else:
        painter.drawLine(QLineF(x, y - 3, x + 6, y + 3))
        painter.drawLine(QLineF(x, y + 3, x + 6, y - 3))


def number(value: float) -> str:
    """Return a cell's value as short as it can be read."""
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"
