"""Where RoI pooling puts its bins, for those who want to see it.

Frames: a RoI is xyxy in network pixels, bins are in cells (see `core.roi_inspection`). P bins a side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.core.roi_inspection import Bins
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.table_pooling import bin_edges, roi_cells


def pooling_bins(roi: Tensor, preset: Preset, grid: FeatureGrid) -> Bins:
    """Return the bins of one RoI, 1 x 4, on the map that `grid` tells about, by the rule of the preset."""
    return _even_bins(roi, preset) if preset.pooling == "roi_align" else _rounded_bins(roi, preset, grid)


def _rounded_bins(roi: Tensor, preset: Preset, grid: FeatureGrid) -> Bins:
    """Bins of roi_pool: whole cells, the end cell included, neighbours overlapping where the stride is not
    whole."""
    bins = preset.output_size
    cells = roi_cells(roi.cpu(), 1 / preset.stride)
    top, bottom = bin_edges(cells[:, 1], cells[:, 3], bins, grid.rows)
    left, right = bin_edges(cells[:, 0], cells[:, 2], bins, grid.columns)
    x1, y1, x2, y2 = cells[0].tolist()
    return Bins(
        # At least one cell, however thin the RoI is.
        (x1, y1, max(x2, x1) + 1, max(y2, y1) + 1),
        _array(top[0].numpy()),
        _array(bottom[0].numpy()),
        _array(left[0].numpy()),
        _array(right[0].numpy()),
        _array(np.zeros((0, 2))),
    )


def _even_bins(roi: Tensor, preset: Preset) -> Bins:
    """Bins of roi_align: the exact projection cut evenly, a few points in each."""
    bins = preset.output_size
    shift = 0.0 if preset.aligned else 0.5
    x1, y1, x2, y2 = (roi[0].double() / preset.stride + shift).tolist()
    across, down = np.linspace(x1, x2, bins + 1), np.linspace(y1, y2, bins + 1)
    xs, ys = _points(x1, x2, preset), _points(y1, y2, preset)
    samples = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    return Bins(
        (x1, y1, x2, y2),
        _array(down[:-1]),
        _array(down[1:]),
        _array(across[:-1]),
        _array(across[1:]),
        _array(samples),
    )


def _points(start: float, end: float, preset: Preset) -> NDArray[np.float64]:
    """Return where roi_align samples along one axis (Mask R-CNN; 0 points a bin: one for each cell of it)."""
    side = (end - start) / preset.output_size
    count = preset.sampling_ratio or max(int(np.ceil(side)), 1)
    return start + (np.arange(preset.output_size * count) + 0.5) * side / count


def _array(values: NDArray) -> NDArray[np.float32]:
    return read_only(values.astype(np.float32))
