"""Which boxes can stand for each other, and how well; compiled. Shapes: N boxes, P pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.compiled.compiler import kernel

USELESS = 0.4
"""Boxes that overlap less, as IoU, do not serve each other."""
_REACH = 0.75
"""Boxes with an IoU above 0.4 have centres no further apart than this share of either's width."""
_WORD = 8
STEPS = 255
"""IoU is told in so many steps."""


def _service(half: float, most: float, all_but: float) -> NDArray[np.float32]:
    """Mix the chances that a box has an IoU of .5, .7, .8 with what another fits, over the IoU of both."""
    overlap = np.arange(STEPS + 1) / STEPS
    served = np.zeros(STEPS + 1)
    for weight, middle, width in ((half, 0.52, 0.04), (most, 0.735, 0.045), (all_but, 0.84, 0.045)):
        served += weight / (1 + np.exp((middle - overlap) / width))
    return (served / served[-1]).astype(np.float32)


FIRST_SERVICE = _service(0.82, 0.1, 0.08)
LATER_SERVICE = _service(0.3, 0.4, 0.3)
"""How well a box serves a guess over their IoU in steps, for the first boxes chosen and for the rest.

The best box for an object does not fit it exactly, so that a box with some IoU to the best one reaches an IoU
of .5 with the object, or .7, or .8, with a probability: soft steps, measured on VOC2007 train. With few boxes
the greedy choice had better care for .5, later on for a close fit.
"""


@kernel
def _mark_overlaps(sides, areas, box, start, end, hits):
    """Set `hits[j]` to whether box j has an IoU above `USELESS` with `box`, for j from `start` to `end`.

    Branchless over columns (`sides` 4 x N float32) that begin at 0, so that it becomes vector code.
    """
    left, top, right, bottom = sides[0, box], sides[1, box], sides[2, box], sides[3, box]
    area = areas[box]
    factor = np.float32(USELESS / (1 + USELESS))
    nothing = np.float32(0)
    x1, y1, x2, y2 = sides[0, start:end], sides[1, start:end], sides[2, start:end], sides[3, start:end]
    others, marks = areas[start:end], hits[start:end]
    for j in range(marks.size):
        width = max(min(right, x2[j]) - max(left, x1[j]), nothing)
        height = max(min(bottom, y2[j]) - max(top, y1[j]), nothing)
        marks[j] = width * height > (area + others[j]) * factor


@kernel
def _first_from(centres, value, start, stop):
    """Return the first position from `start` to `stop` whose centre is not below `value`."""
    while start < stop:
        middle = (start + stop) >> 1
        if centres[middle] < value:
            start = middle + 1
        else:
            stop = middle
    return start


@kernel
def _step(sides, areas, one, two):
    """Return the IoU of two boxes in steps."""
    width = min(sides[2, one], sides[2, two]) - max(sides[0, one], sides[0, two])
    height = min(sides[3, one], sides[3, two]) - max(sides[1, one], sides[1, two])
    common = width * height
    return np.uint8(np.float32(STEPS) * (common / (areas[one] + areas[two] - common)))


@kernel
def _with_room(pairs, steps, found, capacity):
    wider = np.empty((capacity, 2), np.int32)
    longer = np.empty(capacity, np.uint8)
    for pair in range(found):
        wider[pair, 0], wider[pair, 1] = pairs[pair, 0], pairs[pair, 1]
        longer[pair] = steps[pair]
    return wider, longer


@kernel
def overlapping_pairs(sides, areas, centres, shelves):
    """Return the pairs of boxes that serve each other (P x 2 int32) and their IoU in steps (P uint8).

    `sides` 4 x N, `areas` N, `centres` N (across): float32, sorted by shelf and, on a shelf, by centre.
    Shelf s is the boxes from `shelves[s]` to `shelves[s + 1]`, their areas within a factor 1 / `USELESS`:
    only boxes of one shelf or of two in a row can overlap enough.
    """
    count = areas.size
    capacity = 16 * count + 16
    pairs = np.empty((capacity, 2), np.int32)
    steps = np.empty(capacity, np.uint8)
    hits = np.zeros((count // _WORD + 2) * _WORD, np.bool_)
    words = hits.view(np.uint64)
    found = 0
    for shelf in range(shelves.size - 1):
        above, last = shelves[shelf + 1], shelves[min(shelf + 2, shelves.size - 1)]
        for box in range(shelves[shelf], above):
            if found + last - box > capacity:
                capacity = 2 * capacity + count
                pairs, steps = _with_room(pairs, steps, found, capacity)
            reach = np.float32(_REACH) * (sides[2, box] - sides[0, box])
            near, far = centres[box] - reach, centres[box] + reach
            for same_shelf in (True, False):
                if same_shelf:
                    start, stop = box + 1, above
                else:
                    start, stop = _first_from(centres, near, above, last), last
                end = _first_from(centres, far, start, stop)
                _mark_overlaps(sides, areas, box, start, end, hits)
                for word in range(start // _WORD, (end + _WORD - 1) // _WORD):
                    if words[word] == 0:
                        continue
                    for j in range(max(word * _WORD, start), min(word * _WORD + _WORD, end)):
                        if hits[j]:
                            pairs[found, 0] = box
                            pairs[found, 1] = j
                            steps[found] = _step(sides, areas, box, j)
                            found += 1
    return pairs[:found], steps[:found]
