"""Large photos at half, a quarter or an eighth of their size, for what the screen shows first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core.boxes import read_only

_FACTORS = 2, 4, 8
_MOST_PIXELS = 1_500_000
"""What is not larger needs no copy, and no copy is larger."""
_STRIP_PIXELS = 1_000_000
"""So many are copied into the four bytes that Pillow needs of each."""


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
