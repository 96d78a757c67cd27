"""How alike two regions are, and the histograms of their union; compiled.

Nodes are `grouping.Nodes`. Source: Uijlings et al. 2013, section 3.2; the arithmetic is OpenCV's.
"""

from __future__ import annotations

import numba
import numpy as np

_LANES = 8


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


@numba.njit(nogil=True, cache=True)
def _unit(value):
    return max(min(value, np.float32(1)), np.float32(0))


@numba.njit(nogil=True, cache=True)
def similarity(nodes, first, second, weights, pixels):
    """Return the weighted similarity of two nodes in 0..1; `weights` are for colour, texture, size, fill."""
    joined = nodes.sizes[first] + nodes.sizes[second]
    one, two = nodes.rows[first], nodes.rows[second]
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
def mix(histograms, one, two, size_one, size_two):
    """Make row `one` the mean of both rows, weighted by the sizes of their regions."""
    first, second = histograms[one], histograms[two]
    a, b = np.float32(size_one), np.float32(size_two)
    total = np.float32(size_one + size_two)
    for i in range(first.size):
        first[i] = (first[i] * a + second[i] * b) / total
