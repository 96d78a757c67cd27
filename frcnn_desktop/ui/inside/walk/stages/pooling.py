"""RoI pooling: the bins of one RoI, and the fixed grid they become."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from frcnn_desktop.explain.pooling_bins import pooling_bins
from frcnn_desktop.explain.roi_projection import on_image
from frcnn_desktop.ui.canvas.roi_marks import BIN, CELLS, SAMPLE, WINNER, RoiMarks, winner_centres
from frcnn_desktop.ui.inside.heat import draw_cells, heat_image
from frcnn_desktop.ui.inside.marks import draw_box
from frcnn_desktop.ui.inside.walk.legend import Entry, Mark
from frcnn_desktop.ui.inside.walk.map_marks import (
    DIMMED,
    channel_text,
    covered_entry,
    draw_heat,
    draw_roi,
    heat_entry,
    map_levels,
)
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.stage import Choice, Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Levels, Missing, PooledView, pooled_roi
from frcnn_desktop.ui.kit.numbers import grouped
from frcnn_desktop.ui.shell.action_ids import ActionSpec

_INSET_SHARE, _INSET_GAP = 0.36, 10


class PoolingStage(Stage[PooledView]):
    """One RoI on the dimmed map, and large in a corner the grid that it is pooled to."""

    name, order = "pooling", 60
    choices = Choice.CHANNEL | Choice.ROI

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("RoI pooling")

    @property
    def sentence(self) -> str:
        """What RoI pooling does, whatever the size of the RoI."""
        return self.tr(
            "Whatever its size, the RoI becomes one fixed grid: each bin keeps the largest value in it."
        )

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row("F7", self.tr("RoI p&ooling"), self.tr("Show one RoI pooled to a fixed grid"))

    def needs(self, walk: Walk) -> PooledView | Missing:
        """Return the followed RoI with what is pooled of it, or what is missing."""
        return pooled_roi(walk)

    def facts(self, seen: PooledView) -> list[str]:
        """Return cells into bins, the rule of pooling, the channel, and how many numbers the head gets."""
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
        """Draw map, bins with winners or sampling points, and the pooled grid far from the RoI."""
        draw_heat(target, seen.map, self.levels(seen), DIMMED)
        target.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_roi(target, seen.map, _marks(seen))
        _draw_pooled(target, seen, self.levels(seen))

    def legend(self, seen: PooledView) -> list[Entry]:
        """Return the scale and what the marks are; winners are marked on a single channel only."""
        entries = [heat_entry(self.levels(seen)), covered_entry()]
        if seen.pooled.winners is None:
            return [*entries, Entry(Mark.DOT, self.tr("sampling points"), SAMPLE)]
        entries.append(Entry(Mark.LINE, self.tr("bins"), BIN))
        if seen.map.channel is not None:
            entries.append(Entry(Mark.DOT, self.tr("winning cells"), WINNER))
        return entries

    def levels(self, seen: PooledView) -> Levels:
        """Map and pooled bins are seen together, so one scale is for both: the mean of maxima lies above the
        mean of all."""
        low, high = map_levels(seen.map)
        return low, max(high, float(seen.values().max()))


def _marks(seen: PooledView) -> RoiMarks:
    """Return the bins of the RoI with the drawn channel's winners, or the points that it is sampled at."""
    roi, winners, channel = seen.roi, seen.pooled.winners, seen.map.channel
    bins = pooling_bins(seen.map.grid, roi.box)
    if winners is None:
        return RoiMarks(exact=roi.projected, cells=roi.cells, samples=bins.samples)
    won = None if channel is None else winner_centres(winners[channel])
    return RoiMarks(cells=roi.cells, bins=bins, winners=won)


def _draw_pooled(target: PaintTarget, seen: PooledView, levels: Levels) -> None:
    """Draw the pooled grid large, in the corner of the photo that is farthest from the RoI."""
    photo, frame, painter = photo_rect(target, seen.map.image), target.frame, target.painter
    covered = frame.rect(*on_image(seen.map.grid, seen.roi.cells)) & photo
    side, gap = _INSET_SHARE * min(photo.width(), photo.height()), frame.pixels(_INSET_GAP)
    left = covered.center().x() > photo.center().x()
    top = covered.center().y() > photo.center().y()
    x = photo.left() + gap if left else photo.right() - gap - side
    y = photo.top() + gap if top else photo.bottom() - gap - side
    inset = QRectF(x, y, side, side)
    if not covered.intersects(inset):
        painter.setPen(QPen(CELLS, frame.pixels(1)))
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
    draw_box(painter, inset, CELLS, frame, 1.5)


STAGE = PoolingStage()
