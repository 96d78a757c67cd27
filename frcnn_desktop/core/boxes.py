"""Arithmetic on batches of boxes.

Shapes: N, M boxes. A batch is float32 N x 4, xyxy, continuous and half-open, in pixels of the image as
displayed (0..W by 0..H). Nothing here adds or subtracts 1: that belongs to the VOC XML codec alone.
"""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Box: TypeAlias = tuple[float, float, float, float]
"""One box as Python floats (x1, y1, x2, y2), same frame as the batches."""

BoxArray: TypeAlias = NDArray[np.float32]

Real = TypeVar("Real", bound=np.floating)


def as_box_array(boxes: ArrayLike) -> BoxArray:
    """Return `boxes` as a contiguous float32 N x 4 array; an empty sequence becomes 0 x 4."""
    array = np.ascontiguousarray(boxes, dtype=np.float32)
    return array.reshape(-1, 4)


def box_areas(boxes: NDArray[Real]) -> NDArray[Real]:
    """Return the N areas in square pixels, in the precision of the boxes; inverted boxes have area 0."""
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 0)
    return sides[:, 0] * sides[:, 1]


def pairwise_iou(first: NDArray[Real], second: NDArray[Real]) -> NDArray[Real]:
    """Return the N x M matrix of intersection over union, in the precision of the boxes.

    Two boxes without area have IoU 0.
    """
    top_left = np.maximum(first[:, None, :2], second[None, :, :2])
    bottom_right = np.minimum(first[:, None, 2:], second[None, :, 2:])
    sides = np.maximum(bottom_right - top_left, 0)
    intersection = sides[..., 0] * sides[..., 1]
    union = box_areas(first)[:, None] + box_areas(second)[None, :] - intersection
    return np.divide(intersection, union, out=np.zeros_like(intersection), where=union > 0)


def clip_boxes(boxes: BoxArray, width: float, height: float) -> BoxArray:
    """Return the boxes, ... x 4, cut to 0..width by 0..height."""
    limits = np.array([width, height, width, height], dtype=np.float32)
    return np.clip(boxes, 0, limits)


def scale_boxes(boxes: BoxArray, scale_x: float, scale_y: float) -> BoxArray:
    """Return the boxes with x multiplied by `scale_x` and y by `scale_y`."""
    return boxes * np.array([scale_x, scale_y, scale_x, scale_y], dtype=np.float32)


def flip_boxes(boxes: BoxArray, width: float) -> BoxArray:
    """Return the boxes mirrored left to right in an image of `width` pixels."""
    flipped = boxes.copy()
    flipped[:, 0] = width - boxes[:, 2]
    flipped[:, 2] = width - boxes[:, 0]
    return flipped


def read_only(array: NDArray) -> NDArray:
    """Mark an array as not writable, so that it may cross threads, and return it."""
    array.setflags(write=False)
    return array
