"""Gradients of a picture along x, y and both diagonals, as the texture of its regions needs them.

All are 12 x H*W int16: for each channel of the H x W x 3 picture four directions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.proposals.quiet_opencv import cv2
from frcnn_desktop.proposals.scratch import Scratch

_DIAGONAL = np.array([[-10, -3, 0], [-3, 0, 3], [0, 3, 10]], np.float32)
"""Scharr's kernel turned by 45 degrees."""
_LARGEST_TURNED = 8
"""A strip turned by 45 degrees needs a square: above so many times its own pixels nothing is turned."""


def is_worth_turning(height: int, width: int) -> bool:
    """Say whether `rotated_gradients` needs memory in proportion to the picture: not for narrow strips."""
    return (height + width) ** 2 / 2 <= _LARGEST_TURNED * height * width


def direct_gradients(picture: NDArray[np.uint8], gradients: NDArray[np.int16]) -> None:
    """Fill `gradients`, each taken straight from the picture."""
    for channel, plane in enumerate(cv2.split(picture)):
        along_x, along_y, *diagonals = gradients[4 * channel : 4 * channel + 4].reshape(4, *plane.shape)
        cv2.Scharr(plane, cv2.CV_16S, 1, 0, dst=along_x)
        cv2.Scharr(plane, cv2.CV_16S, 0, 1, dst=along_y)
        cv2.filter2D(plane, cv2.CV_16S, _DIAGONAL, dst=diagonals[0])
        cv2.filter2D(plane, cv2.CV_16S, _DIAGONAL[:, ::-1], dst=diagonals[1])


def rotated_gradients(picture: NDArray[np.uint8], gradients: NDArray[np.int16], scratch: Scratch) -> None:
    """Fill `gradients`, the diagonals as OpenCV takes them: the picture turned, derived, turned back."""
    for channel, plane in enumerate(cv2.split(picture)):
        along_x, along_y, *diagonals = gradients[4 * channel : 4 * channel + 4].reshape(4, *plane.shape)
        cv2.Scharr(plane, cv2.CV_16S, 1, 0, dst=along_x)
        cv2.Scharr(plane, cv2.CV_16S, 0, 1, dst=along_y)
        _derive_turned(np.asarray(plane, np.uint8), diagonals, scratch)


def _derive_turned(plane: NDArray[np.uint8], diagonals: list[NDArray[np.int16]], scratch: Scratch) -> None:
    height, width = plane.shape
    centre = (width / 2.0, height / 2.0)
    corners = cv2.boxPoints((centre, (float(width), float(height)), 45.0))
    low, high = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    across, down = (int(side) + 1 for side in high - low)
    turn = cv2.getRotationMatrix2D(centre, 45.0, 1.0)
    turn[:, 2] += (across / 2.0 - centre[0], down / 2.0 - centre[1])
    back = cv2.getRotationMatrix2D((float(across // 2), float(down // 2)), -45.0, 1.0)
    back[:, 2] -= ((across - width) // 2, (down - height) // 2)
    turned = scratch.array("turned", (down, across), np.uint8)
    derived = scratch.array("derived", (down, across), np.float32)
    upright = scratch.array("upright", plane.shape, np.float32)
    cv2.warpAffine(plane, turn, (across, down), dst=turned)
    for diagonal, (dx, dy) in zip(diagonals, ((1, 0), (0, 1)), strict=True):
        cv2.Scharr(turned, cv2.CV_32F, dx, dy, dst=derived)
        cv2.warpAffine(derived, back, (width, height), dst=upright)
        diagonal[...] = np.rint(upright, out=upright)
