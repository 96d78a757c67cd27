"""Arrays as images: formats, rows that are not dense, and who owns the pixels."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

from frcnn_desktop.ui.kit.images import to_qimage


def test_that_a_copied_image_outlives_changes_of_its_array() -> None:
    pixels = np.full((4, 5, 3), 200, np.uint8)
    copied, borrowed = to_qimage(pixels), to_qimage(pixels, borrow=True)
    pixels[:] = 0
    assert copied.pixelColor(4, 3) == QColor(200, 200, 200)
    assert borrowed.pixelColor(4, 3) == QColor(0, 0, 0)


def test_that_parts_of_larger_arrays_keep_their_pixels() -> None:
    whole = np.random.default_rng(0).integers(0, 256, (9, 11, 3), dtype=np.uint8)
    for part in (whole[2:7, 3:8], whole[::2, ::3], whole[:, ::-1], np.asfortranarray(whole)):
        for borrow in (False, True):
            image = to_qimage(part, borrow=borrow)
            assert (image.height(), image.width()) == part.shape[:2]
            for row, column in np.ndindex(part.shape[:2]):
                assert image.pixelColor(column, row) == QColor(*part[row, column].tolist())


def test_that_rgba_and_packed_pixels_are_premultiplied() -> None:
    rgba = to_qimage(np.full((2, 2, 4), (100, 0, 0, 200), np.uint8))
    packed = to_qimage(np.full((2, 3), 200 << 24 | 100 << 16, np.uint32))
    assert rgba.pixelColor(1, 1).alpha() == packed.pixelColor(2, 1).alpha() == 200
    assert rgba.pixelColor(1, 1).red() == packed.pixelColor(2, 1).red() == 128
