"""How likely a box is the best one for an object, by its shape, its place and what the picture tells.

A network of two small hidden layers, fitted to the boxes of VOC2007 train: the chance of each box is its
share of the objects there, where an object is shared out among the boxes that fit it best. So the chances
of an image add up to the objects that are to be expected in it, whatever the number of boxes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.compiled.compiler import kernel
from frcnn_desktop.core.boxes import BoxArray, scale_boxes
from frcnn_desktop.proposals.box_probability_weights import HIDDEN_1, HIDDEN_2, OUT, WEIGHTS_1, WEIGHTS_2
from frcnn_desktop.proposals.colour import COLOUR_SPACES, shrink
from frcnn_desktop.proposals.objectness import cues, sum_picture

_PIXELS = 50_000
"""Contours and colours are looked at in a picture of this size."""
_LANES = 32
"""So many boxes go through the network side by side."""
SHAPE_NAMES = (
    "log area",
    "log aspect",
    "width",
    "height",
    "touches left or right",
    "touches top",
    "touches bottom",
    "off centre across",
    "off centre down",
)


def shape_features(boxes: BoxArray, width: int, height: int) -> NDArray[np.float32]:
    """Return N x 9 in the order of SHAPE_NAMES.

    Lengths are shares of the image's sides, areas of its area; the aspect is width over height in pixels.
    """
    left, top, right, bottom = (boxes / np.array([width, height, width, height], np.float64)).T
    across, down = right - left, bottom - top
    columns = (
        np.log(across * down),
        np.log(across * width / (down * height)),
        across,
        down,
        (left <= 0) * 1 + (right >= 1),
        top <= 0,
        bottom >= 1,
        np.abs((left + right) / 2 - 0.5),
        (top + bottom) / 2 - 0.5,
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


@kernel
def _run_layer(values, weights, biases, out):
    """Fill `out` (units x _LANES) from `values` (rows x _LANES): a layer of rectified units.

    Two units at a time over boxes that lie side by side: vector code, and every sum keeps its order.
    """
    for unit in range(0, biases.size, 2):
        one, two = out[unit], out[unit + 1]
        one[:], two[:] = biases[unit], biases[unit + 1]
        for row in range(weights.shape[0]):
            first, second, value = weights[row, unit], weights[row, unit + 1], values[row]
            for lane in range(_LANES):
                one[lane] += value[lane] * first
                two[lane] += value[lane] * second
        for lane in range(_LANES):
            one[lane], two[lane] = max(one[lane], np.float32(0)), max(two[lane], np.float32(0))


@kernel
def _run_network(features):
    """Return the chances (N float32) of N x 23 features."""
    chances = np.empty(len(features), np.float32)
    values = np.zeros((WEIGHTS_1.shape[0], _LANES), np.float32)
    first, second = (
        np.empty((HIDDEN_1.size, _LANES), np.float32),
        np.empty((HIDDEN_2.size, _LANES), np.float32),
    )
    for start in range(0, len(features), _LANES):
        lanes = min(_LANES, len(features) - start)
        for lane in range(lanes):
            for row in range(len(values)):
                values[row, lane] = features[start + lane, row]
        _run_layer(values, WEIGHTS_1, HIDDEN_1, first)
        _run_layer(first, WEIGHTS_2, HIDDEN_2, second)
        for lane in range(lanes):
            logit = OUT[len(second)]
            for row in range(len(second)):
                logit += second[row, lane] * OUT[row]
            chances[start + lane] = np.float32(1) / (np.float32(1) + np.exp(-logit))
    return chances


def picture_sums(rgb: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return what the cues of all boxes are read from; `rgb` is the image or that image shrunk."""
    return sum_picture(COLOUR_SPACES["lab"](shrink(rgb, _PIXELS)))


def _on_picture(boxes: BoxArray, sums: NDArray[np.int64], width: int, height: int) -> NDArray[np.int32]:
    """Return the boxes in whole pixels of the picture of `sums`, each with at least one."""
    down, across = sums.shape[0] - 1, sums.shape[1] - 1
    placed = np.floor(scale_boxes(boxes, across / width, down / height) + 0.5).astype(np.int32)
    placed[:, :2] = np.minimum(placed[:, :2], (across - 1, down - 1))
    placed[:, 2:] = np.maximum(placed[:, 2:], placed[:, :2] + 1)
    return placed


def object_features(boxes: BoxArray, sums: NDArray[np.int64], width: int, height: int) -> NDArray[np.float32]:
    """Return N x 23: the shape features and the cues of the picture.

    `sums` are the `picture_sums` of the image of `width` x `height` to which the boxes belong.
    """
    found = cues(sums, _on_picture(boxes, sums, width, height))
    return np.concatenate([shape_features(boxes, width, height), found], axis=1)


def object_probabilities(
    boxes: BoxArray, sums: NDArray[np.int64], width: int, height: int
) -> NDArray[np.float32]:
    """Return for each box how likely it is the best one for an object; arguments as of `object_features`."""
    return _run_network(object_features(boxes, sums, width, height))
