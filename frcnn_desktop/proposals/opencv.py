"""OpenCV's own selective search: the reference, and what serves until our kernels are compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def opencv_boxes(rgb: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Return the boxes of `switchToSelectiveSearchFast` on an H x W x 3 image: N x 4, xyxy, half-open.

    The set is the same every time; its order comes from libc `rand()`. Cannot be interrupted.
    """
    from frcnn_desktop.proposals.quiet_opencv import cv2

    search = cv2.ximgproc.segmentation.createSelectiveSearchSegmentation()
    search.setBaseImage(np.ascontiguousarray(rgb[..., ::-1]))
    search.switchToSelectiveSearchFast()
    try:
        found = search.process()
    except cv2.error:
        # It cannot turn pictures that are a few pixels high or wide: only the whole image is left.
        found = [(0, 0, rgb.shape[1], rgb.shape[0])]
    boxes = np.array(found, np.int32).reshape(-1, 4)
    boxes[:, 2:] += boxes[:, :2]
    return boxes


def opencv_segments(picture: NDArray[np.uint8], k: float, sigma: float, min_size: int) -> NDArray[np.int32]:
    """Return OpenCV's graph segmentation of an H x W x 3 picture: H x W labels in reading order."""
    from frcnn_desktop.proposals.quiet_opencv import cv2

    segmentation = cv2.ximgproc.segmentation.createGraphSegmentation(sigma, k, min_size)
    return np.asarray(segmentation.processImage(picture), np.int32)
