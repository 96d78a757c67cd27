"""Which boxes to keep first: those that together are likely to fit the most objects; compiled.

Shapes: N boxes. Each box is taken as a guess at one object, right with probability `chances`. A chosen box
serves a guess the better the more they overlap: 1 - (1 - t)^2 with t = 0 at an IoU of `_USELESS`, 1 at 1.
Choosing the box that adds most, again and again, is the greedy answer to a coverage problem (within 1 - 1/e
of the best one). Gains only fall, so an outdated gain is an upper bound, and only the top of a heap is ever
computed again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, box_areas
from frcnn_desktop.proposals.compiler import kernel
from frcnn_desktop.proposals.tournament import NOTHING, enter, room_for, winner

_USELESS = 0.4
_REACH = 0.75
"""Boxes with an IoU above 0.4 have centres no further apart than this share of either's width."""
_WORD = 8
_EXACT = 2048
"""So many boxes are chosen exactly; nobody asks for more, and the others follow by their outdated gains."""


@kernel
def _mark_overlaps(sides, areas, box, start, end, hits):
    """Set `hits[j]` to whether box j has an IoU above `_USELESS` with `box`, for j from `start` to `end`.

    Branchless over columns (`sides` 4 x N float32) that begin at 0, so that it becomes vector code.
    """
    left, top, right, bottom = sides[0, box], sides[1, box], sides[2, box], sides[3, box]
    area = areas[box]
    factor = np.float32(_USELESS / (1 + _USELESS))
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
def _service(sides, areas, one, two):
    width = min(sides[2, one], sides[2, two]) - max(sides[0, one], sides[0, two])
    height = min(sides[3, one], sides[3, two]) - max(sides[1, one], sides[1, two])
    common = width * height
    short = (np.float32(1) - common / (areas[one] + areas[two] - common)) / np.float32(1 - _USELESS)
    return np.float32(1) - short * short


@kernel
def _with_room(pairs, service, found, capacity):
    wider = np.empty((capacity, 2), np.int32)
    longer = np.empty(capacity, np.float32)
    for pair in range(found):
        wider[pair, 0], wider[pair, 1] = pairs[pair, 0], pairs[pair, 1]
        longer[pair] = service[pair]
    return wider, longer


@kernel
def overlapping_pairs(sides, areas, centres, shelves):
    """Return the pairs of boxes that serve each other (P x 2 int32) and how well (P float32).

    `sides` 4 x N, `areas` N, `centres` N (across): float32, sorted by shelf and, on a shelf, by centre.
    Shelf s is the boxes from `shelves[s]` to `shelves[s + 1]`, their areas within a factor 1 / `_USELESS`:
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
                pairs, service = _with_room(pairs, service, found, capacity)
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
                            service[found] = _service(sides, areas, box, j)
                            found += 1
    return pairs[:found], service[:found]


@kernel
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


@kernel
def _gain(box, chances, served, starts, partners, values):
    """Return what choosing `box` adds: over the guesses it serves better than any box before."""
    gain = chances[box] * (np.float32(1) - served[box])
    names, offers = partners[starts[box] : starts[box + 1]], values[starts[box] : starts[box + 1]]
    for place in range(names.size):
        more = offers[place] - served[names[place]]
        gain += chances[names[place]] * max(more, np.float32(0))
    return gain


@kernel
def choose(chances, pairs, service):
    """Return (order N int32, gains N float32 falling): every box, the most useful first.

    `chances` N float32; `pairs`, `service` from `overlapping_pairs`. Equal gains: the later row first.
    """
    count = chances.size
    starts, partners, services = _lists(pairs, service, count)
    served = np.zeros(count, np.float32)
    gains = np.empty(count, np.float32)
    bits = gains.view(np.int32)
    values, tops = room_for(count)
    for box in range(count):
        gains[box] = _gain(box, chances, served, starts, partners, services)
        enter(values, tops, box, bits[box])
    order = np.empty(count, np.int32)
    falling = np.empty(count, np.float32)
    rank = 0
    while rank < count:
        box = winner(values, tops)
        if rank < _EXACT:
            gains[box] = _gain(box, chances, served, starts, partners, services)
            if bits[box] != values[box]:
                values[box] = bits[box]
                continue
            served[box] = 1
            for place in range(starts[box], starts[box + 1]):
                served[partners[place]] = max(served[partners[place]], services[place])
        values[box] = NOTHING
        order[rank] = box
        falling[rank] = gains[box]
        rank += 1
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
