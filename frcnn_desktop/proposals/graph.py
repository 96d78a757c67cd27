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

from frcnn_desktop.proposals.compiler import kernel
from frcnn_desktop.proposals.prefetch import prefetch

_STOP_STRIDE = 8192
_PARENT, _TOP = 0, 1
_CLOSED = np.int32(-(2**31))
_AHEAD = 24


@kernel
def _root(parents, node):
    """Return the root of `node`, halving the path. Roots hold minus their size."""
    while parents[node] >= 0:
        up = parents[node]
        if parents[up] >= 0:
            parents[node] = parents[up]
        node = up
    return node


@kernel
def _join(parents, first, second):
    """Join two roots and return the new one: that of the larger set."""
    if parents[first] > parents[second]:
        first, second = second, first
    parents[first] += parents[second]
    parents[second] = first
    return first


@kernel
def _set_root(sets, pixel):
    """Return the root of `pixel`, halving the path."""
    while sets[pixel, _PARENT] >= 0:
        up = sets[pixel, _PARENT]
        if sets[up, _PARENT] >= 0:
            sets[pixel, _PARENT] = sets[up, _PARENT]
        pixel = up
    return pixel


@kernel
def join_certain(weights, order, count, width, k_low, k_high, sets, rest, stop):
    """Make the joins that every k between `k_low` and `k_high` makes.

    `sets` (int32, H*W x 2) is filled here: for each pixel its parent, roots minus their size, and beside it
    the bits of the set's last edge, with the sign bit set once it is closed. Both lie together because a
    large image does not fit in the cache; for the same reason pixels are asked for ahead of their turn. The
    other edges between different sets go to `rest` (int32, E) in rising order; returns their number, or -1
    when `stop[0]` was set.
    """
    tops = sets.view(np.float32)
    pixels = len(sets)
    sets[:, _PARENT] = -1
    sets[:, _TOP] = 0
    left_over = 0
    for position in range(count):
        if position % _STOP_STRIDE == 0 and stop[0]:
            return -1
        coming = order[min(position + _AHEAD, count - 1)]
        pixel, step = (coming, 1) if coming < pixels else (coming - pixels, width)
        prefetch(sets, pixel)
        prefetch(sets, pixel + step)
        prefetch(weights, coming)
        edge = order[position]
        pixel, step = (edge, 1) if edge < pixels else (edge - pixels, width)
        first, second = _set_root(sets, pixel), _set_root(sets, pixel + step)
        if first == second:
            continue
        weight = weights[edge]
        size_first, size_second = np.float32(-sets[first, _PARENT]), np.float32(-sets[second, _PARENT])
        open_first, open_second = sets[first, _TOP] >= 0, sets[second, _TOP] >= 0
        top_first, top_second = tops[first, _TOP], tops[second, _TOP]
        if (
            open_first
            and open_second
            and weight <= top_first + k_low / size_first
            and weight <= top_second + k_low / size_second
        ):
            if size_first < size_second:
                first, second = second, first
            sets[first, _PARENT] += sets[second, _PARENT]
            sets[second, _PARENT] = first
            tops[first, _TOP] = weight
            continue
        rest[left_over] = edge
        left_over += 1
        # A set that refuses this edge for the largest k refuses it, and all later ones, for every k.
        refused = (open_first and weight > top_first + k_high / size_first) or (
            open_second and weight > top_second + k_high / size_second
        )
        if not refused:
            sets[first, _TOP] |= _CLOSED
            sets[second, _TOP] |= _CLOSED
    return left_over


@kernel
def number_nodes(parents, nodes, names):
    """Write the set of each pixel into `nodes` (int32, H*W), numbered in reading order; return N.

    `names` (int32, H*W) is scratch.
    """
    names[:] = -1
    count = 0
    for pixel in range(parents.size):
        root = _root(parents, pixel)
        if names[root] < 0:
            names[root] = count
            count += 1
        nodes[pixel] = names[root]
    return count


@kernel
def contract(weights, rest, width, nodes, count, sets):
    """Return the remaining graph: (edge ends M x 2, their weights M, node sizes negated N, node tops N)."""
    tops = sets.view(np.float32)
    ends = np.empty((rest.size, 2), np.int32)
    values = np.empty(rest.size, np.float32)
    for position in range(rest.size):
        edge = rest[position]
        pixel, step = (edge, 1) if edge < nodes.size else (edge - nodes.size, width)
        ends[position, 0] = nodes[pixel]
        ends[position, 1] = nodes[pixel + step]
        values[position] = weights[edge]
    sizes = np.empty(count, np.int32)
    node_tops = np.empty(count, np.float32)
    for pixel in range(len(sets)):
        if sets[pixel, _PARENT] < 0:
            sizes[nodes[pixel]] = sets[pixel, _PARENT]
            node_tops[nodes[pixel]] = abs(tops[pixel, _TOP])
    return ends, values, sizes, node_tops


@kernel
def join_nodes(ends, values, sizes, node_tops, k, min_size, stop):
    """Finish one scale on what `contract` left: (region of each node N int32, number of regions R).

    R is 0 when `stop[0]` was set.
    """
    parents = sizes.copy()
    tops = node_tops.copy()
    rejected = np.empty(values.size, np.int32)
    left_over = 0
    for position in range(values.size):
        if position % _STOP_STRIDE == 0 and stop[0]:
            return parents, 0
        first, second = _root(parents, ends[position, 0]), _root(parents, ends[position, 1])
        if first == second:
            continue
        weight = values[position]
        room = min(
            tops[first] + k / np.float32(-parents[first]), tops[second] + k / np.float32(-parents[second])
        )
        if weight <= room:
            tops[_join(parents, first, second)] = weight
        else:
            rejected[left_over] = position
            left_over += 1
    for position in rejected[:left_over]:
        first, second = _root(parents, ends[position, 0]), _root(parents, ends[position, 1])
        if first != second and (-parents[first] < min_size or -parents[second] < min_size):
            _join(parents, first, second)
    regions = np.empty(sizes.size, np.int32)
    return regions, number_nodes(parents, regions, np.empty(sizes.size, np.int32))


@kernel
def paint(nodes, regions, labels):
    """Write the region of each pixel's node into `labels`; all int32."""
    for pixel in range(nodes.size):
        labels[pixel] = regions[nodes[pixel]]
