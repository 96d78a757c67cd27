"""Where RoIs fall on a feature map, in numbers. N RoIs; boxes in pixels of the image as displayed."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import FeatureGrid


def cell_edges(grid: FeatureGrid, cells: NDArray[np.int32]) -> BoxArray:
    """Return the N x 4 boxes, in image pixels, that N x 4 cell ranges (ends included) cover."""
    edges = cells.astype(np.float64)
    edges[:, 2:] += 1
    return (edges / [grid.scale_x, grid.scale_y, grid.scale_x, grid.scale_y]).astype(np.float32)


def coverage(cells: NDArray[np.int32], rows: int, columns: int) -> NDArray[np.int64]:
    """Return rows x columns: how many of the N cell ranges (ends included) cover each cell."""
    corners = np.zeros((rows + 1, columns + 1), np.int64)
    for x, y, sign in ((0, 1, 1), (2, 1, -1), (0, 3, -1), (2, 3, 1)):
        np.add.at(corners, (cells[:, y] + (y == 3), cells[:, x] + (x == 2)), sign)
    return corners.cumsum(axis=0).cumsum(axis=1)[:rows, :columns]


def edge_ranks(
    cells: NDArray[np.int32], rows: int, columns: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the best rank (0 first) of the N cell ranges along each cell edge, -1 where there is none.

    (rows + 1) x columns for horizontal edges, rows x (columns + 1) for vertical ones.
    """
    across = np.full((rows + 1, columns), -1, np.int32)
    down = np.full((rows, columns + 1), -1, np.int32)
    for rank, (x1, y1, x2, y2) in zip(range(len(cells) - 1, -1, -1), cells[::-1].tolist(), strict=True):
        across[y1, x1 : x2 + 1] = rank
        across[y2 + 1, x1 : x2 + 1] = rank
        down[y1 : y2 + 1, x1] = rank
        down[y1 : y2 + 1, x2 + 1] = rank
    return across, down


def sampling_points(grid: FeatureGrid, box: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the P x 2 points (image pixels) that roi_align samples for one RoI.

    Bins are equal parts of the projected RoI; each has `sampling_ratio` points a side at the centres of its
    parts, or as many as it is cells wide when that is 0 (torchvision's `roi_align`).
    """
    xs = _samples(float(box[0]), float(box[2]), grid.scale_x, grid)
    ys = _samples(float(box[1]), float(box[3]), grid.scale_y, grid)
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


def _samples(start: float, end: float, scale: float, grid: FeatureGrid) -> NDArray[np.float64]:
    bins = grid.output_size
    per_bin = grid.sampling_ratio or max(1, ceil((end - start) * scale / bins))
    places = start + (np.arange(bins * per_bin) + 0.5) * (end - start) / (bins * per_bin)
    return places + grid.shift / scale
