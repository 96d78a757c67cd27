"""RoI projection: where boxes fall on a feature map, exactly and rounded to cells.

Frames: boxes are xyxy in pixels of the image as displayed; cell (row, column) of a map covers column..column
+ 1 by row..row + 1. N boxes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box, BoxArray, scale_boxes
from frcnn_desktop.core.detections import FeatureGrid


def project(grid: FeatureGrid, boxes: BoxArray) -> NDArray[np.float64]:
    """Return the N x 4 boxes in cells, not rounded, where the network's pooling looks for them."""
    return _scaled(grid, boxes) + grid.shift


def rounded_cells(projected: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return the cells that roi_pool reads (first column, first row, last column, last row), ends included.

    Both ends are rounded half away from zero and the end cell belongs to the RoI (fast-rcnn
    `roi_pooling_layer.cu`). Not cut to the map; a RoI thinner than a cell may have its last before its first.
    """
    # In float64, where adding 0.5 is exact for every float32 coordinate.
    exact = projected.astype(np.float64)
    return np.copysign(np.floor(np.abs(exact) + 0.5), exact).astype(np.int64)


def covered_cells(grid: FeatureGrid, boxes: BoxArray) -> NDArray[np.int32]:
    """Return N x 4 covered cells, ends included, at least one a side, cut to the map.

    For roi_pool those are the rounded ones; for roi_align, whose RoI is not rounded, those that the exact
    projection touches.
    """
    if grid.pooling == "roi_pool":
        cells = rounded_cells(_scaled(grid, boxes))
    else:
        projected = project(grid, boxes)
        cells = np.floor(projected).astype(np.int64)
        cells[:, 2:] = np.ceil(projected[:, 2:]).astype(np.int64) - 1
    cells[:, 2:] = np.maximum(cells[:, 2:], cells[:, :2])
    limits = np.array([grid.columns, grid.rows, grid.columns, grid.rows]) - 1
    return np.clip(cells, 0, limits).astype(np.int32)


def cell_extent(cells: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return N x 4 cells, ends included, as N x 4 boxes in cells, half-open; at least one cell a side."""
    first, last = cells[..., :2], cells[..., 2:]
    return np.concatenate([first, np.maximum(last, first) + 1], axis=-1).astype(np.int64)


def on_image(grid: FeatureGrid, box: Box) -> Box:
    """Return a box in cells as one in image pixels."""
    x1, y1, x2, y2 = box
    return x1 / grid.scale_x, y1 / grid.scale_y, x2 / grid.scale_x, y2 / grid.scale_y


def _scaled(grid: FeatureGrid, boxes: BoxArray) -> NDArray[np.float64]:
    # The product in float32 is the network's own: strides are powers of two.
    return scale_boxes(boxes, grid.scale_x, grid.scale_y).astype(np.float64)
