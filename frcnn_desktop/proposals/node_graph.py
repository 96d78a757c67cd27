"""From the joins that all scales share to the regions of each scale, compiled; see `graph`.

Shapes: H x W pixels, M edges left, N nodes: the sets that `graph.join_certain` made.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.compiled.compiler import kernel
from frcnn_desktop.proposals.graph import CLOSED, FAR, PARENT, STOP_STRIDE, TOP, ends_of, join_sets, root_of
from frcnn_desktop.proposals.prefetch import prefetch


@kernel
def number_nodes(sets, nodes, names):
    """Write the set of each pixel into `nodes` (int32, H*W), numbered in reading order; return N.

    `names` (int32, H*W) is scratch.
    """
    names[:] = -1
    count = 0
    for pixel in range(np.uint64(len(sets))):
        root = root_of(sets, pixel)
        if names[root] < 0:
            names[root] = count
            count += 1
        nodes[pixel] = names[root]
    return count


@kernel
def contract(weights, rest, width, nodes, count, sets):
    """Return the remaining graph: (edge ends M x 2, their weights M, node_sets N x 2 as `sets`)."""
    ends = np.empty((rest.size, 2), np.int32)
    values = np.empty(rest.size, np.float32)
    pixels, below, last = np.uint64(nodes.size), np.uint64(width), np.uint64(max(rest.size, 1) - 1)
    for position in range(np.uint64(rest.size)):
        far = np.uint64(rest[min(position + np.uint64(FAR), last)])
        prefetch(weights, far)
        first, second = ends_of(far, pixels, below)
        prefetch(nodes, first)
        prefetch(nodes, second)
        edge = np.uint64(rest[position])
        first, second = ends_of(edge, pixels, below)
        ends[position, 0], ends[position, 1] = nodes[first], nodes[second]
        values[position] = weights[edge]
    node_sets = np.empty((count, 2), np.int32)
    for pixel in range(np.uint64(len(sets))):
        if sets[pixel, PARENT] < 0:
            node = np.uint64(nodes[pixel])
            node_sets[node, PARENT], node_sets[node, TOP] = (
                sets[pixel, PARENT],
                sets[pixel, TOP] & ~CLOSED,
            )
    return ends, values, node_sets


@kernel
def join_nodes(ends, values, node_sets, k, min_size, stop):
    """Finish one scale on what `contract` left: (region of each node N int32, number of regions R).

    R is 0 when `stop[0]` was set.
    """
    sets = node_sets.copy()
    tops = sets.view(np.float32)
    regions = np.empty(len(sets), np.int32)
    rejected = np.empty(values.size, np.int32)
    last = np.uint64(max(values.size, 1) - 1)
    left_over = 0
    for position in range(np.uint64(values.size)):
        if position % np.uint64(STOP_STRIDE) == 0 and stop[0]:
            return regions, 0
        far = min(position + np.uint64(FAR), last)
        prefetch(sets, ends[far, 0])
        prefetch(sets, ends[far, 1])
        first = root_of(sets, np.uint64(ends[position, 0]))
        second = root_of(sets, np.uint64(ends[position, 1]))
        if first == second:
            continue
        weight = values[position]
        room = min(
            tops[first, TOP] + k / np.float32(-sets[first, PARENT]),
            tops[second, TOP] + k / np.float32(-sets[second, PARENT]),
        )
        if weight <= room:
            tops[join_sets(sets, first, second), TOP] = weight
        else:
            rejected[left_over] = position
            left_over += 1
    for position in rejected[:left_over]:
        first, second = (
            root_of(sets, np.uint64(ends[position, 0])),
            root_of(sets, np.uint64(ends[position, 1])),
        )
        if first != second and (-sets[first, PARENT] < min_size or -sets[second, PARENT] < min_size):
            join_sets(sets, first, second)
    return regions, number_nodes(sets, regions, np.empty(len(sets), np.int32))


@kernel
def paint(nodes, regions, labels):
    """Write the region of each pixel's node into `labels`; all int32."""
    for pixel in range(nodes.size):
        labels[pixel] = regions[nodes[pixel]]
