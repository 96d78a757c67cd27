"""Which boxes to keep first: those that together are likely to fit the most objects; compiled.

Shapes: N boxes. Each box is taken as a guess at one object, right with probability `chances`. A chosen box
serves a guess the better the more they overlap, see `overlaps.FIRST_SERVICE`.
Choosing the box that adds most, again and again, is the greedy answer to a coverage problem (within 1 - 1/e
of the best one). Gains only fall, so an outdated gain is an upper bound, and only the top of a heap is ever
computed again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.compiled.compiler import kernel
from frcnn_desktop.core.boxes import BoxArray, box_areas
from frcnn_desktop.proposals.overlaps import FIRST_SERVICE, LATER_SERVICE, USELESS, overlapping_pairs
from frcnn_desktop.proposals.tournament import NOTHING, enter, room_for, winner

_FIRST = 300
"""After so many boxes the others are chosen by `LATER_SERVICE`."""
_EXACT = 2048
"""So many boxes are chosen exactly; nobody asks for more, and the others follow by their outdated gains."""


@kernel
def list_pairs(pairs, steps, count):
    """Return the pairs as one list for each box: (starts N + 1, partners 2P, steps 2P)."""
    starts = np.zeros(count + 1, np.int32)
    for pair in range(len(pairs)):
        starts[pairs[pair, 0] + 1] += 1
        starts[pairs[pair, 1] + 1] += 1
    for box in range(count):
        starts[box + 1] += starts[box]
    places = starts[:count].copy()
    partners = np.empty(2 * len(pairs), np.int32)
    values = np.empty(2 * len(pairs), np.uint8)
    for pair in range(len(pairs)):
        for side in range(2):
            box = pairs[pair, side]
            partners[places[box]] = pairs[pair, 1 - side]
            values[places[box]] = steps[pair]
            places[box] += 1
    return starts, partners, values


@kernel
def _gain(box, chances, served, starts, partners, values):
    """Return what choosing `box` adds: over the guesses it serves better than any box before."""
    gain = chances[box] * (np.float32(1) - served[box])
    for place in range(np.uint64(starts[box]), np.uint64(starts[box + 1])):
        name = np.uint64(partners[place])
        gain += chances[name] * max(values[place] - served[name], np.float32(0))
    return gain


@kernel
def _serve(box, served, starts, partners, values):
    served[box] = 1
    for place in range(starts[box], starts[box + 1]):
        served[partners[place]] = max(served[partners[place]], values[place])


@kernel
def _choose_more(  # noqa: PLR0913 - a kernel takes arrays, no values
    order, falling, rank, until, served, chances, starts, partners, values
):
    """Choose the boxes from place `rank` up to `until`; `order` holds those before, `served` what they do."""
    count = chances.size
    gains = np.empty(count, np.float32)
    bits = gains.view(np.int32)
    gains[:] = 0
    for place in range(rank):
        gains[order[place]] = -1
    tree, tops, peaks = room_for(count)
    for box in range(count):
        if gains[box] == 0:
            gains[box] = _gain(box, chances, served, starts, partners, values)
            enter(tree, tops, peaks, box, bits[box])
    while rank < until:
        box = winner(tree, tops, peaks)
        if rank < _EXACT:
            gains[box] = _gain(box, chances, served, starts, partners, values)
            if bits[box] != tree[box]:
                tree[box] = bits[box]
                continue
            _serve(box, served, starts, partners, values)
        tree[box] = NOTHING
        order[rank] = box
        falling[rank] = min(gains[box], falling[rank - 1]) if rank else gains[box]
        rank += 1


@kernel
def choose(chances, starts, partners, places, first):
    """Return (order N int32, gains N float32 falling): every box, the most useful first.

    `chances` N float32; the lists of `list_pairs`; `first` boxes are chosen by FIRST_SERVICE.
    A gain that rises where the service changes is told as the one before. Equal gains: the later row first.
    """
    count = chances.size
    order = np.empty(count, np.int32)
    falling = np.empty(count, np.float32)
    until = min(first, count)
    served = np.zeros(count, np.float32)
    _choose_more(order, falling, 0, until, served, chances, starts, partners, FIRST_SERVICE[places])
    values = LATER_SERVICE[places]
    served[:] = 0
    for rank in range(until):
        _serve(order[rank], served, starts, partners, values)
    _choose_more(order, falling, until, count, served, chances, starts, partners, values)
    return order, falling


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The boxes that can stand for each other, as lists.

    The boxes are sorted: `placed` names the row of each. Box i has the partners from `starts[i]` to
    `starts[i + 1]` in `partners`, and its IoU with them in `steps`.
    """

    placed: NDArray[np.intp]
    starts: NDArray[np.int32]
    partners: NDArray[np.int32]
    steps: NDArray[np.uint8]


def neighbours_of(boxes: BoxArray) -> Neighbours:
    """Find out which of N x 4 boxes with area can stand for each other."""
    areas = box_areas(boxes)
    shelf_of = np.floor(np.log(areas.astype(np.float64)) / -np.log(USELESS)).astype(np.int64)
    centres = boxes[:, 0] + boxes[:, 2]
    placed = np.lexsort((centres, shelf_of))
    shelves = np.searchsorted(shelf_of[placed], np.arange(shelf_of.min(), shelf_of.max() + 2))
    pairs, steps = overlapping_pairs(
        np.ascontiguousarray(boxes[placed].T), areas[placed], centres[placed] / np.float32(2), shelves
    )
    return Neighbours(placed, *list_pairs(pairs, steps, len(boxes)))


def choose_boxes(
    near: Neighbours, likely: NDArray[np.float32], first: int = _FIRST
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return (order, gains) of the N boxes: see the head of this module. Gains fall.

    `likely` are their chances. The `first` boxes are to be the best few, those that follow the best many.
    """
    order, gains = choose(likely[near.placed], near.starts, near.partners, near.steps, first)
    return near.placed[order], gains
