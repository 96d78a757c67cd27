"""Felzenszwalb and Huttenlocher's graph segmentation, compiled; one pass serves every scale k.

Shapes: H x W pixels, E = 2*H*W edge slots, N nodes; weights and edges as in `edges`. Sources: IJCV 59(2)
2004, and OpenCV's `graphsegmentation.cpp` for what the paper leaves open (thresholds are inclusive, the
larger set keeps its root, small sets are joined along the rejected edges in rising order).

How one pass serves several k: two sets may join while the edge is no heavier than `top + k / size` of both,
`top` being the last edge joined. What the smallest k allows every k allows. `join_certain` makes the joins
that all scales share; the first edge on which they could differ closes both its sets, which become nodes.
`join_nodes` then finishes each k on the few nodes and edges that are left, with the same result as a pass of
its own.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.compiled.compiler import kernel
from frcnn_desktop.proposals.prefetch import prefetch

STOP_STRIDE = 8192
PARENT, TOP = 0, 1
CLOSED = np.int32(-(2**31))
FAR, _NEAR = 16, 6
"""So many edges ahead of its turn what an edge needs is asked for: first its ends, then their parents."""


@kernel
def join_sets(sets, first, second):
    """Join two roots and return the new one: that of the larger set."""
    if sets[first, PARENT] > sets[second, PARENT]:
        first, second = second, first
    sets[first, PARENT] += sets[second, PARENT]
    sets[second, PARENT] = first
    return first


@kernel
def root_of(sets, pixel):
    """Return the root of `pixel`, halving the path. Roots hold minus their size.

    Unsigned indices, here and below: signed ones cost a tenth, since they could count from the end.
    """
    while sets[pixel, PARENT] >= 0:
        up = np.uint64(sets[pixel, PARENT])
        if sets[up, PARENT] >= 0:
            sets[pixel, PARENT] = sets[up, PARENT]
        pixel = up
    return pixel


@kernel
def ends_of(edge, pixels, width):
    """Return the two pixels that an edge joins."""
    return (edge, edge + np.uint64(1)) if edge < pixels else (edge - pixels, edge - pixels + width)


@kernel
def _fetch(order, position, weights, sets, width):
    """Ask for what the edges after `position` will need."""
    last, pixels = np.uint64(order.size - 1), np.uint64(len(sets))
    far = np.uint64(order[min(position + np.uint64(FAR), last)])
    near = np.uint64(order[min(position + np.uint64(_NEAR), last)])
    prefetch(weights, far)
    first, second = ends_of(far, pixels, width)
    prefetch(sets, first)
    prefetch(sets, second)
    first, second = ends_of(near, pixels, width)
    prefetch(sets, np.uint64(max(sets[first, PARENT], 0)))
    prefetch(sets, np.uint64(max(sets[second, PARENT], 0)))


@kernel
def join_certain(weights, order, width, k_low, k_high, sets, rest, stop):  # noqa: PLR0913 - a kernel takes arrays, no values
    """Make the joins that every k between `k_low` and `k_high` makes.

    `sets` (int32, H*W x 2) is filled here: for each pixel its parent, roots minus their size, and beside it
    the bits of the set's last edge, with the sign bit set once it is closed. Both lie together because a
    large image does not fit in the cache; for the same reason they are asked for ahead of their turn. The
    other edges between different sets go to `rest` (int32, E) in rising order; returns their number, or -1
    when `stop[0]` was set.
    """
    tops = sets.view(np.float32)
    pixels, below = np.uint64(len(sets)), np.uint64(width)
    sets[:, PARENT] = -1
    sets[:, TOP] = 0
    left_over = 0
    for position in range(np.uint64(order.size)):
        if position % np.uint64(STOP_STRIDE) == 0 and stop[0]:
            return -1
        _fetch(order, position, weights, sets, below)
        edge = np.uint64(order[position])
        first, second = ends_of(edge, pixels, below)
        first, second = root_of(sets, first), root_of(sets, second)
        if first == second:
            continue
        weight = weights[edge]
        size_first, size_second = np.float32(-sets[first, PARENT]), np.float32(-sets[second, PARENT])
        open_first, open_second = sets[first, TOP] >= 0, sets[second, TOP] >= 0
        top_first, top_second = tops[first, TOP], tops[second, TOP]
        if (
            open_first
            and open_second
            and weight <= top_first + k_low / size_first
            and weight <= top_second + k_low / size_second
        ):
            tops[join_sets(sets, first, second), TOP] = weight
            continue
        rest[left_over] = order[position]
        left_over += 1
        # A set that refuses this edge for the largest k refuses it, and all later ones, for every k.
        refused = (open_first and weight > top_first + k_high / size_first) or (
            open_second and weight > top_second + k_high / size_second
        )
        if not refused:
            sets[first, TOP] |= CLOSED
            sets[second, TOP] |= CLOSED
    return left_over
