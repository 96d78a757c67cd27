"""RoI pooling: the bins of one RoI, and the fixed grid they become."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from frcnn_desktop.explain.pooling_conventions import Reading, spans
from frcnn_desktop.ui.canvas.roi_geometry import sampling_points
from frcnn_desktop.ui.inside.marks import draw_box, draw_cells, draw_dot, heat_image
from frcnn_desktop.ui.inside.walk.legend import Entry, Mark
from frcnn_desktop.ui.inside.walk.map_marks import (
    BIN,
    DIMMED,
    WINNER,
    cell_rect,
    channel_text,
    covered_entry,
    draw_covered,
    draw_exact,
    draw_heat,
    heat_entry,
    map_levels,
)
from frcnn_desktop.ui.inside.walk.paint_target import RAW, PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.stage import Choice, Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Levels, Missing, PooledView, pooled_roi
from frcnn_desktop.ui.kit.numbers import grouped

_LARGE_CELL = 24
_INSET_SHARE, _INSET_GAP = 0.36, 10


class PoolingStage(Stage[PooledView]):
    name, key = "pooling", "F7"
    choices = Choice.CHANNEL | Choice.ROI

    @property
    def title(self) -> str:
        return self.tr("RoI pooling")

    @property
    def sentence(self) -> str:
        return self.tr(
            "Whatever its size, the RoI becomes one fixed grid: each bin keeps the largest value in it."
        )

    @property
    def menu_text(self) -> str:
        return self.tr("RoI p&ooling")

    @property
    def tip(self) -> str:
        return self.tr("Show one RoI pooled to a fixed grid")

    def needs(self, walk: Walk) -> PooledView | Missing:
        return pooled_roi(walk)

    def facts(self, seen: PooledView) -> list[str]:
        x1, y1, x2, y2 = seen.roi.region()
        width, height, bins = x2 - x1 + 1, y2 - y1 + 1, seen.map.grid.output_size
        if seen.pooled.winners is None:
            rule = self.tr("roi_align interpolates between cells, at the dots")
        else:
            rule = self.tr("dots are the winning cells")
        return [
            self.tr("{width} × {height} cells into {bins} × {bins} bins, stride {stride}").format(
                width=width, height=height, bins=bins, stride=f"{width / bins:.2f} × {height / bins:.2f}"
            ),
            rule,
            channel_text(seen.map),
            self.tr("{count} numbers for the head").format(count=grouped(seen.pooled.values.size)),
        ]

    def paint(self, target: PaintTarget, seen: PooledView) -> None:
        draw_heat(target, seen.map, self.levels(seen), DIMMED)
        target.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if seen.pooled.winners is None:
            _draw_samples(target, seen)
        else:
            _draw_bins(target, seen, seen.pooled.winners)
        covered = draw_covered(target, seen.roi)
        if seen.map.grid.pooling != "roi_pool":
            draw_exact(target, seen.roi)
        _draw_pooled(target, seen, covered, self.levels(seen))

    def legend(self, seen: PooledView) -> list[Entry]:
        entries = [heat_entry(self.levels(seen)), covered_entry()]
        if seen.pooled.winners is None:
            return [*entries, Entry(Mark.DOT, self.tr("sampling points"), WINNER)]
        entries.append(Entry(Mark.LINE, self.tr("bins"), BIN))
        if seen.map.channel is not None:
            entries.append(Entry(Mark.DOT, self.tr("winning cells"), WINNER))
        return entries

    def levels(self, seen: PooledView) -> Levels:
        """Map and pooled bins are seen together, so one scale is for both: the mean of maxima lies above the
        mean of all."""
        low, high = map_levels(seen.map)
        return low, max(high, float(seen.values().max()))


def _draw_bins(target: PaintTarget, seen: PooledView, winners: NDArray[np.int64]) -> None:
    """Draw each bin a little smaller than it is, so that those which overlap can be told apart, and dots
    where the drawn channel's winners are."""
    frame, painter, grid = target.frame, target.painter, seen.map.grid
    photo = photo_rect(target, seen.map.image)
    x1, y1, x2, y2 = seen.roi.region()
    across = spans(Reading.REFERENCE, x2 - x1 + 1, grid.output_size)
    down = spans(Reading.REFERENCE, y2 - y1 + 1, grid.output_size)
    cell = frame.scale / max(grid.scale_x, grid.scale_y)
    colour = QColor(BIN)
    colour.setAlphaF(0.9)
    painter.setPen(QPen(colour, frame.pixels(2 if cell >= _LARGE_CELL * frame.ratio else 1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for i, rows in enumerate(down):
        for j, columns in enumerate(across):
            inset = cell * (0.08 + 0.1 * ((i + j) % 2))
            whole = cell_rect(frame, grid, (columns[0] + x1, columns[1] + x1), (rows[0] + y1, rows[1] + y1))
            painter.drawRect((whole & photo).adjusted(inset, inset, -inset, -inset))
    if seen.map.channel is None:
        return
    radius = max(cell * 0.16, 1.5 * frame.ratio)
    for row, column in winners[seen.map.channel].reshape(-1, 2).tolist():
        if row >= 0:
            centre = cell_rect(frame, grid, (column, column + 1), (row, row + 1)).center()
            draw_dot(painter, _within(centre, photo, 2 * radius), radius, WINNER)


def _within(point: QPointF, area: QRectF, edge: float) -> QPointF:
    """Return the nearest point that lies so far inside an area."""
    x = min(max(point.x(), area.left() + edge), area.right() - edge)
    return QPointF(x, min(max(point.y(), area.top() + edge), area.bottom() - edge))


def _draw_samples(target: PaintTarget, seen: PooledView) -> None:
    frame = target.frame
    for x, y in sampling_points(seen.map.grid, np.asarray(seen.roi.box, np.float32)).tolist():
        place = QPointF(x * frame.scale + frame.dx, y * frame.scale + frame.dy)
        draw_dot(target.painter, place, 1.75 * frame.ratio, WINNER)


def _draw_pooled(target: PaintTarget, seen: PooledView, covered: QRectF, levels: Levels) -> None:
    """Draw the pooled grid large, in the corner of the photo that is farthest from the RoI."""
    photo, frame, painter = photo_rect(target, seen.map.image), target.frame, target.painter
    side, gap = _INSET_SHARE * min(photo.width(), photo.height()), frame.pixels(_INSET_GAP)
    left = covered.center().x() > photo.center().x()
    top = covered.center().y() > photo.center().y()
    x = photo.left() + gap if left else photo.right() - gap - side
    y = photo.top() + gap if top else photo.bottom() - gap - side
    inset = QRectF(x, y, side, side)
    if not covered.intersects(inset):
        painter.setPen(QPen(RAW, frame.pixels(1)))
        for corner in (QRectF.topLeft, QRectF.topRight, QRectF.bottomLeft, QRectF.bottomRight):
            painter.drawLine(corner(covered), corner(inset))
    edge = frame.pixels(3)
    painter.fillRect(inset.adjusted(-edge, -edge, edge, edge), QColor(12, 14, 18, 235))
    values = seen.values()
    draw_cells(painter, heat_image(values, levels=levels), inset, inset, vector=target.vector)
    painter.setPen(QPen(QColor(12, 14, 18, 160), frame.pixels(1)))
    for step in range(1, len(values)):
        offset = side * step / len(values)
        painter.drawLine(QLineF(x + offset, y, x + offset, y + side))
        painter.drawLine(QLineF(x, y + offset, x + side, y + offset))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    draw_box(painter, inset, RAW, frame, 1.5)
