"""Selective search, the public side: modes, threads, cancelling, falling back to OpenCV."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, read_only, scale_boxes
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.proposals.kernels import kernels_ready
from frcnn_desktop.proposals.modes import GRID, MODES, OPENCV_MODE, OPENCV_PIXELS, OPENCV_SIDES, method_name
from frcnn_desktop.proposals.opencv import opencv_boxes, opencv_segments
from frcnn_desktop.proposals.ranking import Choose, rank_boxes, unique_boxes

_POLL_SECONDS = 0.01
_T = TypeVar("_T")


def selective_search(
    rgb: NDArray[np.uint8],
    *,
    mode: str = "fast",
    token: CancelToken | None = None,
    threads: int | None = None,
) -> Proposals:
    """Return class-agnostic candidate boxes of an image, best first.

    `rgb` H x W x 3 uint8 as displayed, any size from 1 x 1; H x W and H x W x 1 are taken as grey. `mode` is
    a name in `modes.MODE_NAMES`. `threads` that may work at once (None: one for each colour space, as far as
    the machine has cores); the boxes and their order do not depend on it. Boxes are float32 xyxy, half-open,
    in the pixels of `rgb`, without duplicates. `Proposals.method` tells what really made them: OpenCV's
    search serves while the kernels are being compiled in the background and where they cannot be.

    Raises Cancelled within 50 ms of `token` being set, ValueError for an unknown mode or a wrong array.
    """
    method_name(mode)
    image = _as_rgb(rgb)
    if token is not None:
        token.raise_if_cancelled()
    if mode == OPENCV_MODE or not kernels_ready(token):
        return _search_with_opencv(image, token)
    return _search(image, mode, token, threads)


def segment(
    rgb: NDArray[np.uint8],
    *,
    k: float = 150.0,
    sigma: float = 0.8,
    min_size: int = 100,
    colour_space: str = "hsv",
) -> NDArray[np.int32]:
    """Return the segments of an image: int32 H x W labels 0..R-1, numbered in reading order.

    Felzenszwalb and Huttenlocher's graph segmentation at full size, as every search begins: a larger `k`
    gives larger segments, `sigma` is the blur in pixels, no segment is smaller than `min_size` pixels.
    `colour_space` is one of hsv, lab, rgi, rgb.
    """
    from frcnn_desktop.proposals.colour import COLOUR_SPACES

    picture = COLOUR_SPACES[colour_space](_as_rgb(rgb))
    if not kernels_ready():
        return opencv_segments(picture, k, sigma, min_size)
    from frcnn_desktop.proposals.pipeline import StopFlag, segmentations
    from frcnn_desktop.proposals.workspace import Workspace

    return segmentations(picture, (k,), sigma, min_size, False, StopFlag(), Workspace())[0].labels


def _as_rgb(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if rgb.dtype != np.uint8 or rgb.size == 0:
        raise ValueError(f"selective search needs a uint8 image with pixels, not {rgb.dtype} {rgb.shape}")
    if rgb.ndim == 2:
        rgb = rgb[..., None]
    if rgb.ndim != 3 or rgb.shape[2] not in (1, 3):
        raise ValueError(f"selective search needs H x W x 3, not {rgb.shape}")
    if rgb.shape[2] == 1:
        rgb = np.repeat(rgb, 3, axis=2)
    return np.ascontiguousarray(rgb)


def _search(image: NDArray[np.uint8], mode: str, token: CancelToken | None, threads: int | None) -> Proposals:
    from frcnn_desktop.proposals.chances import object_chances
    from frcnn_desktop.proposals.colour import shrink
    from frcnn_desktop.proposals.pipeline import StopFlag, search_colour_space
    from frcnn_desktop.proposals.selection import choose_boxes

    settings = MODES[mode]
    stop = StopFlag()
    started = time.perf_counter()
    workers = max(1, min(threads or os.cpu_count() or 1, len(settings.colour_spaces)))
    [small] = _run([lambda: shrink(image, settings.pixels)], 1, token, stop.set)
    work = [
        lambda name=name: search_colour_space(small, name, settings, stop) for name in settings.colour_spaces
    ]
    boxes = np.concatenate(_run(work, workers, token, stop.set))
    seconds = {"search": time.perf_counter() - started}
    height, width = image.shape[:2]

    def choose_best(found: BoxArray) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        return choose_boxes(found, object_chances(found, small, width, height))

    ranking = [lambda: _ranked(boxes, small, image, seconds, method_name(mode), choose_best)]
    return _run(ranking, 1, token, stop.set)[0]


def _search_with_opencv(image: NDArray[np.uint8], token: CancelToken | None) -> Proposals:
    from frcnn_desktop.proposals.colour import shrink

    started = time.perf_counter()
    height, width = image.shape[:2]
    pixels = height * width * min(1, OPENCV_SIDES / (height + width)) ** 2
    small = shrink(image, min(int(pixels), OPENCV_PIXELS))
    [boxes] = _run([lambda: opencv_boxes(small)], 1, token, lambda: None)
    seconds = {"search": time.perf_counter() - started}
    return _ranked(boxes, small, image, seconds, method_name(OPENCV_MODE), None)


def _ranked(
    found: NDArray[np.int32],
    small: NDArray[np.uint8],
    image: NDArray[np.uint8],
    seconds: dict[str, float],
    method: str,
    choose_best: Choose | None,
) -> Proposals:
    """Make proposals of the boxes found in the shrunk image."""
    started = time.perf_counter()
    boxes = _to_image(as_box_array(found[unique_boxes(found)]), small, image)
    order, scores = rank_boxes(boxes, image.shape[1], image.shape[0], choose_best)
    seconds = {**seconds, "ranking": time.perf_counter() - started}
    return Proposals(read_only(boxes[order]), read_only(scores), seconds, method)


def _to_image(boxes: BoxArray, small: NDArray[np.uint8], image: NDArray[np.uint8]) -> BoxArray:
    """Scale boxes of the shrunk image to the image, onto sixteenths of a pixel."""
    scaled = scale_boxes(boxes, image.shape[1] / small.shape[1], image.shape[0] / small.shape[0])
    return as_box_array(np.floor(scaled * GRID + 0.5) / GRID)


def _run(
    work: list[Callable[[], _T]], workers: int, token: CancelToken | None, stop: Callable[[], None]
) -> list[_T]:
    """Run the calls in threads while this one watches the token; their results in the order given.

    A cancelled call is left behind: it ends by itself at its next look at the flag that `stop` sets.
    """
    pool = ThreadPoolExecutor(workers, thread_name_prefix="selective-search")
    try:
        futures: list[Future[_T]] = [pool.submit(call) for call in work]
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, None if token is None else _POLL_SECONDS, FIRST_COMPLETED)
            for future in done:
                future.result()
            if token is not None and token.cancelled:
                raise Cancelled
        return [future.result() for future in futures]
    except BaseException:
        stop()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
