"""Where RoI pooling puts its bins, for those who want to see it.

Frames: a RoI is xyxy in network pixels, bins are in cells (see `core.roi_inspection`). P bins a side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, read_only
from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.small_batch_scorer import rounded_cells
from frcnn_desktop.explain.pooling_conventions import Reading, spans_on_map
from frcnn_desktop.explain.roi_inspection import Bins


def pooling_bins(roi: BoxArray, preset: Preset, grid: FeatureGrid) -> Bins:
    """Return the bins of one RoI, 1 x 4, on the map that `grid` tells about, by the rule of the preset."""
    return _even_bins(roi, preset) if preset.pooling == "roi_align" else _rounded_bins(roi, preset, grid)


def _rounded_bins(roi: BoxArray, preset: Preset, grid: FeatureGrid) -> Bins:
    """Bins of roi_pool: whole cells, the end cell included, neighbours overlapping where the stride is not
    whole."""
    x1, y1, x2, y2 = rounded_cells(roi[0], preset.stride).tolist()
    # At least one cell, however thin the RoI is.
    right, bottom = max(x2, x1) + 1, max(y2, y1) + 1
    bins = preset.output_size
    down = spans_on_map(Reading.REFERENCE, y1, bottom - y1, bins, grid.rows)
    across = spans_on_map(Reading.REFERENCE, x1, right - x1, bins, grid.columns)
    (tops, bottoms), (lefts, rights) = np.array(down).T, np.array(across).T
    edges = tuple(map(_array, (tops, bottoms, lefts, rights, np.zeros((0, 2)))))
    return Bins((x1, y1, right, bottom), *edges)


def _even_bins(roi: BoxArray, preset: Preset) -> Bins:
    """Bins of roi_align: the exact projection cut evenly, a few points in each."""
    bins = preset.output_size
    shift = 0.0 if preset.aligned else 0.5
    x1, y1, x2, y2 = (roi[0].astype(np.float64) / preset.stride + shift).tolist()
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
