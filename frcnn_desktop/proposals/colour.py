"""The pictures in which segments are sought: colour spaces as 8-bit H x W x 3."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.proposals.quiet_opencv import cv2
from frcnn_desktop.proposals.scratch import Scratch


def _opponent_rgi(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return red, green and intensity, the space OpenCV's quality mode calls rgI."""
    picture = rgb.copy()
    picture[..., 2] = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    return picture


COLOUR_SPACES: Mapping[str, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = {
    "rgb": np.ascontiguousarray,
    "hsv": lambda rgb: np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV), np.uint8),
    "lab": lambda rgb: np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2Lab), np.uint8),
    "rgi": _opponent_rgi,
}


def smooth(picture: NDArray[np.uint8], sigma: float, scratch: Scratch) -> NDArray[np.float32]:
    """Return the picture blurred by a Gaussian of `sigma` pixels, as float32 in `scratch`."""
    exact = scratch.array("exact", picture.shape, np.float32)
    exact[...] = picture
    blurred = scratch.array("blurred", picture.shape, np.float32)
    cv2.GaussianBlur(exact, (0, 0), sigma, dst=blurred)
    return blurred


def shrunk_shape(height: int, width: int, pixels: int | None) -> tuple[int, int]:
    """Return (height, width) of an image with at most about `pixels` pixels (None: as it is)."""
    if pixels is None or height * width <= pixels:
        return height, width
    scale = math.sqrt(pixels / (height * width))
    return max(1, math.floor(height * scale + 0.5)), max(1, math.floor(width * scale + 0.5))


def shrink(rgb: NDArray[np.uint8], pixels: int | None) -> NDArray[np.uint8]:
    """Return the image with at most about `pixels` pixels, its shape kept."""
    height, width = shrunk_shape(rgb.shape[0], rgb.shape[1], pixels)
    if (height, width) == rgb.shape[:2]:
        return rgb
    return np.asarray(cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
