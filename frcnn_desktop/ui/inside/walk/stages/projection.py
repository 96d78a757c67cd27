"""RoI projection: one proposal moved onto the feature map."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPen

from frcnn_desktop.ui.canvas.roi_marks import EXACT, RoiMarks
from frcnn_desktop.ui.inside.walk.legend import Entry, Mark
from frcnn_desktop.ui.inside.walk.map_marks import (
    DIMMED,
    cell_rect,
    covered_entry,
    draw_heat,
    draw_roi,
    heat_entry,
    map_levels,
)
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.stage import Choice, Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Levels, MapView, Missing, RoiView, followed_roi
from frcnn_desktop.ui.shell.action_ids import ActionSpec

_SMALLEST_CELL = 4


class ProjectionStage(Stage[RoiView]):
    """One proposal on the map, exactly and rounded to whole cells."""

    name, order = "projection", 50
    choices = Choice.CHANNEL | Choice.ROI

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("RoI projection")

    @property
    def sentence(self) -> str:
        """How coordinates become cells."""
        return self.tr(
            "Each proposal is moved onto the map: coordinates times the scale, rounded to whole cells."
        )

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row(
            "F6", self.tr("RoI p&rojection"), self.tr("Show one proposal moved onto the feature map")
        )

    def needs(self, walk: Walk) -> RoiView | Missing:
        """Return the followed RoI on its map, or what is missing."""
        return followed_roi(walk)

    def facts(self, seen: RoiView) -> list[str]:
        """Return the RoI in image pixels, in cells with fractions, and in whole columns and rows."""
        x1, y1, x2, y2 = seen.box
        a, b, c, d = seen.projected
        left, top, right, bottom = seen.region()
        return [
            self.tr("proposal {rank}: ({x1}, {y1}) to ({x2}, {y2}) px").format(
                rank=seen.row + 1, x1=f"{x1:.0f}", y1=f"{y1:.0f}", x2=f"{x2:.0f}", y2=f"{y2:.0f}"
            ),
            self.tr("exactly ({x1}, {y1}) to ({x2}, {y2}) cells, dashed").format(
                x1=f"{a:.2f}", y1=f"{b:.2f}", x2=f"{c:.2f}", y2=f"{d:.2f}"
            ),
            self.tr("columns {left} to {right}, rows {top} to {bottom}").format(
                left=left, right=right, top=top, bottom=bottom
            ),
        ]

    def paint(self, target: PaintTarget, seen: RoiView) -> None:
        """Draw the dimmed map, its grid where cells are large enough to be seen, and the RoI both ways."""
        draw_heat(target, seen.map, map_levels(seen.map), DIMMED)
        _draw_grid(target, seen.map)
        draw_roi(target, seen.map, RoiMarks(exact=seen.projected, cells=seen.cells))

    def legend(self, seen: RoiView) -> list[Entry]:
        """Return the scale, and what dashed and whole lines mean."""
        exact = Entry(Mark.DASHES, self.tr("RoI, exact"), EXACT)
        return [heat_entry(map_levels(seen.map)), exact, covered_entry()]

    def levels(self, seen: RoiView) -> Levels:
        """Return the numbers of the lowest and the highest colour."""
        return map_levels(seen.map)


def _draw_grid(target: PaintTarget, view: MapView) -> None:
    grid, frame, painter = view.grid, target.frame, target.painter
    if frame.scale / max(grid.scale_x, grid.scale_y) < _SMALLEST_CELL * frame.ratio:
        return
    whole = cell_rect(frame, grid, (0, grid.columns), (0, grid.rows))
    photo = photo_rect(target, view.image)
    painter.setPen(QPen(QColor(255, 255, 255, 70), frame.pixels(1)))
    lines = [
        QLineF(x, photo.top(), x, photo.bottom())
        for x in np.linspace(whole.left(), whole.right(), grid.columns + 1).tolist()
        if x <= photo.right()
    ]
    lines += [
        QLineF(photo.left(), y, photo.right(), y)
        for y in np.linspace(whole.top(), whole.bottom(), grid.rows + 1).tolist()
        if y <= photo.bottom()
    ]
    painter.drawLines(lines)


STAGE = ProjectionStage()
