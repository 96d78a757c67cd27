"""The compiled search. Importing it loads numba: only once the kernels are ready."""

from __future__ import annotations

import os
import time
from functools import partial

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, read_only
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.proposals.area_resize import shrinking
from frcnn_desktop.proposals.box_probability import object_probabilities, picture_sums
from frcnn_desktop.proposals.modes import MODES, method_name
from frcnn_desktop.proposals.pipeline import fragments_of, search_colour_space
from frcnn_desktop.proposals.ranking import Candidates, candidates_in
from frcnn_desktop.proposals.scratch import Scratch, drop_large_scratch
from frcnn_desktop.proposals.selection import choose_boxes, neighbours_of
from frcnn_desktop.proposals.thread_team import StopFlag, ThreadTeam

_BLOCK = 1024
"""The chances of so many boxes are found at a time."""


def search(image: NDArray[np.uint8], mode: str, token: CancelToken | None, threads: int | None) -> Proposals:
    """Search H x W x 3 pixels; see `selective_search`. Raises Cancelled."""
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
        [candidates] = team.run([partial(candidates_in, found, small, image)])
        boxes, scores = _ordered(candidates, sums, team)
    seconds = {"search": searched - started, "ranking": time.perf_counter() - searched}
    return Proposals(read_only(boxes), read_only(scores), seconds, method_name(mode))


def segments(picture: NDArray[np.uint8], k: float, sigma: float, min_size: int) -> NDArray[np.int32]:
    """Segment an H x W x 3 picture of a colour space; see `segment`."""
    stop = StopFlag()
    return fragments_of(picture, (k,), sigma, False, stop, Scratch()).segment(k, min_size, stop).labels


def _ordered(
    candidates: Candidates, sums: NDArray[np.int64], team: ThreadTeam
) -> tuple[BoxArray, NDArray[np.float32]]:
    """Return (boxes, scores): ordered by what the picture tells of them."""
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
