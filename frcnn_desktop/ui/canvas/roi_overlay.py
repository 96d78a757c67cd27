"""The marks of one RoI on its feature map: projection, rounded cells, bins, winners, sampling points.

The same function draws them on the heat map and on the crop. Frames: marks are in cells (see
`core.roi_inspection`); `to_view` turns cells into the painter's logical pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.explain.roi_inspection import Bins, PooledRoi, RoiInspection
from frcnn_desktop.ui.canvas.strokes import mitred, stroke_box

EXACT = QColor("#ffffff")
ROUNDED = QColor("#ff9e45")
WINNER = QColor("#ff4d6d")
SAMPLE = QColor("#ff8fd0")
_BIN_LINE = QColor(255, 255, 255, 210)
_BIN_CASING = QColor(0, 0, 0, 110)
_OVERLAP = QColor(255, 255, 255, 70)
_RIM = QColor(0, 0, 0, 200)
_LEAST_SHARE = 0.25
"""A winner that few channels took is still drawn at this share of the full size."""

BinPlace = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class RoiLook:
    """What is drawn of an inspection: `kind` of pooling, the `pointed` bin (row, column), and whether `bins`
    and `winners` are drawn beside the projection."""

    inspection: RoiInspection
    kind: str
    pointed: BinPlace | None = None
    bins: bool = True
    winners: bool = True

    @property
    def pooled(self) -> PooledRoi:
        return self.inspection.pooled(self.kind)


def bin_at(bins: Bins, x: float, y: float) -> BinPlace | None:
    """Return the bin at a place in cells; where two overlap, the one whose even share the place lies in."""
    x1, y1, x2, y2 = bins.area
    if not (x1 <= x < x2 and y1 <= y < y2):
        return None
    across, down = bins.stride
    last = len(bins) - 1
    return min(int((y - y1) / down), last), min(int((x - x1) / across), last)


def draw_roi(painter: QPainter, to_view: QTransform, look: RoiLook) -> None:
    """Draw the marks. The painter's own transformation is expected to be that of the view's pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pooled, whole = look.pooled, look.pooled.kind == "roi_pool"
    if look.bins:
        _draw_bins(painter, to_view, pooled.bins, whole)
    if whole:
        stroke_box(painter, _mapped(to_view, pooled.bins.area), ROUNDED, 2)
    exact = _mapped(to_view, look.inspection.projected)
    stroke_box(painter, exact, EXACT, 1.5, dashed=whole)
    if look.pointed is not None:
        stroke_box(painter, _mapped(to_view, pooled.bins.bin(*look.pointed)), WINNER, 2.5)
    if look.winners:
        _draw_winners(painter, to_view, pooled)
        _draw_samples(painter, to_view, pooled)
    painter.restore()


def _draw_bins(painter: QPainter, to_view: QTransform, bins: Bins, whole: bool) -> None:
    x1, y1, x2, y2 = bins.area
    if whole:
        # Cells that two bins share: the stride is not whole there.
        for end, start in zip(bins.column_ends[:-1], bins.column_starts[1:], strict=True):
            if end > start:
                painter.fillRect(_mapped(to_view, (float(start), y1, float(end), y2)), _OVERLAP)
        for end, start in zip(bins.row_ends[:-1], bins.row_starts[1:], strict=True):
            if end > start:
                painter.fillRect(_mapped(to_view, (x1, float(start), x2, float(end))), _OVERLAP)
    lines = [(QPointF(x, y1), QPointF(x, y2)) for x in bins.column_starts[1:].tolist()]
    lines += [(QPointF(x1, y), QPointF(x2, y)) for y in bins.row_starts[1:].tolist()]
    for colour, width in ((_BIN_CASING, 2.5), (_BIN_LINE, 1.0)):
        painter.setPen(mitred(colour, width))
        for start, end in lines:
            painter.drawLine(to_view.map(start), to_view.map(end))


def _draw_winners(painter: QPainter, to_view: QTransform, pooled: PooledRoi) -> None:
    """Mark the cell that gave each bin its value; larger where more of the channels took it."""
    side = abs(to_view.m11())
    for cells, shares in zip(pooled.winners.tolist(), pooled.shares.tolist(), strict=True):
        for (row, column), share in zip(cells, shares, strict=True):
            if row >= 0:
                radius = min(max(side * 0.22, 1.6), 5.0) * max(share, _LEAST_SHARE) ** 0.5
                _dot(painter, to_view.map(QPointF(column + 0.5, row + 0.5)), radius, WINNER)


def _draw_samples(painter: QPainter, to_view: QTransform, pooled: PooledRoi) -> None:
    if not len(pooled.bins.samples):
        return
    radius = min(max(abs(to_view.m11()) * 0.08, 1.0), 3.0)
    points = [to_view.map(QPointF(x, y)) for x, y in pooled.bins.samples.tolist()]
    for colour, width in ((_RIM, 2 * radius + 1.5), (SAMPLE, 2 * radius)):
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(points)


def _dot(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    painter.setPen(QPen(_RIM, 1))
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)


def _mapped(to_view: QTransform, box: Box) -> QRectF:
    x1, y1, x2, y2 = box
    return to_view.mapRect(QRectF(x1, y1, x2 - x1, y2 - y1))
