"""How much of the map the close-up shows, and the numbers that its colours stand for."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.inside.inspector.look import RoiLook

_MARGIN = 1
"""Cells shown around what the close-up is about."""
_REACH = 0.5
"""A regressed box far away must not make the close-up tiny: it reaches so many sides of the RoI at most."""


def levels(look: RoiLook) -> tuple[float, float]:
    """Return the numbers of the lowest and the highest colour: one scale for the map and the pooled bins, as
    the mean of maxima lies above the mean of all."""
    cells, pooled = look.inspection.channel.values, look.pooled.values
    return float(min(cells.min(), pooled.min())), float(max(cells.max(), pooled.max()))


def regressed_box(look: RoiLook) -> Box:
    """Return the box of the class that is looked at, in image pixels."""
    x1, y1, x2, y2 = look.pooled.class_boxes[look.inspection.class_index].tolist()
    return x1, y1, x2, y2


def close_up(look: RoiLook) -> QRectF:
    """Return, in cells, the pooled area and the regressed box, with a margin, in whole cells."""
    a, b, c, d = look.pooled.bins.area
    area = QRectF(a, b, c - a, d - b)
    x1, y1, x2, y2 = look.inspection.on_map(regressed_box(look))
    regressed = QRectF(x1, y1, x2 - x1, y2 - y1)
    reach_x, reach_y = area.width() * _REACH, area.height() * _REACH
    near = area.adjusted(-reach_x, -reach_y, reach_x, reach_y)
    seen = area.united(regressed & near)
    return QRectF(seen.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN).toAlignedRect())
