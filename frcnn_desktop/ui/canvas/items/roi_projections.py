"""The RoI projections layer: the feature grid, and each RoI as the grid cells it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import FeatureGrid, grid_of_each
from frcnn_desktop.ui.canvas.colours import rank_colour
from frcnn_desktop.ui.canvas.frame import Frame, whole_pixels
from frcnn_desktop.ui.canvas.items.overlay import OverlayItem
from frcnn_desktop.ui.canvas.layers import Layer
from frcnn_desktop.ui.canvas.outlines import draw_grid_lines, premultiplied, rank_pixels
from frcnn_desktop.ui.canvas.roi_geometry import cell_edges, coverage, edge_ranks, sampling_points
from frcnn_desktop.ui.canvas.strokes import mitred

_SMALLEST_CELL = 5
"""Cells smaller than this on the screen, in logical pixels, get no grid lines: they would hide the photo."""
_STEPS = 64
_BEST_ALPHA, _WORST_ALPHA = 0.9, 0.2
_EXACT = QColor("#ffd54a")
"""What belongs to the exact, unrounded RoI."""
_BRIGHT_LINE = premultiplied(QColor("white"), 0.3)
_DARK_LINE = premultiplied(QColor("black"), 0.25)


class RoiProjectionsItem(OverlayItem):
    """Draws what the loaded model really pools from: rounded cells for roi_pool, points for roi_align.

    Every cell is tinted by how many RoIs cover it; the outline of each RoI runs along cell edges, in the
    colour of its rank. The highlighted RoI shows its exact projection, its cells and what is sampled. Of a
    feature pyramid every map is shown, with the RoIs that are pooled from it, the finest on top.
    """

    def __init__(self, layer: Layer) -> None:
        super().__init__(layer)
        self._grids: tuple[FeatureGrid, ...] = ()
        self._boxes: BoxArray = np.zeros((0, 4), np.float32)
        self._highlighted: BoxArray | None = None
        self._cells: list[_CellPixels] | None = None

    def set_grids(self, grids: tuple[FeatureGrid, ...]) -> None:
        """Set the feature maps, the finest first."""
        self._grids = grids
        self._changed()

    def set_rois(self, boxes: BoxArray, highlighted: BoxArray | None) -> None:
        """Set the RoIs, best rank first, and the one to explain (1 x 4)."""
        self._boxes, self._highlighted = boxes, highlighted
        self._changed()

    def render(self, target: QImage, frame: Frame) -> None:
        if not self._grids:
            return
        if self._cells is None:
            self._cells = _CellPixels.of_each(self._grids, self._boxes)
        levels = list(zip(self._grids, self._cells, strict=True))[::-1]
        for grid, cells in levels:
            _draw_tint(target, frame, grid, cells)
            _draw_plain_grid(target, frame, grid)
        # The outlines last: every line of a coarse grid is one of a finer grid, too.
        for grid, cells in levels:
            xs, ys = _grid_lines(frame, grid)
            draw_grid_lines(target, xs, ys, cells.across, cells.down, frame.pixels(1))
        if self._highlighted is not None:
            grid = self._grids[grid_of_each(self._grids, self._highlighted)[0]]
            painter = QPainter(target)
            _draw_highlight(painter, frame, grid, self._highlighted)
            painter.end()

    def _changed(self) -> None:
        self.layer.count = len(self._boxes) if self._grids else 0
        self._cells = None
        self.refresh()


@dataclass(frozen=True, slots=True, eq=False)
class _CellPixels:
    """The pixel of every cell (R x C) and of every cell edge ((R + 1) x C across, R x (C + 1) down)."""

    tint: NDArray[np.uint32]
    across: NDArray[np.uint32]
    down: NDArray[np.uint32]

    @staticmethod
    def of_each(grids: Sequence[FeatureGrid], boxes: BoxArray) -> list[_CellPixels]:
        """Return the pixels of every map, for the RoIs that are pooled from it."""
        pixels = rank_pixels(len(boxes), _BEST_ALPHA, _WORST_ALPHA)
        levels = grid_of_each(grids, boxes)
        rows = [np.flatnonzero(levels == level) for level in range(len(grids))]
        return [
            _CellPixels._of(grid, boxes[mine], pixels[mine]) for grid, mine in zip(grids, rows, strict=True)
        ]

    @staticmethod
    def _of(grid: FeatureGrid, boxes: BoxArray, pixels: NDArray[np.uint32]) -> _CellPixels:
        cells = grid.cells(boxes)
        counts = coverage(cells, grid.rows, grid.columns)
        share = np.sqrt(counts / max(counts.max(initial=0), 1))
        tint = _tint_table()[np.ceil(share * (_STEPS - 1)).astype(np.intp)]
        # One more pixel at the end: rank -1 means no RoI, and pixel 0 means nothing to draw.
        pixels = np.append(pixels, np.uint32(0))
        across, down = edge_ranks(cells, grid.rows, grid.columns)
        return _CellPixels(np.ascontiguousarray(tint), pixels[across], pixels[down])


def _draw_tint(target: QImage, frame: Frame, grid: FeatureGrid, cells: _CellPixels) -> None:
    painter = QPainter(target)
    picture = QImage(cells.tint.data, grid.columns, grid.rows, 4 * grid.columns, target.format())
    painter.drawImage(_grid_area(frame, grid), picture, QRectF(picture.rect()))
    painter.end()


@lru_cache(maxsize=1)
def _tint_table() -> NDArray[np.uint32]:
    """Return the pixels of cells that no RoI covers, ..., that most cover: the fuller, the brighter."""
    shares = [step / (_STEPS - 1) for step in range(1, _STEPS)]
    return np.array([0, *(premultiplied(rank_colour(1 - s), 0.1 + 0.4 * s) for s in shares)], np.uint32)


def _grid_area(frame: Frame, grid: FeatureGrid) -> QRectF:
    return frame.rect(0, 0, grid.columns / grid.scale_x, grid.rows / grid.scale_y)


def _grid_lines(frame: Frame, grid: FeatureGrid) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the columns and the rows of a grid begin, and the last ones end, in device pixels."""
    xs = np.arange(grid.columns + 1, dtype=np.float64) * (frame.scale / grid.scale_x) + frame.dx
    ys = np.arange(grid.rows + 1, dtype=np.float64) * (frame.scale / grid.scale_y) + frame.dy
    return whole_pixels(xs).astype(np.int64), whole_pixels(ys).astype(np.int64)


def _draw_plain_grid(target: QImage, frame: Frame, grid: FeatureGrid) -> None:
    step = frame.scale / max(grid.scale_x, grid.scale_y)
    if step < _SMALLEST_CELL * frame.ratio:
        return
    xs, ys = _grid_lines(frame, grid)
    # A dark line beside each bright one keeps the grid visible on snow and at night.
    for pixel, offset in ((_DARK_LINE, 1), (_BRIGHT_LINE, 0)):
        across = np.full((len(ys), grid.columns), pixel, np.uint32)
        down = np.full((grid.rows, len(xs)), pixel, np.uint32)
        draw_grid_lines(target, xs + offset, ys + offset, across, down, 1)


def _draw_highlight(painter: QPainter, frame: Frame, grid: FeatureGrid, box: BoxArray) -> None:
    cells = frame.rect(*cell_edges(grid, grid.cells(box))[0].tolist())
    painter.fillRect(cells, QColor(255, 255, 255, 60))
    for colour, width in ((QColor(0, 0, 0, 200), 4), (QColor("white"), 2)):
        painter.setPen(mitred(colour, frame.pixels(width)))
        painter.drawRect(cells)
    exact = frame.rect(*box[0].tolist())
    solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
    for colour, style in ((QColor(0, 0, 0, 200), solid), (_EXACT, dashed)):
        pen = mitred(colour, frame.pixels(1.5))
        pen.setStyle(style)
        painter.setPen(pen)
        painter.drawRect(exact)
    if grid.pooling == "roi_align":
        _draw_samples(painter, frame, sampling_points(grid, box[0]))


def _draw_samples(painter: QPainter, frame: Frame, points: NDArray[np.float64]) -> None:
    """Draw the P x 2 points as dots, smaller where they would run into each other."""
    spacing = min(_spacing(points[:, 0]), _spacing(points[:, 1])) * frame.scale
    radius = min(1.75 * frame.ratio, spacing / 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    places = [QPointF(x * frame.scale + frame.dx, y * frame.scale + frame.dy) for x, y in points.tolist()]
    for colour, size in ((QColor(0, 0, 0, 200), 1.6 * radius), (_EXACT, radius)):
        painter.setBrush(colour)
        for place in places:
            painter.drawEllipse(place, size, size)


def _spacing(places: NDArray[np.float64]) -> float:
    different = np.unique(places)
    return float(np.diff(different).min()) if len(different) > 1 else 1.0
