"""Bins of RoI pooling on the map, and the points that roi_align interpolates at.

Frames: a RoI is xyxy in image pixels, bins are in cells (see `roi_projection`). P bins a side, S points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box, as_box_array, read_only, scale_boxes
from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.explain.pooling_conventions import Reading, spans_on_map
from frcnn_desktop.explain.roi_projection import cell_extent, project, rounded_cells


@dataclass(frozen=True, slots=True, eq=False)
class Bins:
    """Where one kind of pooling puts its bins on the map, in cells; ends are exclusive and may overlap.

    `area` what is pooled: for roi_pool whole cells, not cut to the map, for roi_align the exact projection;
    `row_starts`, `row_ends`, `column_starts`, `column_ends` P numbers each, for roi_pool whole ones, cut to
    the map; `samples` S x 2 (x, y) the points that roi_align interpolates at, 0 x 2 for roi_pool.
    """

    area: Box
    row_starts: NDArray[np.float32]
    row_ends: NDArray[np.float32]
    column_starts: NDArray[np.float32]
    column_ends: NDArray[np.float32]
    samples: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.row_starts)

    def bin(self, row: int, column: int) -> Box:
        """Return one bin as a box in cells."""
        return (
            float(self.column_starts[column]),
            float(self.row_starts[row]),
            float(self.column_ends[column]),
            float(self.row_ends[row]),
        )

    @property
    def stride(self) -> tuple[float, float]:
        """The pooling stride (x, y) in cells: a bin's share of the area, which need not be whole."""
        x1, y1, x2, y2 = self.area
        return (x2 - x1) / len(self), (y2 - y1) / len(self)


def pooling_bins(grid: FeatureGrid, box: Box) -> Bins:
    """Return the bins of one RoI, by the kind of pooling of the grid."""
    return _even_bins(grid, box) if grid.pooling == "roi_align" else _rounded_bins(grid, box)


def sample_places(start: float, end: float, bins: int, sampling_ratio: int) -> NDArray[np.float64]:
    """Return where roi_align samples along one axis from `start` to `end`, in cells.

    Each bin has `sampling_ratio` points at the centres of its equal parts, or as many as it is cells wide
    when that is 0 (He et al. 2017, "Mask R-CNN"; torchvision's `roi_align`).
    """
    side = (end - start) / bins
    count = sampling_ratio or max(int(np.ceil(side)), 1)
    return start + (np.arange(bins * count) + 0.5) * side / count


def _rounded_bins(grid: FeatureGrid, box: Box) -> Bins:
    """Bins of roi_pool: whole cells, the end cell included, neighbours overlapping where the stride is not
    whole."""
    roi = scale_boxes(as_box_array([box]), grid.scale_x, grid.scale_y)
    left, top, right, bottom = cell_extent(rounded_cells(roi[0])).tolist()
    down = spans_on_map(Reading.REFERENCE, top, bottom - top, grid.output_size, grid.rows)
    across = spans_on_map(Reading.REFERENCE, left, right - left, grid.output_size, grid.columns)
    (tops, bottoms), (lefts, rights) = np.array(down).T, np.array(across).T
    edges = tuple(map(_array, (tops, bottoms, lefts, rights, np.zeros((0, 2)))))
    return Bins((left, top, right, bottom), *edges)


def _even_bins(grid: FeatureGrid, box: Box) -> Bins:
    """Bins of roi_align: the exact projection cut evenly, a few points in each."""
    bins = grid.output_size
    x1, y1, x2, y2 = project(grid, as_box_array([box]))[0].tolist()
    across, down = np.linspace(x1, x2, bins + 1), np.linspace(y1, y2, bins + 1)
    xs = sample_places(x1, x2, bins, grid.sampling_ratio)
    ys = sample_places(y1, y2, bins, grid.sampling_ratio)
    samples = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    edges = (down[:-1], down[1:], across[:-1], across[1:], samples)
    return Bins((x1, y1, x2, y2), *map(_array, edges))


def _array(values: NDArray) -> NDArray[np.float32]:
    return read_only(values.astype(np.float32))
