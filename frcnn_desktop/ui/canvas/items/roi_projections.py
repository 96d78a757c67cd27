"""The RoI projections layer: the feature grid, and each RoI as the grid cells it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from frcnn_desktop.core.boxes import Box, BoxArray
from frcnn_desktop.core.detections import FeatureGrid, grid_of_each
from frcnn_desktop.explain.pooling_bins import pooling_bins
from frcnn_desktop.explain.roi_projection import cell_extent, covered_cells, on_image, project
from frcnn_desktop.ui.canvas.colours import rank_colour
from frcnn_desktop.ui.canvas.frame import Frame, whole_pixels
from frcnn_desktop.ui.canvas.items.overlay import OverlayItem
from frcnn_desktop.ui.canvas.layers import Layer
from frcnn_desktop.ui.canvas.outlines import draw_grid_lines, premultiplied, rank_pixels
from frcnn_desktop.ui.canvas.roi_geometry import coverage, edge_ranks
from frcnn_desktop.ui.canvas.roi_marks import RoiMarks, draw_roi_marks
from frcnn_desktop.ui.kit.images import to_qimage

_SMALLEST_CELL = 5
"""Cells smaller than this on the screen, in logical pixels, get no grid lines: they would hide the photo."""
_STEPS = 64
_BEST_ALPHA, _WORST_ALPHA = 0.9, 0.2
_COVERED = QColor(255, 255, 255, 60)
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
        """Draw tint, grid and outlines of each feature map, coarse maps first."""
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
        cells = covered_cells(grid, boxes)
        counts = coverage(cells, grid.rows, grid.columns)
        share = np.sqrt(counts / max(counts.max(initial=0), 1))
        tint = _tint_table()[np.ceil(share * (_STEPS - 1)).astype(np.intp)]
        # One more pixel at the end: rank -1 means no RoI, and pixel 0 means nothing to draw.
        pixels = np.append(pixels, np.uint32(0))
        across, down = edge_ranks(cells, grid.rows, grid.columns)
        return _CellPixels(np.ascontiguousarray(tint), pixels[across], pixels[down])


def _draw_tint(target: QImage, frame: Frame, grid: FeatureGrid, cells: _CellPixels) -> None:
    painter = QPainter(target)
    picture = to_qimage(cells.tint, borrow=True)
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
    cells = _as_box(cell_extent(covered_cells(grid, box)))
    painter.fillRect(frame.rect(*on_image(grid, cells)), _COVERED)
    # Of roi_pool there are no points.
    samples = pooling_bins(grid, _as_box(box)).samples
    marks = RoiMarks(exact=_as_box(project(grid, box)), cells=cells, samples=samples)
    draw_roi_marks(painter, frame.from_cells(grid.scale_x, grid.scale_y), marks, frame.ratio)


def _as_box(boxes: NDArray) -> Box:
    """Return the only one of the boxes, 1 x 4."""
    x1, y1, x2, y2 = boxes[0].tolist()
    return x1, y1, x2, y2
