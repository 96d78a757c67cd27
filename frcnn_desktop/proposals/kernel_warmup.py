"""One search of a tiny picture, so that every kernel is compiled for the types it will be called with.

This module imports numba.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.proposals.area_resize import shrinking
from frcnn_desktop.proposals.box_probability import object_probabilities, picture_sums
from frcnn_desktop.proposals.modes import ALL_FOUR, FILL, SearchSettings
from frcnn_desktop.proposals.pipeline import search_colour_space
from frcnn_desktop.proposals.selection import choose_boxes, neighbours_of
from frcnn_desktop.proposals.thread_team import StopFlag


def rehearse() -> None:
    """Run every kernel once. numba compiles it, or loads it, on the way."""
    large = np.random.default_rng(0).integers(0, 255, (36, 48, 3)).astype(np.uint8)
    sample, calls = shrinking(large, 800, 1)
    for call in calls:
        call()
    settings = SearchSettings(similarities=(ALL_FOUR, FILL), min_size=20, thinned=True)
    parts = search_colour_space(sample, "lab", settings, StopFlag())
    boxes = as_box_array(np.concatenate([part() for part in parts]))
    chances = object_probabilities(boxes, picture_sums(sample), sample.shape[1], sample.shape[0])
    choose_boxes(neighbours_of(boxes), chances)
