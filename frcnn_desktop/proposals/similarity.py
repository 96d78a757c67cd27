"""How alike two regions are, and what their union is like; compiled.

A tree is M x 8 int32, one node a row (so that a node is one stretch of memory): its size in pixels, its box
(x1, y1, x2, y2, half-open), its row in the histograms, and two columns that belong to `grouping`. Histograms
are R x bins float32, colour bins first. Source: Uijlings et al. 2013, section 3.2, with OpenCV's arithmetic.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.compiled.compiler import kernel
from frcnn_desktop.proposals.simd import LANES, add_minima

SIZE, LEFT, TOP, RIGHT, BOTTOM, ROW, HEAD, SEEN = range(8)


@kernel
def shared_mass(first, second):
    """Return the intersection of two histograms of one length.

    Eight running sums in fixed order: vector code without leave to reorder float additions, so the result
    is the same on every processor.
    """
    whole = first.size // LANES * LANES
    a, b, c, d, e, f, g, h = add_minima(first, second, whole)
    total = ((a + b) + (c + d)) + ((e + f) + (g + h))
    for i in range(whole, first.size):
        total += min(first[i], second[i])
    return total


@kernel
def _unit(value):
    return max(min(value, np.float32(1)), np.float32(0))


@kernel
def similarity(tree, histograms, colour_bins, first, second, weights, pixels):
    """Return the weighted similarity of two nodes in 0..1.

    `weights` are four float32 for colour, texture, size and fill; `pixels` is the size of the image.
    """
    joined = tree[first, SIZE] + tree[second, SIZE]
    total = np.float32(0)
    if weights[0] > 0 or weights[1] > 0:
        one, two = histograms[tree[first, ROW]], histograms[tree[second, ROW]]
        if weights[0] > 0:
            total += weights[0] * shared_mass(one[:colour_bins], two[:colour_bins])
        if weights[1] > 0:
            total += weights[1] * shared_mass(one[colour_bins:], two[colour_bins:])
    if weights[2] > 0:
        total += weights[2] * _unit(np.float32(1) - np.float32(joined) / np.float32(pixels))
    if weights[3] > 0:
        width = max(tree[first, RIGHT], tree[second, RIGHT]) - min(tree[first, LEFT], tree[second, LEFT])
        height = max(tree[first, BOTTOM], tree[second, BOTTOM]) - min(tree[first, TOP], tree[second, TOP])
        empty = np.int64(width) * np.int64(height) - joined
        total += weights[3] * _unit(np.float32(1) - np.float32(empty) / np.float32(pixels))
    return total


@kernel
def unite(tree, histograms, one, two, node):
    """Fill `node` as the union of two nodes. It takes over the histogram row of `one`."""
    first, second = histograms[tree[one, ROW]], histograms[tree[two, ROW]]
    a, b = np.float32(tree[one, SIZE]), np.float32(tree[two, SIZE])
    total = np.float32(tree[one, SIZE] + tree[two, SIZE])
    for i in range(first.size):
        first[i] = (first[i] * a + second[i] * b) / total
    tree[node, SIZE] = tree[one, SIZE] + tree[two, SIZE]
    tree[node, LEFT] = min(tree[one, LEFT], tree[two, LEFT])
    tree[node, TOP] = min(tree[one, TOP], tree[two, TOP])
    tree[node, RIGHT] = max(tree[one, RIGHT], tree[two, RIGHT])
    tree[node, BOTTOM] = max(tree[one, BOTTOM], tree[two, BOTTOM])
    tree[node, ROW] = tree[one, ROW]
