"""The stages on the feature map: its values, a RoI projected onto it, and the bins it is pooled in."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.explain.pooling_conventions import Reading, Region, Span, spans
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.canvas.roi_geometry import cell_edges, sampling_points
from frcnn_desktop.ui.inside.marks import draw_box, draw_cells, draw_dot, heat_image, heat_range
from frcnn_desktop.ui.inside.walk.paint_target import EXACT, RAW, Sheet, photo_rect
from frcnn_desktop.ui.inside.walk.state import Stage, Walk

BIN = QColor("#4dd2ff")
WINNER = QColor("#ff5ca8")
_HEAT_ALPHA, _DIMMED = 0.78, 0.5
_SMALLEST_CELL, _LARGE_CELL = 4, 24
_INSET_SHARE = 0.36
_INSET_GAP = 10


def draw_features(sheet: Sheet, walk: Walk) -> None:
    _draw_heat(sheet, walk, _HEAT_ALPHA, heat_levels(walk, Stage.FEATURES))


def draw_projection(sheet: Sheet, walk: Walk) -> None:
    _draw_heat(sheet, walk, _DIMMED, heat_levels(walk, Stage.PROJECTION))
    _draw_grid(sheet, walk)
    _draw_roi(sheet, walk)


def draw_pooling(sheet: Sheet, walk: Walk) -> None:
    assert walk.pooled is not None
    _draw_heat(sheet, walk, _DIMMED, heat_levels(walk, Stage.POOLING))
    grid = _grid(walk)
    sheet.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if walk.pooled.winners is None:
        _draw_samples(sheet, grid, walk)
    else:
        _draw_bins(sheet, grid, walk)
    _draw_pooled(sheet, walk, _draw_roi(sheet, walk, grid.pooling != "roi_pool"))


def roi_region(walk: Walk) -> Region:
    """Return the cells that the followed RoI covers, ends included, cut to the map."""
    assert walk.followed_box is not None
    x1, y1, x2, y2 = _grid(walk).cells(as_box_array([walk.followed_box]))[0].tolist()
    return x1, y1, x2, y2


def _grid(walk: Walk) -> FeatureGrid:
    assert walk.features is not None
    return walk.features.grid


def heat_levels(walk: Walk, stage: Stage) -> tuple[float, float]:
    """Return the numbers that lowest and highest colour stand for at a stage. Where map and pooled bins are
    seen together one scale is for both: the mean of maxima lies above the mean of all."""
    low, high = heat_range(walk.channel_values())
    if stage is Stage.POOLING and walk.pooled is not None:
        high = max(high, float(walk.pooled_values().max()))
    return low, high


def _draw_heat(sheet: Sheet, walk: Walk, alpha: float, levels: tuple[float, float]) -> None:
    grid = _grid(walk)
    area = sheet.frame.rect(0, 0, grid.columns / grid.scale_x, grid.rows / grid.scale_y)
    # The map covers the padding beside the photo, too.
    limits = photo_rect(sheet, walk)
    image = heat_image(walk.channel_values(), alpha, levels)
    draw_cells(sheet.painter, image, area, limits, vector=sheet.vector)


def _cell_rect(frame: Frame, grid: FeatureGrid, columns: Span, rows: Span) -> QRectF:
    """Return where cells lie in the frame; ends are not included."""
    x1, x2 = (column / grid.scale_x for column in columns)
    y1, y2 = (row / grid.scale_y for row in rows)
    return frame.rect(x1, y1, x2, y2)


def _draw_grid(sheet: Sheet, walk: Walk) -> None:
    grid, frame, painter = _grid(walk), sheet.frame, sheet.painter
    if frame.scale / max(grid.scale_x, grid.scale_y) < _SMALLEST_CELL * frame.ratio:
        return
    whole = _cell_rect(frame, grid, (0, grid.columns), (0, grid.rows))
    photo = photo_rect(sheet, walk)
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


def _draw_roi(sheet: Sheet, walk: Walk, exact: bool = True) -> QRectF:
    """Draw the covered cells and, if wanted, the exact projection; return where the cells are.

    All is cut to the photo: the map's last cells reach beyond it, into what stands beside it in a picture.
    """
    assert walk.followed_box is not None
    grid, frame = _grid(walk), sheet.frame
    cells = grid.cells(as_box_array([walk.followed_box]))
    covered = frame.rect(*cell_edges(grid, cells)[0].tolist()) & photo_rect(sheet, walk)
    draw_box(sheet.painter, covered, RAW, frame, 2)
    if exact:
        draw_box(sheet.painter, frame.rect(*walk.followed_box), EXACT, frame, 2, dash=True)
    return covered


def _draw_bins(sheet: Sheet, grid: FeatureGrid, walk: Walk) -> None:
    """Draw each bin a little smaller than it is, so that those which overlap can be told apart, and dots
    where the drawn channel's winners are."""
    assert walk.pooled is not None
    assert walk.pooled.winners is not None
    frame, painter, photo = sheet.frame, sheet.painter, photo_rect(sheet, walk)
    x1, y1, x2, y2 = roi_region(walk)
    across = spans(Reading.REFERENCE, x2 - x1 + 1, grid.output_size)
    down = spans(Reading.REFERENCE, y2 - y1 + 1, grid.output_size)
    cell = frame.scale / max(grid.scale_x, grid.scale_y)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for i, rows in enumerate(down):
        for j, columns in enumerate(across):
            inset = cell * (0.08 + 0.1 * ((i + j) % 2))
            whole = _cell_rect(frame, grid, (columns[0] + x1, columns[1] + x1), (rows[0] + y1, rows[1] + y1))
            rect = (whole & photo).adjusted(inset, inset, -inset, -inset)
            colour = QColor(BIN)
            colour.setAlphaF(0.9)
            painter.setPen(QPen(colour, frame.pixels(2 if cell >= _LARGE_CELL * frame.ratio else 1)))
            painter.drawRect(rect)
    channel = walk.shown_channel
    radius = max(cell * 0.16, 1.5 * frame.ratio)
    if channel is not None:
        for row, column in walk.pooled.winners[channel].reshape(-1, 2).tolist():
            if row >= 0:
                centre = _cell_rect(frame, grid, (column, column + 1), (row, row + 1)).center()
                draw_dot(painter, _within(centre, photo, 2 * radius), radius, WINNER)


def _within(point: QPointF, area: QRectF, edge: float) -> QPointF:
    """Return the nearest point that lies so far inside an area."""
    x = min(max(point.x(), area.left() + edge), area.right() - edge)
    return QPointF(x, min(max(point.y(), area.top() + edge), area.bottom() - edge))


def _draw_samples(sheet: Sheet, grid: FeatureGrid, walk: Walk) -> None:
    assert walk.followed_box is not None
    frame = sheet.frame
    points = sampling_points(grid, np.asarray(walk.followed_box, np.float32))
    for x, y in points.tolist():
        place = QPointF(x * frame.scale + frame.dx, y * frame.scale + frame.dy)
        draw_dot(sheet.painter, place, 1.75 * frame.ratio, WINNER)


def _draw_pooled(sheet: Sheet, walk: Walk, covered: QRectF) -> None:
    """Draw the pooled grid large, in the corner of the photo that is farthest from the RoI."""
    photo, frame, painter = photo_rect(sheet, walk), sheet.frame, sheet.painter
    side, gap = _INSET_SHARE * min(photo.width(), photo.height()), frame.pixels(_INSET_GAP)
    left = covered.center().x() > photo.center().x()
    top = covered.center().y() > photo.center().y()
    x = photo.left() + gap if left else photo.right() - gap - side
    y = photo.top() + gap if top else photo.bottom() - gap - side
    inset = QRectF(x, y, side, side)
    if not covered.intersects(inset):
        painter.setPen(QPen(RAW, frame.pixels(1)))
        for name in ("topLeft", "topRight", "bottomLeft", "bottomRight"):
            painter.drawLine(getattr(covered, name)(), getattr(inset, name)())
    edge = frame.pixels(3)
    painter.fillRect(inset.adjusted(-edge, -edge, edge, edge), QColor(12, 14, 18, 235))
    image = heat_image(walk.pooled_values(), levels=heat_levels(walk, Stage.POOLING))
    draw_cells(painter, image, inset, inset, vector=sheet.vector)
    painter.setPen(QPen(QColor(12, 14, 18, 160), frame.pixels(1)))
    count = len(walk.pooled_values())
    for step in range(1, count):
        offset = side * step / count
        painter.drawLine(QLineF(x + offset, y, x + offset, y + side))
        painter.drawLine(QLineF(x, y + offset, x + side, y + offset))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    draw_box(painter, inset, RAW, frame, 1.5)
