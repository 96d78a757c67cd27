"""Marks on the feature map that several stages share: its values, and where a RoI lies."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF

from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.explain.pooling_conventions import Span
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.canvas.roi_marks import CELLS, RoiMarks, draw_roi_marks
from frcnn_desktop.ui.inside.heat import draw_cells, heat_image, heat_range
from frcnn_desktop.ui.inside.walk.legend import Entry, Mark
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.views import Levels, MapView
from frcnn_desktop.ui.kit.numbers import plain

DIMMED = 0.5
"""How opaque the map is below other marks."""
translate = QCoreApplication.translate


def map_levels(view: MapView) -> Levels:
    """Return the ends of the colour bar for the map alone."""
    return heat_range(view.values())


def draw_heat(target: PaintTarget, view: MapView, levels: Levels, alpha: float) -> None:
    """Draw the map's values over the photo."""
    grid = view.grid
    area = target.frame.rect(0, 0, grid.columns / grid.scale_x, grid.rows / grid.scale_y)
    # The map covers the padding beside the photo, too.
    limits = photo_rect(target, view.image)
    draw_cells(target.painter, heat_image(view.values(), alpha, levels), area, limits, vector=target.vector)


def cell_rect(frame: Frame, grid: FeatureGrid, columns: Span, rows: Span) -> QRectF:
    """Return where cells lie in the frame; ends are not included."""
    x1, x2 = (column / grid.scale_x for column in columns)
    y1, y2 = (row / grid.scale_y for row in rows)
    return frame.rect(x1, y1, x2, y2)


def draw_roi(target: PaintTarget, view: MapView, marks: RoiMarks) -> None:
    """Draw the marks of a RoI on the map.

    They are cut to the photo: the map's last cells reach beyond it, into what stands beside it in a picture.
    """
    grid, photo = view.grid, view.image
    within = marks.cut_to((0, 0, photo.width * grid.scale_x, photo.height * grid.scale_y))
    draw_roi_marks(
        target.painter, target.frame.from_cells(grid.scale_x, grid.scale_y), within, target.frame.ratio
    )


def heat_entry(levels: Levels) -> Entry:
    """Return the colour bar for a legend."""
    low, high = (plain(value) for value in levels)
    return Entry(Mark.BAR, translate("MapMarks", "{high} feature value").format(high=high), low=low)


def covered_entry() -> Entry:
    """Return what the outline of covered cells means."""
    return Entry(Mark.LINE, translate("MapMarks", "cells it covers"), CELLS)


def channel_text(view: MapView) -> str:
    """Return what is drawn of the map."""
    count = len(view.features.values)
    if view.channel is None:
        return translate("MapMarks", "mean of {count} channels").format(count=count)
    return translate("MapMarks", "channel {index} of {count}").format(index=view.channel, count=count)
