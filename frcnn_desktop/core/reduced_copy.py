"""Large photos at half, a quarter or an eighth of their size, for what the screen shows first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core.boxes import read_only

_FACTORS = 2, 4, 8
_MOST_PIXELS = 1_500_000
"""What is not larger needs no copy, and no copy is larger."""
_LARGE_PIXELS = 6_000_000
"""From here on it takes longer to decode all of a JPEG than a person should wait for it."""
_STRIP_PIXELS = 1_000_000
"""So many are copied into the four bytes that Pillow needs of each."""


def factor_to_fill(room: tuple[int, int], width: int, height: int) -> int | None:
    """Return how many times smaller a large photo still has a pixel for each of the screen when it is fitted
    into a room, but at least half of its size is spared. None for what is not large.
    """
    if width * height < _LARGE_PIXELS:
        return None
    times = max(width / max(room[0], 1), height / max(room[1], 1))
    return max((factor for factor in _FACTORS if factor <= times), default=_FACTORS[0])


def reduced_copy(rgb: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """Return a copy, h x w x 3, read-only, of the means of squares of pixels of `rgb`, H x W x 3.

    None for what is small enough without, or so large that an eighth is not small. Half the time of decoding
    a JPEG file anew at that size, and it serves all formats.
    """
    height, width = rgb.shape[:2]
    if width * height <= _MOST_PIXELS:
        return None
    sizes = {factor: (-(-height // factor), -(-width // factor)) for factor in _FACTORS}
    fits = [factor for factor, (rows, columns) in sizes.items() if rows * columns <= _MOST_PIXELS]
    if not fits:
        return None
    factor = fits[0]
    small = np.empty((*sizes[factor], 3), np.uint8)
    step = max(1, _STRIP_PIXELS // (width * factor)) * factor
    for top in range(0, height, step):
        part = Image.fromarray(rgb[top : top + step]).reduce(factor)
        small[top // factor : top // factor + part.height] = np.asarray(part)
    return read_only(small)
