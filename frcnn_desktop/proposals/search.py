"""Selective search, the public side; neither OpenCV nor numba is loaded before a search begins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.core.errors import InputError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.public_input import ImageLike, rgb_pixels
from frcnn_desktop.proposals.kernels import kernels_ready
from frcnn_desktop.proposals.modes import OPENCV_MODE, method_name


def selective_search(
    rgb: ImageLike,
    *,
    mode: str = "fast",
    token: CancelToken | None = None,
    threads: int | None = None,
) -> Proposals:
    """Return class-agnostic candidate boxes of an image, best first.

    `rgb` H x W x 3 uint8 as displayed, any size from 1 x 1, or what `rgb_pixels` makes of it. `mode` is a
    name in `modes.MODE_NAMES`. `threads` that may work at once (None: one for each colour space, as far as
    the machine has cores); the boxes and their order do not depend on it. Boxes are float32 xyxy, half-open,
    in the pixels of `rgb`, without duplicates. `Proposals.method` tells what really made them: OpenCV's
    search serves while the kernels are being compiled in the background and where they cannot be.

    Raises Cancelled within 50 ms of `token` being set, InputError for an unknown mode or a wrong image.
    """
    method_name(mode)
    image = rgb_pixels(rgb)
    if token is not None:
        token.raise_if_cancelled()
    if mode == OPENCV_MODE or not kernels_ready(token):
        from frcnn_desktop.proposals.opencv import search_with_opencv

        return search_with_opencv(image, token)
    from frcnn_desktop.proposals.compiled_search import search

    return search(image, mode, token, threads)


def segment(
    rgb: ImageLike,
    *,
    k: float = 150.0,
    sigma: float = 0.8,
    min_size: int = 100,
    colour_space: str = "hsv",
) -> NDArray[np.int32]:
    """Return the segments of an image: int32 H x W labels 0..R-1, numbered in reading order.

    Felzenszwalb and Huttenlocher's graph segmentation at full size, as every search begins: a larger `k`
    gives larger segments, `sigma` is the blur in pixels, no segment is smaller than `min_size` pixels.
    `colour_space` is one of hsv, lab, rgi, rgb. OpenCV serves while the kernels are being compiled in the
    background. Raises InputError for another colour space or a wrong image.
    """
    from frcnn_desktop.proposals import colour, opencv

    if colour_space not in colour.COLOUR_SPACES:
        known = ", ".join(colour.COLOUR_SPACES)
        raise InputError(Message("api.choice", what="colour space", value=repr(colour_space), known=known))
    picture = colour.COLOUR_SPACES[colour_space](rgb_pixels(rgb))
    if not kernels_ready(CancelToken()):
        return opencv.opencv_segments(picture, k, sigma, min_size)
    from frcnn_desktop.proposals.compiled_search import segments

    return segments(picture, k, sigma, min_size)
