"""Which boxes to keep first: those that together are likely to fit the most objects; compiled.

Shapes: N boxes. Each box is taken as a guess at one object, right with probability `chances`. A chosen box
serves a guess the better the more they overlap: 1 - (1 - t)^2 with t = 0 at an IoU of `_USELESS`, 1 at 1.
Choosing the box that adds most, again and again, is the greedy answer to a coverage problem (within 1 - 1/e
of the best one). Gains only fall, so an outdated gain is an upper bound, and only the top of a heap is ever
computed again.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, box_areas
from frcnn_desktop.proposals.heap import key_of, number_of, pop, push

_USELESS = 0.4
_REACH = 0.75
"""Boxes with an IoU above 0.4 have centres no further apart than this share of either's width."""
_WORD = 8
_EXACT = 2048
"""So many boxes are chosen exactly; nobody asks for more, and the others follow by their outdated gains."""


@numba.njit(nogil=True, cache=True)
def _mark_overlaps(sides, areas, box, start, end, hits):
    """Set `hits[j]` to whether box j has an IoU above `_USELESS` with `box`, for j from `start` to `end`.

    Branchless over columns (`sides` 4 x N float32), so that it becomes vector code.
    """
    left, top, right, bottom = sides[0, box], sides[1, box], sides[2, box], sides[3, box]
    area = areas[box]
    factor = np.float32(_USELESS / (1 + _USELESS))
    nothing = np.float32(0)
    for j in range(start, end):
        width = max(min(right, sides[2, j]) - max(left, sides[0, j]), nothing)
        height = max(min(bottom, sides[3, j]) - max(top, sides[1, j]), nothing)
        hits[j] = width * height > (area + areas[j]) * factor


@numba.njit(nogil=True, cache=True)
def _service(sides, areas, one, two):
    width = min(sides[2, one], sides[2, two]) - max(sides[0, one], sides[0, two])
    height = min(sides[3, one], sides[3, two]) - max(sides[1, one], sides[1, two])
    common = width * height
    short = (np.float32(1) - common / (areas[one] + areas[two] - common)) / np.float32(1 - _USELESS)
    return np.float32(1) - short * short


@numba.njit(nogil=True, cache=True)
def overlapping_pairs(sides, areas, centres, shelves):
    """Return the pairs of boxes that serve each other (P x 2 int32) and how well (P float32).

    `sides` 4 x N, `areas` N, `centres` N (across): float32, sorted by shelf and, on a shelf, by centre.
    Shelf s is the boxes from `shelves[s]` to `shelves[s + 1]`, its areas within a factor 1 / `_USELESS`:
    only boxes of one shelf or of two in a row can overlap enough.
    """
    count = areas.size
    capacity = 16 * count + 16
    pairs = np.empty((capacity, 2), np.int32)
    service = np.empty(capacity, np.float32)
    hits = np.zeros((count // _WORD + 2) * _WORD, np.bool_)
    words = hits.view(np.uint64)
    found = 0
    for shelf in range(shelves.size - 1):
        above, last = shelves[shelf + 1], shelves[min(shelf + 2, shelves.size - 1)]
        for box in range(shelves[shelf], above):
            if found + last - box > capacity:
                capacity = 2 * capacity + count
                wider = np.empty((capacity, 2), np.int32)
                wider[:found] = pairs[:found]
                pairs = wider
                longer = np.empty(capacity, np.float32)
                longer[:found] = service[:found]
                service = longer
            reach = np.float32(_REACH) * (sides[2, box] - sides[0, box])
            near, far = centres[box] - reach, centres[box] + reach
            for same_shelf in (True, False):
                if same_shelf:
                    start, stop = box + 1, above
                else:
                    start, stop = above + np.searchsorted(centres[above:last], near), last
                end = start + np.searchsorted(centres[start:stop], far)
                _mark_overlaps(sides, areas, box, start, end, hits)
                for word in range(start // _WORD, (end + _WORD - 1) // _WORD):
                    if words[word] == 0:
                        continue
                    for j in range(max(word * _WORD, start), min(word * _WORD + _WORD, end)):
                        if hits[j]:
                            pairs[found, 0] = box
                            pairs[found, 1] = j
                            service[found] = _service(sides, areas, box, j)
                            found += 1
    return pairs[:found], service[:found]


@numba.njit(nogil=True, cache=True)
def _lists(pairs, service, count):
    """Return the pairs as one list for each box: (starts N + 1, partners 2P, service 2P)."""
    starts = np.zeros(count + 1, np.int32)
    for pair in range(len(pairs)):
        starts[pairs[pair, 0] + 1] += 1
        starts[pairs[pair, 1] + 1] += 1
    for box in range(count):
        starts[box + 1] += starts[box]
    places = starts[:count].copy()
    partners = np.empty(2 * len(pairs), np.int32)
    values = np.empty(2 * len(pairs), np.float32)
    for pair in range(len(pairs)):
        for side in range(2):
            box = pairs[pair, side]
            partners[places[box]] = pairs[pair, 1 - side]
            values[places[box]] = service[pair]
            places[box] += 1
    return starts, partners, values


@numba.njit(nogil=True, cache=True)
def _gain(box, chances, served, starts, partners, values):
    """Return what choosing `box` adds: over the guesses it serves better than any box before."""
    gain = chances[box] * (np.float32(1) - served[box])
    for place in range(starts[box], starts[box + 1]):
        partner = partners[place]
        if values[place] > served[partner]:
            gain += chances[partner] * (values[place] - served[partner])
    return gain


@numba.njit(nogil=True, cache=True)
def choose(chances, pairs, service):
    """Return (order N int32, gains N float32 falling): every box, the most useful first.

    `chances` N float32; `pairs`, `service` from `overlapping_pairs`. Equal gains: the later row first.
    """
    count = chances.size
    starts, partners, values = _lists(pairs, service, count)
    served = np.zeros(count, np.float32)
    gains = np.empty(count, np.float32)
    bits = gains.view(np.int32)
    heap = np.empty(count, np.int64)
    for box in range(count):
        gains[box] = _gain(box, chances, served, starts, partners, values)
        push(heap, box, key_of(bits[box], box))
    order = np.empty(count, np.int32)
    falling = np.empty(count, np.float32)
    length = count
    for rank in range(count):
        while True:
            box = number_of(pop(heap, length))
            known = gains[box]
            if rank >= _EXACT:
                break
            gains[box] = _gain(box, chances, served, starts, partners, values)
            if gains[box] == known:
                break
            push(heap, length - 1, key_of(bits[box], box))
        length -= 1
        order[rank] = box
        falling[rank] = gains[box]
        if rank >= _EXACT:
            continue
        served[box] = 1
        for place in range(starts[box], starts[box + 1]):
            served[partners[place]] = max(served[partners[place]], values[place])
    return order, falling


def choose_boxes(
    boxes: BoxArray, likely: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return (order, gains) of N x 4 boxes with area: see the head of this module. Gains fall."""
    areas = box_areas(boxes)
    shelf_of = np.floor(np.log(areas.astype(np.float64)) / -np.log(_USELESS)).astype(np.int64)
    centres = boxes[:, 0] + boxes[:, 2]
    placed = np.lexsort((centres, shelf_of))
    shelves = np.searchsorted(shelf_of[placed], np.arange(shelf_of.min(), shelf_of.max() + 2))
    pairs, service = overlapping_pairs(
        np.ascontiguousarray(boxes[placed].T), areas[placed], centres[placed] / np.float32(2), shelves
    )
    order, gains = choose(likely[placed], pairs, service)
    return placed[order], gains
