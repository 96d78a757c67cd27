"""Shrinking an image by area, band by band; compiled. To the pixel what `colour.shrink` gives, but sooner."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.compiled.compiler import kernel
from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.proposals.colour import shrink, shrunk_shape
from frcnn_desktop.proposals.thread_team import Call

_SLIVER = 1e-3
"""A pixel that covers less of a pixel of the shrunk image is left out."""


@kernel
def area_shares(source, target):
    """Return what each of T target pixels is made of: (first pixel T int32, shares T x taps float32).

    Target pixel i is the sum of source pixels `first[i] + tap`, each times `shares[i, tap]`.
    """
    scale = 1.0 / (target / source)
    taps = min(int(np.ceil(scale)) + 1, source)
    firsts = np.empty(target, np.int32)
    shares = np.zeros((target, taps), np.float32)
    for place in range(target):
        low = place * scale
        high = low + scale
        room = min(scale, source - low)
        stop = min(int(np.floor(high)), source - 1)
        start = min(int(np.ceil(low)), stop)
        before = start - low > _SLIVER
        first = min(start - 1 if before else start, source - taps)
        firsts[place] = first
        if before:
            shares[place, start - 1 - first] = (start - low) / room
        for pixel in range(start, stop):
            shares[place, pixel - first] = 1.0 / room
        if high - stop > _SLIVER:
            shares[place, stop - first] = min(high - stop, 1.0, room) / room
    return firsts, shares


@kernel
def _shrink_row(row, firsts, shares, exact, out):
    """Fill `out` (3 x target width) from one row of the image (3 x source width); `exact` is room for it.

    Unsigned indices: signed ones cost a third here, since they could count from the end.
    """
    for i in range(row.size):
        exact[i] = row[i]
    taps = np.uint64(shares.shape[1])
    one, two, three = np.uint64(1), np.uint64(2), np.uint64(3)
    for place in range(np.uint64(firsts.size)):
        at = np.uint64(firsts[place]) * three
        red = green = blue = np.float32(0)
        for tap in range(taps):
            share = shares[place, tap]
            red += exact[at] * share
            green += exact[at + one] * share
            blue += exact[at + two] * share
            at += three
        at = place * three
        out[at], out[at + one], out[at + two] = red, green, blue


@kernel
def shrink_band(image, across, down, begin, end, out):
    """Fill the rows from `begin` to `end` of `out` (target height x 3 target width, uint8).

    `image` H x 3 W uint8; `across`, `down` are the `area_shares` of its width and height.
    """
    firsts, shares = down
    exact = np.empty(image.shape[1], np.float32)
    shrunk, total = np.empty(out.shape[1], np.float32), np.empty(out.shape[1], np.float32)
    at_hand = -1
    for place in range(begin, end):
        total[:] = 0
        for tap in range(shares.shape[1]):
            share = shares[place, tap]
            if share == 0:
                continue
            if firsts[place] + tap != at_hand:
                at_hand = firsts[place] + tap
                _shrink_row(image[at_hand], across[0], across[1], exact, shrunk)
            for i in range(total.size):
                total[i] += share * shrunk[i]
        line = out[place]
        for i in range(total.size):
            line[i] = np.uint8(min(np.rint(total[i]), np.float32(255)))


def shrinking(rgb: NDArray[np.uint8], pixels: int | None, bands: int) -> tuple[NDArray[np.uint8], list[Call]]:
    """Return the image with at most about `pixels` pixels, and the calls to be made before it is one."""
    height, width = rgb.shape[:2]
    down, across = shrunk_shape(height, width, pixels)
    if (down, across) == (height, width):
        return rgb, []
    small = np.empty((down, across, 3), np.uint8)
    if height % down == 0 and width % across == 0:  # OpenCV counts with whole numbers then
        return small, [lambda: np.copyto(small, shrink(rgb, pixels))]
    # Kernels are compiled anew for arrays that can be written, so none of them can.
    rows = read_only(rgb.reshape(height, -1))
    shares = area_shares(width, across), area_shares(height, down)
    ends = [down * band // bands for band in range(bands + 1)]
    return small, [
        partial(shrink_band, rows, *shares, begin, end, small.reshape(down, -1))
        for begin, end in pairwise(ends)
    ]
