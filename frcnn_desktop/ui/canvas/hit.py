"""Which boxes lie under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frcnn_desktop.core.boxes import Box

_DETECTION_FIRST = 0.5
"""A detection goes before an object around it from this share of the object's area on: then it is another
thing inside, and not the same one found again."""


def boxes_at(boxes: Iterable[tuple[int, Box]], x: float, y: float, reach: float) -> list[int]:
    """Return the keys of the boxes that hold the point, smallest first, so that none is out of reach.

    Boxes within `reach` (in the boxes' unit) of the point count too, after those that hold it.
    """
    found = []
    for key, (x1, y1, x2, y2) in boxes:
        left, right = min(x1, x2), max(x1, x2)
        top, bottom = min(y1, y2), max(y1, y2)
        distance = max(left - x, x - right, top - y, y - bottom, 0.0)
        if distance <= reach:
            found.append((distance > 0, (right - left) * (bottom - top), key))
    return [key for _, _, key in sorted(found)]


def next_after(candidates: Sequence[int], current: int | None) -> int | None:
    """Return the candidate after `current`, round in a circle; the first when it is none of them."""
    if not candidates:
        return None
    if current not in candidates:
        return candidates[0]
    return candidates[(candidates.index(current) + 1) % len(candidates)]


def detection_goes_first(detection: Box, item: Box) -> bool:
    """Say whether a double-click on both means the detection: it is much smaller than the object."""
    return _area(detection) < _DETECTION_FIRST * _area(item)


def _area(box: Box) -> float:
    return abs((box[2] - box[0]) * (box[3] - box[1]))
