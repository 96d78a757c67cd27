"""A binary heap of numbered things, the highest value first; compiled.

The heap is an int64 array of keys: the bits of the value, a float32 of 0 or more, above the number. So one
comparison of integers settles the order, and among equal values the higher number comes first: no luck in it.
"""

from __future__ import annotations

import numba
import numpy as np


@numba.njit(nogil=True, cache=True)
def key_of(bits, number):
    """Return the key of `number`, `bits` being its value's bits as int32."""
    return np.int64(bits) << 32 | np.int64(number)


@numba.njit(nogil=True, cache=True)
def number_of(key):
    return np.int32(key & 0x7FFFFFFF)


@numba.njit(nogil=True, cache=True)
def push(heap, length, key):
    """Add `key` to the heap of `length` keys."""
    position = length
    while position > 0:
        above = (position - 1) >> 1
        if heap[above] >= key:
            break
        heap[position] = heap[above]
        position = above
    heap[position] = key


@numba.njit(nogil=True, cache=True)
def pop(heap, length):
    """Take the highest key out of the heap of `length` keys and return it."""
    first = heap[0]
    length -= 1
    key = heap[length]
    position = 0
    below = 1
    while below < length:
        if below + 1 < length and heap[below + 1] > heap[below]:
            below += 1
        if heap[below] <= key:
            break
        heap[position] = heap[below]
        position = below
        below = 2 * position + 1
    heap[position] = key
    return first
