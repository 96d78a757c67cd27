"""Selective search, the public side: modes, threads, cancelling, falling back to OpenCV."""

from __future__ import annotations

import os
import time
from functools import partial

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, read_only, scale_boxes
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.core.errors import InputError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.public_input import ImageLike, rgb_pixels
from frcnn_desktop.proposals.kernels import kernels_ready
from frcnn_desktop.proposals.modes import GRID, MODES, OPENCV_MODE, OPENCV_PIXELS, OPENCV_SIDES, method_name
from frcnn_desktop.proposals.opencv import opencv_boxes, opencv_segments
from frcnn_desktop.proposals.ranking import Candidates, candidates_of, distinct_boxes
from frcnn_desktop.proposals.scratch import Scratch, drop_large_scratch
from frcnn_desktop.proposals.thread_team import StopFlag, ThreadTeam

_BLOCK = 1024
"""The chances of so many boxes are found at a time."""


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
        return _search_with_opencv(image, token)
    return _search(image, mode, token, threads)


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
    `colour_space` is one of hsv, lab, rgi, rgb. Raises InputError for another or a wrong image.
    """
    from frcnn_desktop.proposals.colour import COLOUR_SPACES

    if colour_space not in COLOUR_SPACES:
        known = ", ".join(COLOUR_SPACES)
        raise InputError(Message("api.choice", what="colour space", value=repr(colour_space), known=known))
    picture = COLOUR_SPACES[colour_space](rgb_pixels(rgb))
    if not kernels_ready():
        return opencv_segments(picture, k, sigma, min_size)
    from frcnn_desktop.proposals.pipeline import fragments_of

    stop = StopFlag()
    return fragments_of(picture, (k,), sigma, False, stop, Scratch()).segment(k, min_size, stop).labels


def _search(image: NDArray[np.uint8], mode: str, token: CancelToken | None, threads: int | None) -> Proposals:
    from frcnn_desktop.proposals.area_resize import shrinking
    from frcnn_desktop.proposals.box_probability import picture_sums
    from frcnn_desktop.proposals.pipeline import search_colour_space

    settings = MODES[mode]
    workers = max(1, threads or min(os.cpu_count() or 1, len(settings.colour_spaces)))
    started = time.perf_counter()
    with ThreadTeam(workers, token) as team:
        small, calls = shrinking(image, settings.pixels, workers)
        team.run(calls)
        calls = [
            partial(search_colour_space, small, each, settings, team.stop) for each in settings.colour_spaces
        ]
        try:
            *spaces, sums = team.run([*calls, partial(picture_sums, small)])
        finally:
            drop_large_scratch()
        searched = time.perf_counter()
        found = [boxes for space in spaces for boxes in space]
        [candidates] = team.run([partial(_candidates, found, small, image)])
        boxes, scores = _ordered(candidates, sums, team)
    seconds = {"search": searched - started, "ranking": time.perf_counter() - searched}
    return Proposals(read_only(boxes), read_only(scores), seconds, method_name(mode))


def _ordered(
    candidates: Candidates, sums: NDArray[np.int64], team: ThreadTeam
) -> tuple[BoxArray, NDArray[np.float32]]:
    """Return (boxes, scores): ordered by what the picture tells of them."""
    from frcnn_desktop.proposals.box_probability import object_probabilities
    from frcnn_desktop.proposals.selection import choose_boxes, neighbours_of

    head, width, height = candidates.head, candidates.width, candidates.height
    blocks = [head[start : start + _BLOCK] for start in range(0, len(head), _BLOCK)]
    near, *chances = team.run(
        [
            partial(neighbours_of, head),
            *(partial(object_probabilities, block, sums, width, height) for block in blocks),
        ]
    )
    [found] = team.run([lambda: candidates.ordered(*choose_boxes(near, np.concatenate(chances)))])
    return found


def _search_with_opencv(image: NDArray[np.uint8], token: CancelToken | None) -> Proposals:
    from frcnn_desktop.proposals.colour import shrink

    started = time.perf_counter()
    height, width = image.shape[:2]
    pixels = height * width * min(1, OPENCV_SIDES / (height + width)) ** 2
    small = shrink(image, min(int(pixels), OPENCV_PIXELS))
    with ThreadTeam(1, token) as team:
        [boxes] = team.run([lambda: opencv_boxes(small)])
    searched = time.perf_counter()
    found = _candidates([boxes], small, image)
    seconds = {"search": searched - started, "ranking": time.perf_counter() - searched}
    scores = found.likely.astype(np.float32)
    return Proposals(read_only(found.boxes), read_only(scores), seconds, method_name(OPENCV_MODE))


def _candidates(
    found: list[NDArray[np.int32]], small: NDArray[np.uint8], image: NDArray[np.uint8]
) -> Candidates:
    """Return the distinct ones of the boxes found in the shrunk image."""
    boxes = np.concatenate(found)
    placed = _to_image(as_box_array(distinct_boxes(boxes)), small, image)
    return candidates_of(placed, image.shape[1], image.shape[0])


def _to_image(boxes: BoxArray, small: NDArray[np.uint8], image: NDArray[np.uint8]) -> BoxArray:
    """Scale boxes of the shrunk image to the image, onto sixteenths of a pixel."""
    scaled = scale_boxes(boxes, image.shape[1] / small.shape[1], image.shape[0] / small.shape[0])
    return as_box_array(np.floor(scaled * GRID + 0.5) / GRID)
