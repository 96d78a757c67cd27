"""Which slot holds the highest number, while numbers come and go; compiled.

Two levels: `values` int32 in blocks of 64 slots and `tops` int64, for each block the highest of its values
with its slot in the lower half. Slots may be overwritten with lower numbers at will: a top whose slot no
longer holds its value is put right when it wins. Everything is vector code over one block and the tops,
several times faster than a heap for the few thousand slots at hand. The bits of a float32 of 0 or more stand
for it: they sort as the numbers do. Empty slots hold `NOTHING`. Among equals the last slot wins: an order
that needs no luck.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.proposals.compiler import kernel

BLOCK = 64
NOTHING = -1
_LANES = 16
"""Blocks come in such numbers: what vector code leaves over would take longer than itself."""
_HALF = 32
_SLOT = 2**_HALF - 1


@kernel
def room_for(count):
    """Return (values, tops) of empty slots, at least `count`."""
    blocks = (count // (BLOCK * _LANES) + 1) * _LANES
    values = np.empty(blocks * BLOCK, np.int32)
    tops = np.empty(blocks, np.int64)
    values[:] = NOTHING
    tops[:] = NOTHING
    return values, tops


@kernel
def _highest_top(tops):
    """Return the highest of all tops. Vector code only as long as the loop begins at 0."""
    best = np.int64(NOTHING)
    for block in range(tops.size):
        best = max(best, tops[block])
    return best


@kernel
def _top_of(values, block):
    """Return what the top of a block should be."""
    inside = values[block * BLOCK : block * BLOCK + BLOCK]
    best = np.int32(NOTHING)
    for slot in range(inside.size):
        best = max(best, inside[slot])
    place = np.int32(0)
    for slot in range(np.int32(inside.size)):
        place = max(place, np.int32(slot) if inside[slot] == best else np.int32(0))
    return np.int64(best) << _HALF | block * BLOCK + place


@kernel
def winner(values, tops):
    """Return the slot of the highest value, -1 when all are empty."""
    while True:
        top = _highest_top(tops)
        if top < 0:
            return np.int64(-1)
        slot = top & _SLOT
        if values[slot] == top >> _HALF:
            return slot
        tops[slot // BLOCK] = _top_of(values, slot // BLOCK)


@kernel
def enter(values, tops, slot, value):
    """Put `value` into a slot that was empty."""
    values[slot] = value
    tops[slot // BLOCK] = max(tops[slot // BLOCK], np.int64(value) << _HALF | slot)
