"""Hierarchical grouping of regions: the most alike neighbours are joined until one is left; compiled.

Shapes: R regions, P pairs, at most 2R - 1 nodes (the regions first, then every join in its order).
Source: Uijlings et al. 2013, section 3; the similarities and their arithmetic are OpenCV's.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.proposals.heap import key_of, number_of, pop, push
from frcnn_desktop.proposals.similarity import mix, similarity

_STOP_STRIDE = 64


class Nodes(NamedTuple):
    """The tree being built. `rows` is the histogram row of each node: a join takes over its first part's.

    A node that has been joined to another has a negative size. `heads` is the first link of its list of
    neighbours; `seen` the last join that met it as a neighbour.
    """

    sizes: NDArray[np.int32]
    boxes: NDArray[np.int32]
    rows: NDArray[np.int32]
    heads: NDArray[np.int32]
    seen: NDArray[np.int32]
    colour: NDArray[np.float32]
    texture: NDArray[np.float32]


class Links(NamedTuple):
    """Pairs of neighbouring nodes. Link 2*i is pair i in the list of its first end, 2*i + 1 of its second."""

    ends: NDArray[np.int32]
    following: NDArray[np.int32]
    values: NDArray[np.float32]
    heap: NDArray[np.int64]


@numba.njit(nogil=True, cache=True)
def _join(nodes, one, two, node):
    """Fill `node` as the union of the live nodes `one` and `two`, which end."""
    mix(nodes.colour, nodes.rows[one], nodes.rows[two], nodes.sizes[one], nodes.sizes[two])
    mix(nodes.texture, nodes.rows[one], nodes.rows[two], nodes.sizes[one], nodes.sizes[two])
    nodes.rows[node] = nodes.rows[one]
    nodes.sizes[node] = nodes.sizes[one] + nodes.sizes[two]
    for side in range(2):
        nodes.boxes[node, side] = min(nodes.boxes[one, side], nodes.boxes[two, side])
        nodes.boxes[node, side + 2] = max(nodes.boxes[one, side + 2], nodes.boxes[two, side + 2])
    nodes.sizes[one] = -nodes.sizes[one]
    nodes.sizes[two] = -nodes.sizes[two]


@numba.njit(nogil=True, cache=True)
def _add_link(nodes, links, made, length, first, second, weights, pixels):
    """Make pair number `made` and put it into the heap of `length` pairs."""
    links.values[made] = similarity(nodes, first, second, weights, pixels)
    links.ends[made, 0], links.ends[made, 1] = first, second
    links.following[made, 0], links.following[made, 1] = nodes.heads[first], nodes.heads[second]
    nodes.heads[first], nodes.heads[second] = 2 * made, 2 * made + 1
    push(links.heap, length, key_of(links.values.view(np.int32)[made], made))


@numba.njit(nogil=True, cache=True)
def _new_links(capacity):
    return Links(
        np.empty((capacity, 2), np.int32),
        np.empty((capacity, 2), np.int32),
        np.empty(capacity, np.float32),
        np.empty(capacity, np.int64),
    )


@numba.njit(nogil=True, cache=True)
def _doubled(links):
    count = links.values.size
    wider = _new_links(2 * count)
    wider.ends[:count] = links.ends
    wider.following[:count] = links.following
    wider.values[:count] = links.values
    wider.heap[:count] = links.heap
    return wider


@numba.njit(nogil=True, cache=True)
def _leaves(sizes, boxes, colour, texture):
    count = sizes.size
    nodes = Nodes(
        np.zeros(2 * count, np.int32),
        np.empty((2 * count, 4), np.int32),
        np.arange(2 * count).astype(np.int32),
        np.full(2 * count, -1, np.int32),
        np.full(2 * count, -1, np.int32),
        colour.copy(),
        texture.copy(),
    )
    nodes.sizes[:count] = sizes
    nodes.boxes[:count] = boxes
    return nodes


@numba.njit(nogil=True, cache=True)
def group_regions(pairs, sizes, boxes, colour, texture, weights, pixels, stop):
    """Join the regions into a tree and return the boxes of its M nodes (M x 4 int32).

    `pairs` P x 2 int32; `sizes` R int32; `boxes` R x 4 int32; `colour` R x 75 and `texture` R x 240 float32
    (R x 0 where its weight is 0); `weights` four float32 (colour, texture, size, fill) that sum to 1;
    `pixels` of the image; `stop` uint8, polled: M is 0 when `stop[0]` was set.
    """
    nodes = _leaves(sizes, boxes, colour, texture)
    links = _new_links(4 * len(pairs) + 16)
    made = 0
    for pair in range(len(pairs)):
        _add_link(nodes, links, made, made, pairs[pair, 0], pairs[pair, 1], weights, pixels)
        made += 1
    length = made
    node = sizes.size
    while length > 0:
        best = number_of(pop(links.heap, length))
        length -= 1
        one, two = links.ends[best, 0], links.ends[best, 1]
        if nodes.sizes[one] < 0 or nodes.sizes[two] < 0:
            continue
        if node % _STOP_STRIDE == 0 and stop[0]:
            return boxes[:0].copy()
        _join(nodes, one, two, node)
        for part in (one, two):
            link = nodes.heads[part]
            while link >= 0:
                other = links.ends[link >> 1, 1 - (link & 1)]
                link = links.following[link >> 1, link & 1]
                if nodes.sizes[other] < 0 or nodes.seen[other] == node:
                    continue
                nodes.seen[other] = node
                if made == links.values.size:
                    links = _doubled(links)
                _add_link(nodes, links, made, length, node, other, weights, pixels)
                made += 1
                length += 1
        node += 1
    return nodes.boxes[:node].copy()
