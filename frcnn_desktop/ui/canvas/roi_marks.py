"""The marks of one RoI on its feature map, and the one palette for them.

Canvas, walk, inspector and worked example draw the same thing in the same colour. None of the colours is on
the scale of the heat maps, each has a dark casing, and so all are seen on photos, too. Frames: marks are in
cells (see `explain.roi_projection`); `to_view` turns cells into the painter's pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.explain.pooling_bins import Bins
from frcnn_desktop.ui.canvas.strokes import DASHES, aligned, stroke_box

EXACT = QColor("#ffffff")
"""The RoI itself, not rounded: dashed."""
CELLS = QColor("#ff9e45")
"""The whole cells that it covers: solid."""
BIN = QColor("#4dd2ff")
"""Bins: thin, and wide for the one that is pointed at."""
WINNER = QColor("#ff4d6d")
"""Dots on the cells that gave the maxima."""
SAMPLE = QColor("#ff8fd0")
"""Dots where roi_align interpolates."""
BIN_IN_TURN = tuple(QColor(name) for name in ("#e4572e", "#2e86de", "#8e44ad", "#16a085"))
"""Where bins are matched one by one with numbers beside the map, neighbours differ."""

_CASING = QColor(0, 0, 0, 110)
_RIM = QColor(0, 0, 0, 200)
_GROUND = "#2b2e33"
_OVERLAP_ALPHA = 45
_LEAST_SHARE = 0.25
"""A winner that few channels took is still drawn at this share of the full size."""
_SAMPLE_RADIUS = 1.75
_EDGE = 0.25
"""How far inside a photo, in cells, a winner is drawn whose cell lies mostly beside it."""


@dataclass(frozen=True, slots=True, eq=False)
class RoiMarks:
    """What is drawn of a RoI, in cells; None and empty: not drawn.

    `exact` the projection; `cells` the whole cells; `bins`, with their overlaps where they are whole cells;
    `winners` W x 2 centres (x, y) with `shares` W of the channels that took them; `samples` S x 2 (x, y);
    `pointed` the one bin that is pointed at.
    """

    exact: Box | None = None
    cells: Box | None = None
    bins: Bins | None = None
    winners: NDArray[np.float64] | None = None
    shares: NDArray[np.float32] | None = None
    samples: NDArray[np.float32] | None = None
    pointed: Box | None = None

    def cut_to(self, limits: Box) -> RoiMarks:
        """Return the marks as far as they lie within `limits`, in cells; centres of winning cells are moved
        in."""
        x1, y1, x2, y2 = limits
        inner = (x1 + _EDGE, y1 + _EDGE), (x2 - _EDGE, y2 - _EDGE)
        return replace(
            self,
            exact=None if self.exact is None else _cut(self.exact, limits),
            cells=None if self.cells is None else _cut(self.cells, limits),
            bins=None if self.bins is None else _cut_bins(self.bins, limits),
            winners=None if self.winners is None else np.clip(self.winners, *inner),
        )


def _cut(box: Box, limits: Box) -> Box:
    x1, y1, x2, y2 = limits
    return max(box[0], x1), max(box[1], y1), min(box[2], x2), min(box[3], y2)


def _cut_bins(bins: Bins, limits: Box) -> Bins:
    x1, y1, x2, y2 = limits
    return replace(
        bins,
        area=_cut(bins.area, limits),
        row_starts=np.clip(bins.row_starts, y1, y2),
        row_ends=np.clip(bins.row_ends, y1, y2),
        column_starts=np.clip(bins.column_starts, x1, x2),
        column_ends=np.clip(bins.column_ends, x1, x2),
    )


def mark_html(mark: str, colour: QColor) -> str:
    """Return a mark for a legend in rich text, on the dark ground that the colours need in a light theme."""
    return f'<span style="background-color:{_GROUND}; color:{colour.name()}">&nbsp;{mark}&nbsp;</span>'


def bin_in_turn(row: int, column: int) -> QColor:
    """Return the colour of a bin where each needs its own; neighbours differ."""
    return BIN_IN_TURN[2 * (row % 2) + column % 2]


def winner_centres(winners: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return W x 2 centres (x, y) of winning cells, ... x 2 (row, column); empty bins (-1) are left out."""
    cells = winners.reshape(-1, 2)
    return cells[cells[:, 0] >= 0][:, ::-1].astype(np.float64) + 0.5


def draw_roi_marks(painter: QPainter, to_view: QTransform, marks: RoiMarks, unit: float = 1) -> None:
    """Draw the marks; `unit` painter's pixels are one on the screen.

    The painter's own transformation is expected to be that of the view's pixels.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if marks.bins is not None:
        _draw_bins(painter, to_view, marks.bins, unit)
    if marks.cells is not None:
        stroke_box(painter, _mapped(painter, to_view, marks.cells), CELLS, 2 * unit, casing=unit)
    if marks.exact is not None:
        exact = _mapped(painter, to_view, marks.exact)
        stroke_box(painter, exact, EXACT, 1.5 * unit, pattern=DASHES, casing=unit)
    if marks.pointed is not None:
        stroke_box(painter, _mapped(painter, to_view, marks.pointed), BIN, 3 * unit, casing=unit)
    if marks.winners is not None:
        _draw_winners(painter, to_view, marks, unit)
    if marks.samples is not None and len(marks.samples):
        _draw_samples(painter, to_view, marks.samples, unit)
    painter.restore()


def _draw_bins(painter: QPainter, to_view: QTransform, bins: Bins, unit: float) -> None:
    x1, y1, x2, y2 = bins.area
    shared = QColor(BIN)
    shared.setAlpha(_OVERLAP_ALPHA)
    columns, rows = _overlaps(bins.column_starts, bins.column_ends), _overlaps(bins.row_starts, bins.row_ends)
    for start, end in columns:
        painter.fillRect(_mapped(painter, to_view, (start, y1, end, y2)), shared)
    for start, end in rows:
        painter.fillRect(_mapped(painter, to_view, (x1, start, x2, end)), shared)
    # Where two bins overlap, one begins at the cased line and the other ends at the plain one.
    for end in (end for _, end in columns):
        painter.fillRect(_mapped(painter, to_view, (end, y1, end, y2)).adjusted(0, 0, unit, 0), BIN)
    for end in (end for _, end in rows):
        painter.fillRect(_mapped(painter, to_view, (x1, end, x2, end)).adjusted(0, 0, 0, unit), BIN)
    down = [_mapped(painter, to_view, (x, y1, x, y2)) for x in bins.column_starts[1:].tolist()]
    across = [_mapped(painter, to_view, (x1, y, x2, y)) for y in bins.row_starts[1:].tolist()]
    # Filled, not stroked: a line of one pixel between two would be smeared over both.
    for colour, reach in ((_CASING, unit), (BIN, 0)):
        for line in down:
            painter.fillRect(line.adjusted(-reach, 0, unit + reach, 0), colour)
        for line in across:
            painter.fillRect(line.adjusted(0, -reach, 0, unit + reach), colour)


def _overlaps(starts: NDArray[np.float32], ends: NDArray[np.float32]) -> list[tuple[float, float]]:
    """Return start and end of what each bin shares with the next: the stride is not whole there."""
    shared = zip(starts[1:].tolist(), ends[:-1].tolist(), strict=True)
    return [(start, end) for start, end in shared if end > start]


def _draw_winners(painter: QPainter, to_view: QTransform, marks: RoiMarks, unit: float) -> None:
    """Mark the cells that gave the maxima; larger where more of the channels took them."""
    assert marks.winners is not None
    full = min(max(abs(to_view.m11()) * 0.22, 1.6 * unit), 5 * unit)
    shares = np.ones(len(marks.winners)) if marks.shares is None else marks.shares
    painter.setPen(QPen(_RIM, unit))
    painter.setBrush(WINNER)
    for (x, y), share in zip(marks.winners.tolist(), shares.tolist(), strict=True):
        radius = full * max(share, _LEAST_SHARE) ** 0.5
        painter.drawEllipse(to_view.map(QPointF(x, y)), radius, radius)


def _draw_samples(painter: QPainter, to_view: QTransform, samples: NDArray[np.float32], unit: float) -> None:
    """Draw dots, smaller where they would run into each other."""
    across = _spacing(samples[:, 0]) * abs(to_view.m11())
    down = _spacing(samples[:, 1]) * abs(to_view.m22())
    radius = min(_SAMPLE_RADIUS * unit, across / 4, down / 4)
    points = [to_view.map(QPointF(x, y)) for x, y in samples.tolist()]
    for colour, diameter in ((_RIM, 3.2 * radius), (SAMPLE, 2 * radius)):
        pen = QPen(colour, diameter)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(points)


def _spacing(places: NDArray[np.float32]) -> float:
    different = np.unique(places)
    return float(np.diff(different).min()) if len(different) > 1 else 1.0


def _mapped(painter: QPainter, to_view: QTransform, box: Box) -> QRectF:
    """Return where a box lies, on whole device pixels: its lines are sharp and meet those of the grid."""
    x1, y1, x2, y2 = box
    area = to_view.mapRect(QRectF(x1, y1, x2 - x1, y2 - y1))
    ratio = painter.device().devicePixelRatio()
    return aligned(area.left(), area.top(), area.right(), area.bottom(), ratio)
