"""What the picture tells of a box: contours, colours, inside against outside; compiled.

Shapes: H x W pixels of a small picture, N boxes. Everything is read from a table of sums, (H + 1) x (W + 1)
x 6 int64: a rectangle costs four rows whatever its size, and whole numbers make every sum exact. The cues
are those of Alexe et al. 2012 and Zitnick and Dollar 2014 as far as such sums can tell them.
"""

from __future__ import annotations

import numpy as np

from frcnn_desktop.compiled.compiler import kernel

ACROSS, DOWN, CHANNELS, SQUARES, SUMS = 0, 1, 2, 5, 6
CUE_NAMES = (
    "contours of the image",
    "contours of the box",
    "contours of its core",
    "contours of its rim",
    "contours around it",
    "contrast to what is around",
    "spread of colour",
    "spread of colour around",
    "distance from the mean colour",
    "room around",
    "contours along the sides",
    "contours along the weakest side",
    "contours across the sides",
    "sides inside the image",
)
_STRONGEST = 60
"""A stronger step of colour between two pixels counts as this much."""
_RING = 0.15
"""The rim of a box, and the ring around it, are this share of its sides wide."""


@kernel
def sum_picture(picture):
    """Return the table of an H x W x 3 uint8 picture.

    ACROSS and DOWN are the steps of colour to the right and the lower neighbour, then come the three
    channels and the sum of their squares.
    """
    height, width = picture.shape[:2]
    sums = np.zeros((height + 1, width + 1, SUMS), np.int64)
    row = np.zeros(SUMS, np.int64)
    for y in range(height):
        row[:] = 0
        for x in range(width):
            across, down = 0, 0
            for channel in range(3):
                here = np.int64(picture[y, x, channel])
                if x + 1 < width:
                    across += abs(here - np.int64(picture[y, x + 1, channel]))
                if y + 1 < height:
                    down += abs(here - np.int64(picture[y + 1, x, channel]))
                row[CHANNELS + channel] += here
                row[SQUARES] += here * here
            row[ACROSS] += min(across, _STRONGEST)
            row[DOWN] += min(down, _STRONGEST)
            for part in range(SUMS):
                sums[y + 1, x + 1, part] = sums[y, x + 1, part] + row[part]
    return sums


@kernel
def _add_up(sums, x1, y1, x2, y2, out):
    """Write the sums over a rectangle into `out` (SUMS float64) and return its area."""
    ends, above, left, corner = sums[y2, x2], sums[y1, x2], sums[y2, x1], sums[y1, x1]
    for part in range(SUMS):
        out[part] = ends[part] - above[part] - left[part] + corner[part]
    return np.float64((x2 - x1) * (y2 - y1))


@kernel
def _part(sums, x1, y1, x2, y2, part):
    return np.float64(sums[y2, x2, part] - sums[y1, x2, part] - sums[y2, x1, part] + sums[y1, x1, part])


@kernel
def _surface_cues(sums, x1, y1, x2, y2, whole, spare, out):  # noqa: PLR0913 - a kernel takes arrays, no values
    """Write the ten cues from the box, its core and the ring around it."""
    height, width = sums.shape[0] - 1, sums.shape[1] - 1
    box, core, outer = spare[0], spare[1], spare[2]
    rim_x, rim_y = max(1, int((x2 - x1) * _RING)), max(1, int((y2 - y1) * _RING))
    area = _add_up(sums, x1, y1, x2, y2, box)
    core[:] = 0
    core_area = 0.0
    if x2 - x1 > 2 * rim_x and y2 - y1 > 2 * rim_y:
        core_area = _add_up(sums, x1 + rim_x, y1 + rim_y, x2 - rim_x, y2 - rim_y, core)
    outer_area = _add_up(
        sums, max(0, x1 - rim_x), max(0, y1 - rim_y), min(width, x2 + rim_x), min(height, y2 + rim_y), outer
    )
    ring = max(outer_area - area, 1.0)
    pixels = np.float64(width * height)
    in_box, in_core = box[ACROSS] + box[DOWN], core[ACROSS] + core[DOWN]
    contrast, far, inside, outside = 0.0, 0.0, box[SQUARES] / area, (outer[SQUARES] - box[SQUARES]) / ring
    for channel in range(CHANNELS, SQUARES):
        mean, around = box[channel] / area, (outer[channel] - box[channel]) / ring
        contrast += (mean - around) ** 2
        far += (mean - whole[channel] / pixels) ** 2
        inside -= mean * mean
        outside -= around * around
    out[0] = (whole[ACROSS] + whole[DOWN]) / pixels
    out[1] = in_box / area
    out[2] = in_core / max(core_area, 1.0)
    out[3] = (in_box - in_core) / max(area - core_area, 1.0)
    out[4] = (outer[ACROSS] + outer[DOWN] - in_box) / ring
    out[5] = np.sqrt(contrast) if outer_area > area else 0.0
    out[6], out[7], out[8] = np.sqrt(max(inside, 0.0)), np.sqrt(max(outside, 0.0)), np.sqrt(far)
    out[9] = outer_area / area - 1


@kernel
def _side_cues(sums, x1, y1, x2, y2, out):
    """Write the four cues from the sides of the box that do not lie on the image's border."""
    height, width = sums.shape[0] - 1, sums.shape[1] - 1
    along, weakest, crossing, length = 0.0, np.inf, 0.0, 0.0
    for side in range(4):
        if side < 2:
            at, span, end = (x1 if side == 0 else x2), y2 - y1, width
        else:
            at, span, end = (y1 if side == 2 else y2), x2 - x1, height
        if not 0 < at < end:
            continue
        low, high = max(at - 2, 0), min(at + 1, end)
        if side < 2:
            mine = _part(sums, low, y1, high, y2, ACROSS)
            crossing += _part(sums, at - 1, y1, at + 1, y2, DOWN) / 2
        else:
            mine = _part(sums, x1, low, x2, high, DOWN)
            crossing += _part(sums, x1, at - 1, x2, at + 1, ACROSS) / 2
        along += mine
        length += span
        weakest = min(weakest, mine / span)
    out[10] = along / max(length, 1.0)
    out[11] = weakest if length > 0 else 0.0
    out[12] = crossing / max(length, 1.0)
    out[13] = length / (2.0 * (x2 - x1 + y2 - y1))


@kernel
def cues(sums, boxes):
    """Return N x 14 float32, see CUE_NAMES. `sums` from `sum_picture`; `boxes` N x 4 int32, with area."""
    found = np.empty((len(boxes), 14), np.float32)
    spare = np.empty((3, SUMS), np.float64)
    whole = np.empty(SUMS, np.float64)
    _add_up(sums, 0, 0, sums.shape[1] - 1, sums.shape[0] - 1, whole)
    for box in range(len(boxes)):
        x1, y1, x2, y2 = boxes[box, 0], boxes[box, 1], boxes[box, 2], boxes[box, 3]
        _surface_cues(sums, x1, y1, x2, y2, whole, spare, found[box])
        _side_cues(sums, x1, y1, x2, y2, found[box])
    return found
