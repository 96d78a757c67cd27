"""Arrays as images, and who owns the pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBA8888_Premultiplied}

_WIDER = {
    np.dtype(np.uint16): QImage.Format.Format_Grayscale16,
    np.dtype(np.uint32): QImage.Format.Format_ARGB32_Premultiplied,
}


def to_qimage(
    pixels: NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32], *, borrow: bool = False
) -> QImage:
    """Return H x W x 3 RGB, H x W x 4 premultiplied RGBA (both uint8), H x W grey levels (uint16) or H x W
    uint32 pixels of `Format_ARGB32_Premultiplied` as an image.

    The image owns a copy of the pixels. With `borrow` it reads the array's memory instead: for as long as it,
    or a copy that shares its pixels, is used, the caller must keep the array and leave its numbers alone.
    """
    form = _WIDER.get(pixels.dtype) or _FORMATS[pixels.shape[2]]
    # The array itself if its pixels lie one after the other, as those of photos do.
    dense = np.ascontiguousarray(pixels)
    height, width = dense.shape[:2]
    image = QImage(dense.data, width, height, dense.strides[0], form)
    # An array made here is gone when this function returns.
    return image if borrow and dense is pixels else image.copy()
