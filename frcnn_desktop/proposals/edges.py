"""The edges of the graph that is segmented: weights, thinning, sorting; compiled.

Shapes: H x W pixels, E = 2*H*W edge slots. Weights are 2 x H x W: edge p joins pixel p to its right
neighbour, edge H*W + p to the one below; a weight of -1 marks an edge that is not there.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.compiled.compiler import kernel

_KEY_SHIFT = 11
_LOWEST_KEY = 0x3A000000 >> _KEY_SHIFT
"""Key of the weight 2^-11. Below it the order of edges cannot matter: k / size is larger."""
_KEY_COUNT = (0x44000000 >> _KEY_SHIFT) - _LOWEST_KEY
"""Weights end below 512 = 0x44000000: the largest distance of two 8-bit colours is 442."""


@kernel
def edge_weights(image, weights):
    """Fill `weights` (2 x H x W float32) with the distances between neighbours of `image` (H x W x 3)."""
    height, width = image.shape[:2]
    weights[0, :, width - 1] = -1
    weights[1, height - 1] = -1
    for y in range(height):
        here = image[y]
        row = weights[0, y]
        for x in range(width - 1):
            first = here[x, 0] - here[x + 1, 0]
            second = here[x, 1] - here[x + 1, 1]
            third = here[x, 2] - here[x + 1, 2]
            row[x] = np.sqrt(first * first + second * second + third * third)
        if y + 1 == height:
            break
        below = image[y + 1]
        row = weights[1, y]
        for x in range(width):
            first = here[x, 0] - below[x, 0]
            second = here[x, 1] - below[x, 1]
            third = here[x, 2] - below[x, 2]
            row[x] = np.sqrt(first * first + second * second + third * third)


@kernel
def thin_edges(weights, thinned):
    """Fill `thinned` with the weights, but -1 for the heaviest edge of every square of four pixels.

    Such an edge closes a cycle, so that no minimum spanning tree needs it; Felzenszwalb's thresholds need it
    now and then. Among equals the last of top, left, right, bottom goes: a flat image stays connected. Four
    plain loops, not one, so that each becomes vector code.
    """
    height, width = weights.shape[1:]
    thinned[:] = weights
    gone = np.float32(-1)
    for y in range(height - 1):
        top, bottom, sides = weights[0, y], weights[0, y + 1], weights[1, y]
        out = thinned[0, y]
        for x in range(width - 1):
            t, le, r, b = top[x], sides[x], sides[x + 1], bottom[x]
            out[x] = gone if (t > le) & (t > r) & (t > b) else out[x]
        out = thinned[0, y + 1]
        for x in range(width - 1):
            t, le, r, b = top[x], sides[x], sides[x + 1], bottom[x]
            out[x] = gone if (b >= t) & (b >= le) & (b >= r) else out[x]
        out = thinned[1, y]
        for x in range(width - 1):
            t, le, r, b = top[x], sides[x], sides[x + 1], bottom[x]
            out[x] = gone if (le >= t) & (le > r) & (le > b) else out[x]
        for x in range(width - 1):
            t, le, r, b = top[x], sides[x], sides[x + 1], bottom[x]
            out[x + 1] = gone if (r >= t) & (r >= le) & (r > b) else out[x + 1]


@kernel
def sort_edges(bits, order):
    """Write the edges by rising weight into `order` (int32, E) and return how many there are.

    `bits` are the weights' float bits as int32: for positive floats their order is the order of the numbers.
    One counting pass on the upper bits; equal keys keep the order of the pixels.
    """
    starts = np.zeros(_KEY_COUNT + 1, np.int32)
    for edge in range(bits.size):
        if bits[edge] >= 0:
            starts[max((bits[edge] >> _KEY_SHIFT) - _LOWEST_KEY, 0) + 1] += 1
    for key in range(_KEY_COUNT):
        starts[key + 1] += starts[key]
    count = starts[_KEY_COUNT]
    for edge in range(bits.size):
        if bits[edge] >= 0:
            key = max((bits[edge] >> _KEY_SHIFT) - _LOWEST_KEY, 0)
            order[starts[key]] = edge
            starts[key] += 1
    return count
