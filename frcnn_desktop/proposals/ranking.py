"""The order of the proposals: the first N are meant to be the best N to keep."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, box_areas


def unique_boxes(boxes: NDArray[np.int32]) -> NDArray[np.intp]:
    """Return the row of the first occurrence of every distinct box (M x 4), sorted by coordinates."""
    order = np.lexsort(boxes.T[::-1])
    fresh = np.ones(len(order), bool)
    fresh[1:] = np.any(np.diff(boxes[order], axis=0) != 0, axis=1)
    return order[fresh]


def rank_by_size(boxes: BoxArray) -> NDArray[np.float32]:
    """Return N scores in 0..1 that put the largest box first."""
    areas = box_areas(boxes)
    return areas / max(float(areas.max(initial=0)), 1.0)
