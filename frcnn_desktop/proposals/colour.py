"""The pictures in which segments are sought: colour spaces as 8-bit H x W x 3, and their gradients."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.proposals.quiet_opencv import cv2
from frcnn_desktop.proposals.workspace import Workspace

_DIAGONAL = np.array([[-10, -3, 0], [-3, 0, 3], [0, 3, 10]], np.float32)
"""Scharr's kernel turned by 45 degrees."""


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


def smooth(picture: NDArray[np.uint8], sigma: float, workspace: Workspace) -> NDArray[np.float32]:
    """Return the picture blurred by a Gaussian of `sigma` pixels, as float32 in `workspace`."""
    exact = workspace.array("exact", picture.shape, np.float32)
    exact[...] = picture
    blurred = workspace.array("blurred", picture.shape, np.float32)
    cv2.GaussianBlur(exact, (0, 0), sigma, dst=blurred)
    return blurred


def shrink(rgb: NDArray[np.uint8], pixels: int | None) -> NDArray[np.uint8]:
    """Return the image with at most about `pixels` pixels (None: as it is), its shape kept."""
    height, width = rgb.shape[:2]
    if pixels is None or height * width <= pixels:
        return rgb
    scale = math.sqrt(pixels / (height * width))
    size = (max(1, math.floor(width * scale + 0.5)), max(1, math.floor(height * scale + 0.5)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def direct_gradients(picture: NDArray[np.uint8]) -> NDArray[np.int16]:
    """Return 12 x H*W: for each channel the gradients along x, y and both diagonals."""
    gradients = np.empty((12, picture.shape[0] * picture.shape[1]), np.int16)
    for channel, plane in enumerate(cv2.split(picture)):
        first = 4 * channel
        gradients[first] = cv2.Scharr(plane, cv2.CV_16S, 1, 0).ravel()
        gradients[first + 1] = cv2.Scharr(plane, cv2.CV_16S, 0, 1).ravel()
        gradients[first + 2] = cv2.filter2D(plane, cv2.CV_16S, _DIAGONAL).ravel()
        gradients[first + 3] = cv2.filter2D(plane, cv2.CV_16S, _DIAGONAL[:, ::-1]).ravel()
    return gradients


def rotated_gradients(picture: NDArray[np.uint8]) -> NDArray[np.int16]:
    """Return 12 x H*W with the diagonals as OpenCV takes them: the image turned, derived, turned back."""
    gradients = np.empty((12, picture.shape[0] * picture.shape[1]), np.int16)
    for channel, plane in enumerate(cv2.split(picture)):
        first = 4 * channel
        gradients[first] = cv2.Scharr(plane, cv2.CV_16S, 1, 0).ravel()
        gradients[first + 1] = cv2.Scharr(plane, cv2.CV_16S, 0, 1).ravel()
        gradients[first + 2 : first + 4] = _turned(np.asarray(plane, np.uint8))
    return gradients


def _turned(plane: NDArray[np.uint8]) -> NDArray[np.int16]:
    height, width = plane.shape
    centre = (width / 2.0, height / 2.0)
    corners = cv2.boxPoints((centre, (float(width), float(height)), 45.0))
    low, high = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    across, down = (int(side) + 1 for side in high - low)
    turn = cv2.getRotationMatrix2D(centre, 45.0, 1.0)
    turn[:, 2] += (across / 2.0 - centre[0], down / 2.0 - centre[1])
    back = cv2.getRotationMatrix2D((float(across // 2), float(down // 2)), -45.0, 1.0)
    back[:, 2] -= ((across - width) // 2, (down - height) // 2)
    turned = cv2.warpAffine(plane, turn, (across, down))
    gradients = np.empty((2, height * width), np.int16)
    for row, (dx, dy) in enumerate(((1, 0), (0, 1))):
        upright = cv2.warpAffine(cv2.Scharr(turned, cv2.CV_32F, dx, dy), back, (width, height))
        gradients[row] = np.rint(upright).ravel()
    return gradients
