"""OpenCV's own selective search: the reference, and what serves until our kernels are compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array


def opencv_boxes(rgb: NDArray[np.uint8]) -> BoxArray:
    """Return the boxes of `switchToSelectiveSearchFast` on an H x W x 3 image, N x 4, in no useful order.

    The set is the same every time; OpenCV's order comes from libc `rand()`. Cannot be interrupted.
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
    boxes = as_box_array(found)
    boxes[:, 2:] += boxes[:, :2]
    return boxes
