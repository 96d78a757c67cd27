"""Which slot holds the highest number, while numbers come and go; compiled.

Three levels: `values` int32; `tops` int64, for each block of 64 slots the highest of its values with its slot
in the lower half; `peaks` int64, the highest of each 64 tops. Slots may be overwritten with lower numbers at
will: a peak whose slot no longer holds its value is put right when it wins. Everything is vector code over
one block, its tops and the peaks, several times faster than a heap. The bits of a float32 of 0 or more stand
for it: they sort as the numbers do. Empty slots hold `NOTHING`. Among equals the last slot wins: an order
that needs no luck.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.compiled.compiler import kernel

BLOCK = 64
NOTHING = -1
_HALF = 32
_SLOT = 2**_HALF - 1


@kernel
def room_for(count):
    """Return (values, tops, peaks) of empty slots, at least `count`."""
    peaks = np.full(count // (BLOCK * BLOCK) + 1, NOTHING, np.int64)
    tops = np.full(peaks.size * BLOCK, NOTHING, np.int64)
    values = np.full(tops.size * BLOCK, NOTHING, np.int32)
    return values, tops, peaks


@kernel
def _highest(numbers):
    """Return the highest of int64 numbers. Vector code only as long as the loop begins at 0."""
    best = np.int64(NOTHING)
    for place in range(numbers.size):
        best = max(best, numbers[place])
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
def winner(values, tops, peaks):
    """Return the slot of the highest value, -1 when all are empty."""
    while True:
        peak = _highest(peaks)
        if peak < 0:
            return np.int64(-1)
        slot = peak & _SLOT
        if values[slot] == peak >> _HALF:
            return slot
        block = slot // BLOCK
        tops[block] = _top_of(values, block)
        group = block // BLOCK
        peaks[group] = _highest(tops[group * BLOCK : group * BLOCK + BLOCK])


@kernel
def enter(values, tops, peaks, slot, value):
    """Put `value` into a slot that was empty."""
    values[slot] = value
    top = np.int64(value) << _HALF | slot
    tops[slot // BLOCK] = max(tops[slot // BLOCK], top)
    peaks[slot // (BLOCK * BLOCK)] = max(peaks[slot // (BLOCK * BLOCK)], top)
