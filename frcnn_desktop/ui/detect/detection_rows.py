"""Single rows of detections: what names one, its box, and detections without some of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import Detections

DetectionKey = tuple[int, int]
"""(proposal index, class index): names a detection however the thresholds are moved."""


def detection_key(detections: Detections, row: int) -> DetectionKey:
    """Return what names the detection in a row, see `DetectionKey`."""
    return int(detections.proposal_indices[row]), int(detections.class_indices[row])


def detection_box(detections: Detections, row: int) -> Box:
    """Return the box in a row as Python floats, xyxy in image pixels."""
    x1, y1, x2, y2 = (float(value) for value in detections.boxes[row])
    return x1, y1, x2, y2


def without(detections: Detections, keys: set[DetectionKey]) -> Detections:
    """Return the detections that have none of these keys."""
    if not keys:
        return detections
    return rows_of(
        detections, [n for n in range(len(detections)) if detection_key(detections, n) not in keys]
    )


def rows_of(detections: Detections, chosen: Sequence[int]) -> Detections:
    """Return some rows."""
    rows = np.array(chosen, np.intp)
    return Detections(
        detections.boxes[rows],
        detections.scores[rows],
        detections.class_indices[rows],
        tuple(detections.class_names[row] for row in rows),
        detections.proposal_indices[rows],
        detections.seconds,
    )
