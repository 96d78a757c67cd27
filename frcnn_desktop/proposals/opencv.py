"""OpenCV's own selective search: the reference, and what serves until our kernels are compiled."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.proposals.colour import shrink
from frcnn_desktop.proposals.modes import OPENCV_MODE, OPENCV_PIXELS, OPENCV_SIDES, method_name
from frcnn_desktop.proposals.quiet_opencv import cv2
from frcnn_desktop.proposals.ranking import candidates_in
from frcnn_desktop.proposals.thread_team import ThreadTeam


def search_with_opencv(image: NDArray[np.uint8], token: CancelToken | None) -> Proposals:
    """Search H x W x 3 pixels with OpenCV's fast mode, in our order. Raises Cancelled when it has ended."""
    started = time.perf_counter()
    height, width = image.shape[:2]
    pixels = height * width * min(1, OPENCV_SIDES / (height + width)) ** 2
    small = shrink(image, min(int(pixels), OPENCV_PIXELS))
    with ThreadTeam(1, token) as team:
        [boxes] = team.run([lambda: opencv_boxes(small)])
    searched = time.perf_counter()
    found = candidates_in([boxes], small, image)
    seconds = {"search": searched - started, "ranking": time.perf_counter() - searched}
    scores = found.likely.astype(np.float32)
    return Proposals(read_only(found.boxes), read_only(scores), seconds, method_name(OPENCV_MODE))


def opencv_boxes(rgb: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Return the boxes of `switchToSelectiveSearchFast` on an H x W x 3 image: N x 4, xyxy, half-open.

    The set is the same every time; its order comes from libc `rand()`. Cannot be interrupted.
    """
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
    segmentation = cv2.ximgproc.segmentation.createGraphSegmentation(sigma, k, min_size)
    return np.asarray(segmentation.processImage(picture), np.int32)
