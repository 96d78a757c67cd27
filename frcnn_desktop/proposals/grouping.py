"""Hierarchical grouping of regions: the most alike neighbours are joined until one is left; compiled.

Shapes: R regions, P pairs, at most 2R - 1 nodes (the regions first, then every join in its order). Trees
are as in `similarity`. A node that has been joined to another has a negative size there; HEAD is the first
link of its list of neighbours, SEEN the last join that met it as a neighbour. Links are L x 4 int32, one pair
of neighbours a row: its two nodes, and the next link in the list of each. Link 2*i is row i in the list of
its first node, 2*i + 1 in that of its second.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.compiled.compiler import kernel
from frcnn_desktop.proposals.similarity import BOTTOM, HEAD, LEFT, ROW, SEEN, SIZE, similarity, unite
from frcnn_desktop.proposals.tournament import NOTHING, enter, room_for, winner

_STOP_STRIDE = 64


@kernel
def _leaves(sizes, boxes):
    """Return the tree of R regions, with room for their joins."""
    count = sizes.size
    tree = np.empty((2 * count, 8), np.int32)
    for node in range(2 * count):
        tree[node, ROW] = node
        tree[node, HEAD] = -1
        tree[node, SEEN] = -1
    for node in range(count):
        tree[node, SIZE] = sizes[node]
        for side in range(4):
            tree[node, LEFT + side] = boxes[node, side]
    return tree


@kernel
def _link(tree, links, row, first, second):
    """Make `row` the pair of two nodes, at the head of both their lists."""
    links[row, 0], links[row, 1] = first, second
    links[row, 2], links[row, 3] = tree[first, HEAD], tree[second, HEAD]
    tree[first, HEAD], tree[second, HEAD] = 2 * row, 2 * row + 1


@kernel
def _doubled(links, values):
    """Return (links, values, tops, peaks) with twice the room."""
    wider = np.empty((2 * len(links), 4), np.int32)
    more_values, more_tops, more_peaks = room_for(2 * len(links))
    for row in range(len(links)):
        for column in range(4):
            wider[row, column] = links[row, column]
        enter(more_values, more_tops, more_peaks, row, values[row])
    return wider, more_values, more_tops, more_peaks


@kernel
def _meet_neighbours(tree, links, values, one, two, node, near):
    """Write the neighbours of two nodes that become `node` into `near` and end their links; return how many.

    Met first and measured afterwards: in one loop each waits for the other, a seventh of the time.
    """
    found = 0
    for part in (one, two):
        link = tree[part, HEAD]
        while link >= 0:
            row, side = link >> 1, link & 1
            values[row] = NOTHING
            other = links[row, 1 - side]
            link = links[row, 2 + side]
            if tree[other, SIZE] < 0 or tree[other, SEEN] == node:
                continue
            tree[other, SEEN] = node
            near[found] = other
            found += 1
    return found


@kernel
def group_regions(pairs, sizes, boxes, histograms, colour_bins, weights, pixels, stop):  # noqa: PLR0913 - a kernel takes arrays, no values
    """Join the regions into a tree and return the boxes of its M nodes (M x 4 int32).

    `pairs` P x 2 int32; `sizes` R int32; `boxes` R x 4 int32; `histograms` R x bins float32, overwritten, of
    which the first `colour_bins` are colour; `weights` four float32 for colour, texture, size and fill, that
    sum to 1; `pixels` of the image; `stop` uint8, polled: M is 0 when `stop[0]` was set.
    """
    tree = _leaves(sizes, boxes)
    links = np.empty((4 * len(pairs) + 16, 4), np.int32)
    values, tops, peaks = room_for(len(links))
    number = np.empty(1, np.float32)
    bits = number.view(np.int32)
    for row in range(len(pairs)):
        first, second = pairs[row, 0], pairs[row, 1]
        number[0] = similarity(tree, histograms, colour_bins, first, second, weights, pixels)
        _link(tree, links, row, first, second)
        enter(values, tops, peaks, row, bits[0])
    near = np.empty(2 * sizes.size, np.int32)
    made = len(pairs)
    node = sizes.size
    while True:
        best = winner(values, tops, peaks)
        if best < 0:
            break
        one, two = links[best, 0], links[best, 1]
        if node % _STOP_STRIDE == 0 and stop[0]:
            node = 0
            break
        unite(tree, histograms, one, two, node)
        tree[one, SIZE] = -tree[one, SIZE]
        tree[two, SIZE] = -tree[two, SIZE]
        found = _meet_neighbours(tree, links, values, one, two, node, near)
        for other in near[:found]:
            if made == len(links):
                links, values, tops, peaks = _doubled(links, values)
            number[0] = similarity(tree, histograms, colour_bins, node, other, weights, pixels)
            _link(tree, links, made, node, other)
            enter(values, tops, peaks, made, bits[0])
            made += 1
        node += 1
    return tree[:node, LEFT : BOTTOM + 1].copy()
