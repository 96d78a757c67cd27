"""Tightening boxes with the detector's own box regression, repeated until they stop moving."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, read_only
from frcnn_desktop.core.detections import ScoredRois

MAX_ROUNDS = 10
STILL_PIXELS = 0.5
"""A box whose sides all move less than this has stopped: VOC files hold whole pixels."""


def snap_boxes(
    score: Callable[[BoxArray], ScoredRois], boxes: BoxArray, class_indices: NDArray[np.int64]
) -> BoxArray:
    """Return N x 4 boxes tightened by the regression of their class, 1..K.

    The regression is applied to its own result, as iterative bounding-box regression does, until no side
    moves by half a pixel or ten rounds are over. A box is never left where its class scores lower than
    where it began: then it stays as it was.
    """
    rows = np.arange(len(boxes))
    current = boxes.copy()
    first: NDArray[np.float32] | None = None
    last = np.zeros(len(boxes), np.float32)
    for _ in range(MAX_ROUNDS):
        scored = score(current)
        last = scored.scores[rows, class_indices]
        first = last if first is None else first
        refined = scored.class_boxes[rows, class_indices]
        step = np.abs(refined - current).max(axis=1, initial=0)
        current = np.where((step >= STILL_PIXELS)[:, None], refined, current)
        if not (step >= STILL_PIXELS).any():
            break
    worse = last < first if first is not None else np.zeros(len(boxes), bool)
    return read_only(np.where(worse[:, None], boxes, current).astype(np.float32))
