"""A binary heap of the pairs of regions, the most alike first; compiled.

The heap holds indices into `values` (float32 similarities). Among equals the pair that was made later comes
first: an order that needs no luck.
"""

from __future__ import annotations

import numba


@numba.njit(nogil=True, cache=True, inline="always")
def _before(values, one, two):
    if values[one] != values[two]:
        return values[one] > values[two]
    return one > two


@numba.njit(nogil=True, cache=True)
def push(heap, length, values, item):
    """Add `item` to the heap of `length` items."""
    position = length
    while position > 0:
        above = (position - 1) // 2
        if not _before(values, item, heap[above]):
            break
        heap[position] = heap[above]
        position = above
    heap[position] = item


@numba.njit(nogil=True, cache=True)
def pop(heap, length, values):
    """Take the first item out of the heap of `length` items and return it."""
    first = heap[0]
    item = heap[length - 1]
    length -= 1
    position = 0
    while True:
        below = 2 * position + 1
        if below >= length:
            break
        if below + 1 < length and _before(values, heap[below + 1], heap[below]):
            below += 1
        if not _before(values, heap[below], item):
            break
        heap[position] = heap[below]
        position = below
    heap[position] = item
    return first
