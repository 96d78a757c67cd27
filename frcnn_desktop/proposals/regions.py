"""What the grouping knows of each region: size, box, neighbours, colour and texture; compiled.

Shapes: H x W pixels, R regions, labels 0..R-1 in H x W int32. Histograms are R x bins float32 that sum to 1
per region, as in OpenCV: 25 colour bins for each of 3 channels, 10 texture bins for each sign of the gradient
in 4 directions of 3 channels.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.compiled.compiler import kernel
from frcnn_desktop.proposals.prefetch import prefetch

COLOUR_BINS = 25
TEXTURE_BINS = 10
CHANNELS = 3
DIRECTIONS = 4
COLOUR_SIZE = CHANNELS * COLOUR_BINS
TEXTURE_SIZE = CHANNELS * DIRECTIONS * 2 * TEXTURE_BINS
_TEXTURE_TOP = 254.0
_AHEAD = 16
"""So many events ahead its place is asked for: the histograms of a large image do not fit in the cache."""


@kernel
def measure_regions(labels, count):
    """Return (sizes R int32, boxes R x 4 int32 as half-open xyxy)."""
    height, width = labels.shape
    sizes = np.zeros(count, np.int32)
    boxes = np.empty((count, 4), np.int32)
    boxes[:, 0] = width
    boxes[:, 1] = height
    boxes[:, 2:] = 0
    for y in range(height):
        x = 0
        while x < width:
            region = labels[y, x]
            start = x
            while x < width and labels[y, x] == region:
                x += 1
            sizes[region] += x - start
            box = boxes[region]
            box[0] = min(box[0], start)
            box[1] = min(box[1], y)
            box[2] = max(box[2], x)
            box[3] = y + 1
    return sizes, boxes


@kernel
def _insert(table, pairs, found, first, second, count):
    """Add the pair to the open-addressing `table` unless it is known; return the new number of pairs."""
    low, high = min(first, second), max(first, second)
    key = np.int64(low) * count + high
    mask = table.size - 1
    slot = (key * 0x9E3779B1 >> 7) & mask
    while table[slot] >= 0:
        if table[slot] == key:
            return found
        slot = (slot + 1) & mask
    table[slot] = key
    pairs[found, 0] = low
    pairs[found, 1] = high
    return found + 1


@kernel
def adjacent_pairs(labels, count):
    """Return the pairs of regions that touch (P x 2 int32, low label first), in reading order.

    A pixel touches the ones to its left, above, and above to the left: a planar map with one diagonal has
    fewer than 8 pairs for each region.
    """
    height, width = labels.shape
    capacity = 16
    while capacity < 16 * count:
        capacity *= 2
    table = np.full(capacity, -1, np.int64)
    pairs = np.empty((8 * count + 8, 2), np.int32)
    found = 0
    for y in range(height):
        for x in range(width):
            here = labels[y, x]
            if x > 0 and labels[y, x - 1] != here:
                found = _insert(table, pairs, found, here, labels[y, x - 1], count)
            if y > 0:
                if labels[y - 1, x] != here:
                    found = _insert(table, pairs, found, here, labels[y - 1, x], count)
                if x > 0 and labels[y - 1, x - 1] != here:
                    found = _insert(table, pairs, found, here, labels[y - 1, x - 1], count)
    return pairs[:found].copy()


@kernel
def colour_histograms(image, labels, sizes):
    """Return R x 75 float32 of an H x W x 3 uint8 image."""
    height, width = labels.shape
    bins = np.empty(256, np.int32)
    for value in range(256):
        bins[value] = value * COLOUR_BINS // 256
    counts = np.zeros((sizes.size, COLOUR_SIZE), np.int32)
    for y in range(height):
        for x in range(width):
            row = counts[labels[y, x]]
            row[bins[image[y, x, 0]]] += 1
            row[COLOUR_BINS + bins[image[y, x, 1]]] += 1
            row[2 * COLOUR_BINS + bins[image[y, x, 2]]] += 1
    histograms = np.empty((sizes.size, COLOUR_SIZE), np.float32)
    for region in range(sizes.size):
        total = np.float32(CHANNELS * sizes[region])
        for position in range(COLOUR_SIZE):
            histograms[region, position] = np.float32(counts[region, position]) / total
    return histograms


@kernel
def texture_events(gradients, pixels, slots):
    """Find the texture bins that are not the usual one of a small gradient; return how many.

    `gradients` 12 x H*W int16 (channel, then direction). Writes each event's pixel into `pixels` and its
    histogram position into `slots` (both int32; room for 12 a pixel). Each sign of a plane is scaled by the
    image's largest gradient: most are small against it, so the events are few, and the remaining pixels of
    a region all fall in the default bins.
    """
    found = 0
    for part in range(gradients.shape[0]):
        plane = gradients[part]
        low = np.int16(0)
        high = np.int16(0)
        for pixel in range(plane.size):
            low = min(low, plane[pixel])
            high = max(high, plane[pixel])
        rise = _TEXTURE_TOP / high if high > 0 else 0.0
        fall = _TEXTURE_TOP / -low if low < 0 else 0.0
        first_rise = _first_event(high, rise)
        last_fall = -_first_fall(low, fall)
        base = 2 * part * TEXTURE_BINS
        for pixel in range(plane.size):
            value = plane[pixel]
            if value >= first_rise:
                pixels[found] = pixel
                slots[found] = base + _bin(value * rise)
                found += 1
            elif value <= last_fall:
                pixels[found] = pixel
                slots[found] = base + TEXTURE_BINS + _bin((value - low) * fall)
                found += 1
    return found


@kernel
def _bin(value):
    return int(np.floor(value + 0.5) / 25.6)


@kernel
def _first_event(high, rise):
    """Return the smallest positive gradient outside bin 0 (more than any gradient when there is none)."""
    value = 1
    while value <= high and _bin(value * rise) == 0:
        value += 1
    return value


@kernel
def _first_fall(low, fall):
    """Return the smallest size of a negative gradient outside the bin of 0."""
    value = 1
    while value <= -low and _bin((-value - low) * fall) == TEXTURE_BINS - 1:
        value += 1
    return value


@kernel
def texture_histograms(pixels, slots, found, labels, sizes):
    """Return R x 240 float32 from the first `found` events; `labels` H*W."""
    count = sizes.size
    tallies = np.zeros((count, TEXTURE_SIZE), np.int32)
    flat, size = tallies.reshape(-1), np.uint64(TEXTURE_SIZE)
    for event in range(np.uint64(found)):
        far = min(event + np.uint64(_AHEAD), np.uint64(found - 1))
        prefetch(flat, np.uint64(labels[np.uint64(pixels[far])]) * size + np.uint64(slots[far]))
        flat[np.uint64(labels[np.uint64(pixels[event])]) * size + np.uint64(slots[event])] += 1
    histograms = np.empty((count, TEXTURE_SIZE), np.float32)
    for region in range(count):
        row = tallies[region]
        total = np.float32(sizes[region] * (TEXTURE_SIZE // TEXTURE_BINS))
        for part in range(TEXTURE_SIZE // TEXTURE_BINS):
            start = part * TEXTURE_BINS
            taken = 0
            for position in range(start, start + TEXTURE_BINS):
                taken += row[position]
            row[start if part % 2 == 0 else start + TEXTURE_BINS - 1] += sizes[region] - taken
        for position in range(TEXTURE_SIZE):
            histograms[region, position] = np.float32(row[position]) / total
    return histograms
