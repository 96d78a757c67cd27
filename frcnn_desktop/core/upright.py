"""Pixels the way people see them: the orientation that a file states is applied."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.core.grey import GreyValues, as_levels, level_bounds
from frcnn_desktop.core.pixels import rgb_converter, strips

ORIENTATION_TAG = 0x0112
_SWAPPING_ORIENTATIONS = frozenset({5, 6, 7, 8})
_ROWS_BACKWARDS, _COLUMNS_BACKWARDS = frozenset({3, 4, 6, 7}), frozenset({2, 3, 7, 8})
"""Orientations of files whose rows or columns run against those of the displayed image."""
Pixel = TypeVar("Pixel", np.uint8, np.uint16)


def swaps_sides(orientation: int) -> bool:
    """Say whether this EXIF orientation exchanges width and height."""
    return orientation in _SWAPPING_ORIENTATIONS


def orientation_of(image: Image.Image) -> int:
    """Return the EXIF orientation of an image, 1..8; 1 where it states none, or nothing sensible."""
    try:
        value = image.getexif().get(ORIENTATION_TAG, 1)
    except Exception:  # damaged EXIF blocks raise many kinds of errors; the pixels are fine
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def upright_pixels(image: Image.Image) -> NDArray[np.uint8]:
    """Return an image of Pillow as displayed, H x W x 3 uint8, read-only. Raises what Pillow raises.

    Beside Pillow's own pixels, of four bytes each, and the result little memory is taken.
    """
    image.load()
    # Pillow turns TIFF images while it loads them and then drops the tag: only what is left is to be done.
    orientation = orientation_of(image)
    convert = rgb_converter(image)
    width, height = image.size
    rgb = np.empty((width, height, 3) if swaps_sides(orientation) else (height, width, 3), np.uint8)
    stored = _as_stored(rgb, orientation)
    for top, part in strips(image):
        stored[top : top + part.height] = np.asarray(convert(part))
    return read_only(rgb)


def turned_upright(stored: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """Return the pixels of a file, H x W x 3, as displayed, read-only."""
    if orientation == 1:
        return read_only(stored)
    height, width = stored.shape[:2]
    upright = np.empty((width, height, 3) if swaps_sides(orientation) else stored.shape, np.uint8)
    _as_stored(upright, orientation)[:] = stored
    return read_only(upright)


def upright_grey(image: Image.Image, shown: tuple[float, float]) -> GreyValues:
    """Return the grey values of a decoded deep image as displayed."""
    low, high = level_bounds(image, shown)
    orientation, (width, height) = orientation_of(image), image.size
    levels = np.empty((width, height) if swaps_sides(orientation) else (height, width), np.uint16)
    stored = _as_stored(levels, orientation)
    for top, part in strips(image):
        stored[top : top + part.height] = as_levels(part, low, high)
    return GreyValues(read_only(levels), low, high, shown, whole=image.mode != "F")


def _as_stored(upright: NDArray[Pixel], orientation: int) -> NDArray[Pixel]:
    """Return a view of an upright array, H x W (x 3), that has the pixels where the file has them."""
    view = upright.swapaxes(0, 1) if swaps_sides(orientation) else upright
    rows = slice(None, None, -1 if orientation in _ROWS_BACKWARDS else 1)
    columns = slice(None, None, -1 if orientation in _COLUMNS_BACKWARDS else 1)
    return view[rows, columns]
