"""Hierarchical grouping of regions: the most alike neighbours are joined until one is left; compiled.

Shapes: R regions, P pairs, at most 2R - 1 nodes (the regions first, then every join in its order).
Source: Uijlings et al. 2013, section 3; the similarities and their arithmetic are OpenCV's.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.proposals.heap import pop, push

_LANES = 8
_STOP_STRIDE = 64


class Nodes(NamedTuple):
    """The tree being built. `slots` is the histogram row of each node: a join takes over its first part's.

    A node that has been joined to another has a negative size. `heads` is the first link of its list of
    neighbours; `ended` the node it was joined into (the number of nodes where there is none).
    """

    sizes: NDArray[np.int32]
    boxes: NDArray[np.int32]
    levels: NDArray[np.int32]
    ended: NDArray[np.int32]
    slots: NDArray[np.int32]
    heads: NDArray[np.int32]
    seen: NDArray[np.int32]
    colour: NDArray[np.float32]
    texture: NDArray[np.float32]


class Links(NamedTuple):
    """Pairs of neighbouring nodes. Link 2*i is pair i in the list of its first end, 2*i + 1 of its second."""

    ends: NDArray[np.int32]
    following: NDArray[np.int32]
    values: NDArray[np.float32]
    heap: NDArray[np.int32]


@numba.njit(nogil=True, cache=True)
def shared_mass(first, second):
    """Return the intersection of two histograms of one length.

    Eight running sums in fixed order: vector code without leave to reorder float additions, so the result
    is the same on every processor.
    """
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = np.float32(0)
    whole = first.size // _LANES * _LANES
    for i in range(0, whole, _LANES):
        a0 += min(first[i], second[i])
        a1 += min(first[i + 1], second[i + 1])
        a2 += min(first[i + 2], second[i + 2])
        a3 += min(first[i + 3], second[i + 3])
        a4 += min(first[i + 4], second[i + 4])
        a5 += min(first[i + 5], second[i + 5])
        a6 += min(first[i + 6], second[i + 6])
        a7 += min(first[i + 7], second[i + 7])
    total = ((a0 + a1) + (a2 + a3)) + ((a4 + a5) + (a6 + a7))
    for i in range(whole, first.size):
        total += min(first[i], second[i])
    return total


@numba.njit(nogil=True, cache=True, inline="always")
def _unit(value):
    return max(min(value, np.float32(1)), np.float32(0))


@numba.njit(nogil=True, cache=True)
def _similarity(nodes, first, second, weights, pixels):
    joined = nodes.sizes[first] + nodes.sizes[second]
    one, two = nodes.slots[first], nodes.slots[second]
    total = np.float32(0)
    if weights[0] > 0:
        total += weights[0] * shared_mass(nodes.colour[one], nodes.colour[two])
    if weights[1] > 0:
        total += weights[1] * shared_mass(nodes.texture[one], nodes.texture[two])
    if weights[2] > 0:
        total += weights[2] * _unit(np.float32(1) - np.float32(joined) / np.float32(pixels))
    if weights[3] > 0:
        a, b = nodes.boxes[first], nodes.boxes[second]
        width = max(a[2], b[2]) - min(a[0], b[0])
        height = max(a[3], b[3]) - min(a[1], b[1])
        empty = np.int64(width) * np.int64(height) - joined
        total += weights[3] * _unit(np.float32(1) - np.float32(empty) / np.float32(pixels))
    return total


@numba.njit(nogil=True, cache=True)
def _mix(histograms, one, two, size_one, size_two):
    """Make row `one` the size-weighted mean of both rows."""
    first, second = histograms[one], histograms[two]
    a, b = np.float32(size_one), np.float32(size_two)
    total = np.float32(size_one + size_two)
    for i in range(first.size):
        first[i] = (first[i] * a + second[i] * b) / total


@numba.njit(nogil=True, cache=True)
def _join(nodes, one, two, node):
    """Fill `node` as the union of the live nodes `one` and `two`, which end."""
    _mix(nodes.colour, nodes.slots[one], nodes.slots[two], nodes.sizes[one], nodes.sizes[two])
    _mix(nodes.texture, nodes.slots[one], nodes.slots[two], nodes.sizes[one], nodes.sizes[two])
    nodes.slots[node] = nodes.slots[one]
    nodes.sizes[node] = nodes.sizes[one] + nodes.sizes[two]
    nodes.levels[node] = max(nodes.levels[one], nodes.levels[two]) + 1
    for side in range(2):
        nodes.boxes[node, side] = min(nodes.boxes[one, side], nodes.boxes[two, side])
        nodes.boxes[node, side + 2] = max(nodes.boxes[one, side + 2], nodes.boxes[two, side + 2])
    for part in (one, two):
        nodes.sizes[part] = -nodes.sizes[part]
        nodes.ended[part] = node


@numba.njit(nogil=True, cache=True)
def _add_link(nodes, links, made, length, first, second, weights, pixels):
    """Make pair number `made` and put it into the heap of `length` pairs."""
    links.values[made] = _similarity(nodes, first, second, weights, pixels)
    links.ends[made, 0], links.ends[made, 1] = first, second
    links.following[made, 0], links.following[made, 1] = nodes.heads[first], nodes.heads[second]
    nodes.heads[first], nodes.heads[second] = 2 * made, 2 * made + 1
    push(links.heap, length, links.values, made)


@numba.njit(nogil=True, cache=True)
def _new_links(capacity, links, made):
    """Return links with room for `capacity` pairs that hold the first `made` of `links`."""
    wider = Links(
        np.empty((capacity, 2), np.int32),
        np.empty((capacity, 2), np.int32),
        np.empty(capacity, np.float32),
        np.empty(capacity, np.int32),
    )
    wider.ends[:made] = links.ends[:made]
    wider.following[:made] = links.following[:made]
    wider.values[:made] = links.values[:made]
    wider.heap[:made] = links.heap[:made]
    return wider


@numba.njit(nogil=True, cache=True)
def _leaves(sizes, boxes, colour, texture):
    count = sizes.size
    nodes = Nodes(
        np.zeros(2 * count, np.int32),
        np.zeros((2 * count, 4), np.int32),
        np.ones(2 * count, np.int32),
        np.zeros(2 * count, np.int32),
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
    """Join the regions into a tree.

    `pairs` P x 2 int32; `sizes` R int32; `boxes` R x 4 int32; `colour` R x 75 and `texture` R x 240 float32;
    `weights` four float32 (colour, texture, size, fill) that sum to 1; `pixels` of the image; `stop` uint8,
    polled. Returns for the M nodes (boxes M x 4, levels, sizes, ended; all int32); a region has level 1, a
    join one more than the higher of its parts. M is 0 when `stop[0]` was set.
    """
    nodes = _leaves(sizes, boxes, colour, texture)
    none = np.empty((0, 2), np.int32)
    links = _new_links(
        4 * len(pairs) + 16, Links(none, none, np.empty(0, np.float32), np.empty(0, np.int32)), 0
    )
    made = 0
    for pair in range(len(pairs)):
        _add_link(nodes, links, made, made, pairs[pair, 0], pairs[pair, 1], weights, pixels)
        made += 1
    length = made
    node = sizes.size
    while length > 0:
        best = pop(links.heap, length, links.values)
        length -= 1
        one, two = links.ends[best, 0], links.ends[best, 1]
        if nodes.sizes[one] < 0 or nodes.sizes[two] < 0:
            continue
        if node % _STOP_STRIDE == 0 and stop[0]:
            node = 0
            break
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
                    links = _new_links(2 * made, links, made)
                _add_link(nodes, links, made, length, node, other, weights, pixels)
                made += 1
                length += 1
        node += 1
    ended = nodes.ended[:node].copy()
    for position in range(node):
        if nodes.sizes[position] > 0:
            ended[position] = node
    return nodes.boxes[:node].copy(), nodes.levels[:node].copy(), np.abs(nodes.sizes[:node]), ended
