"""Deltas in numpy: how box regression says where the object is, relative to its RoI.

Girshick et al. 2014, appendix C. `detector.box_coder` is the same rule on tensors. R RoIs, K classes; boxes
are xyxy and half-open, RoIs and objects in the same frame; widths are x2 - x1.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray

Weights = tuple[float, float, float, float]

MAX_LOG_RATIO = math.log(1000.0 / 16)
"""Keeps exp() of a wild prediction finite: an object is at most 62.5 times its RoI (as in py-faster-rcnn)."""
LEAST_ROI_SIDE = 1e-3
"""RoIs thinner than this would make deltas explode."""


def encode_deltas(rois: BoxArray, objects: BoxArray) -> NDArray[np.float32]:
    """Return the R x 4 deltas (dx, dy, dw, dh), as in the paper, that turn each RoI into its object."""
    sides, centres = _sides_and_centres(rois)
    object_sides, object_centres = _sides_and_centres(objects)
    return np.concatenate([(object_centres - centres) / sides, np.log(object_sides / sides)], axis=1)


def decode_deltas(rois: BoxArray, deltas: NDArray[np.float32], weights: Weights) -> NDArray[np.float32]:
    """Return the boxes that `deltas`, R x (K+1) x 4 as the head gives them, make of the RoIs."""
    sides, centres = _sides_and_centres(rois[:, None])
    deltas = deltas / np.array(weights, np.float32)
    centres = centres + deltas[..., :2] * sides
    halves = side_ratios(deltas) * sides / np.float32(2)
    return np.concatenate([centres - halves, centres + halves], axis=2).astype(np.float32, copy=False)


def side_ratios(deltas: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return by what deltas, ... x 4 as in the paper, multiply width and height: ... x 2."""
    return np.exp(np.minimum(deltas[..., 2:], np.float32(MAX_LOG_RATIO)))


def _sides_and_centres(boxes: BoxArray) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return ... x 2 each, of boxes ... x 4."""
    sides = np.maximum(boxes[..., 2:] - boxes[..., :2], np.float32(LEAST_ROI_SIDE))
    return sides, (boxes[..., :2] + boxes[..., 2:]) / np.float32(2)
