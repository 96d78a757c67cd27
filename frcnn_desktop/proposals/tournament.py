"""Which slot holds the highest number, while numbers come and go; compiled.

Two levels: `values` int32 in blocks of 64 slots and `tops`, for each block a number that none of its values
exceeds. Slots may be overwritten with lower numbers at will: a top that is too high is put right when it
wins. Everything is vector code over one block and the tops, several times faster than a heap for the few
thousand slots at hand. The bits of a float32 of 0 or more stand for it: they sort as the numbers do. Empty
slots hold `NOTHING`. Among equals the last slot wins: an order that needs no luck.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.proposals.compiler import kernel

BLOCK = 64
NOTHING = -1


@kernel
def room_for(count):
    """Return (values, tops) of empty slots, at least `count`."""
    blocks = count // BLOCK + 1
    values = np.empty(blocks * BLOCK, np.int32)
    tops = np.empty(blocks, np.int32)
    values[:] = NOTHING
    tops[:] = NOTHING
    return values, tops


@kernel
def _highest(values):
    """Return the highest of all values. Vector code only as long as the loop begins at 0."""
    best = np.int32(NOTHING)
    for slot in range(values.size):
        best = max(best, values[slot])
    return best


@kernel
def _last_place(values, value):
    place = np.int32(-1)
    for slot in range(np.int32(values.size)):
        place = max(place, np.int32(slot) if values[slot] == value else np.int32(-1))
    return place


@kernel
def winner(values, tops):
    """Return the slot of the highest value, -1 when all are empty."""
    while True:
        best = _highest(tops)
        if best == NOTHING:
            return np.int64(-1)
        block = np.int64(_last_place(tops, best))
        candidates = values[block * BLOCK : block * BLOCK + BLOCK]
        place = _last_place(candidates, best)
        if place >= 0:
            return block * BLOCK + place
        tops[block] = _highest(candidates)


@kernel
def enter(values, tops, slot, value):
    """Put `value` into a slot that was empty."""
    values[slot] = value
    tops[slot // BLOCK] = max(tops[slot // BLOCK], value)
