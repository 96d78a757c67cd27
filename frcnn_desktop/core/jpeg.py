"""Pixels of JPEG files straight into three bytes each: half the time and memory that Pillow needs."""

from __future__ import annotations

import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

_KINDS, _MODES = frozenset({"JPEG", "MPO"}), frozenset({"RGB", "L"})
_REDUCED_PIXELS = 1_500_000
"""A reduced copy has at most so many."""
_FACTORS = 2, 4, 8
_JPEG = b"\xff\xd8"
_SPACES = frozenset({"YCbCr", "RGB", "Gray"})


def intact_jpeg_pixels(image: Image.Image, data: bytes) -> NDArray[np.uint8] | None:
    """Return the pixels of `data`, H x W x 3 uint8 RGB as stored, the same that Pillow would decode.

    `image` is Pillow's opened view of the file. None for other kinds, for CMYK, and for every file that
    libjpeg has something to say about: what is damaged, Pillow is to judge.
    """
    if image.format not in _KINDS or image.mode not in _MODES:
        return None
    try:
        pixels = simplejpeg.decode_jpeg(data, "RGB", fastdct=False, fastupsample=False, strict=True)
    except ValueError:
        return None
    return pixels if pixels.shape == (image.height, image.width, 3) else None


def reduced_jpeg_pixels(data: bytes, width: int, height: int) -> NDArray[np.uint8] | None:
    """Return the pixels of an intact JPEG file at half, a quarter or an eighth of `width` x `height`, h x w x
    3 uint8 RGB as stored; None where it is small enough to need none, or cannot be decoded that way.

    libjpeg leaves out of the inverse transform what a smaller picture does not have: half the time.
    """
    sizes = [(-(-height // factor), -(-width // factor)) for factor in _FACTORS]
    size = next((each for each in sizes if each[0] * each[1] <= _REDUCED_PIXELS), None)
    if size is None or width * height <= _REDUCED_PIXELS or not data.startswith(_JPEG):
        return None
    try:
        if simplejpeg.decode_jpeg_header(data)[2] not in _SPACES:
            return None
        pixels = simplejpeg.decode_jpeg(data, "RGB", min_height=size[0], min_width=size[1], strict=True)
    except ValueError:
        return None
    return pixels if pixels.shape == (*size, 3) else None
