"""The way of one RoI from the feature map to logits and deltas, compiled. This module imports numba.

As one step it gives the interpreter away once; torch's four steps do so four times, and a drag's repainting
makes each of them wait to have it back. Shapes: C channels, P bins a side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.compiled.compiler import reordering_kernel


@reordering_kernel
def judge_box(  # noqa: PLR0913 - a kernel takes arrays, not values that hold them
    features: NDArray[np.float32],
    cells: NDArray[np.int64],
    bins: int,
    weights: NDArray[np.float32],
    biases: NDArray[np.float32],
    sizes: NDArray[np.int64],
    rectified: NDArray[np.bool_],
    side_weights: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Pool one RoI and take it through L linear layers; what `side_weights` make of the first one's answer,
    before its ReLU, comes behind the last one's.

    `features` C x rows x columns; `cells` first column, first row, last column, last row, ends included.
    `weights` of all layers, each outputs x inputs, one behind the other, `biases` likewise; `sizes` L, the
    outputs of each layer; `rectified` L, whether a ReLU follows; `side_weights` K x sizes[0].
    """
    x = _pooled(features, cells, bins)
    side = np.zeros(len(side_weights), np.float32)
    weight, bias = 0, 0
    for layer in range(len(sizes)):
        out = np.empty(sizes[layer], np.float32)
        for o in range(len(out)):
            total = np.float32(0)
            row = weights[weight : weight + len(x)]
            for i in range(len(x)):
                total += row[i] * x[i]
            total += biases[bias]
            if layer == 0:
                for k in range(len(side)):
                    side[k] += side_weights[k, o] * total
            out[o] = max(total, np.float32(0)) if rectified[layer] else total
            weight += len(x)
            bias += 1
        x = out
    return np.concatenate((x, side))


@reordering_kernel
def _pooled(features: NDArray[np.float32], cells: NDArray[np.int64], bins: int) -> NDArray[np.float32]:
    """Return C * P * P maxima, by the rule of `table_pooling`; 0 where a bin holds no cell of the map."""
    channels, rows, columns = features.shape
    tops, bottoms = _edges(cells[1], cells[3], bins, rows)
    lefts, rights = _edges(cells[0], cells[2], bins, columns)
    pooled = np.zeros(channels * bins * bins, np.float32)
    place = 0
    for channel in range(channels):
        for i in range(bins):
            for j in range(bins):
                if tops[i] < bottoms[i] and lefts[j] < rights[j]:
                    highest = features[channel, tops[i], lefts[j]]
                    for row in range(tops[i], bottoms[i]):
                        for column in range(lefts[j], rights[j]):
                            highest = max(highest, features[channel, row, column])
                    pooled[place] = highest
                place += 1
    return pooled


@reordering_kernel
def _edges(first: int, last: int, bins: int, length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return start and end cell of each bin along one axis, cut to the map."""
    size = max(last - first + 1, 1)
    index = np.arange(bins)
    starts = first + index * size // bins
    ends = first + ((index + 1) * size + bins - 1) // bins
    return np.minimum(np.maximum(starts, 0), length), np.minimum(np.maximum(ends, 0), length)
