"""Large JPEG files whose pixels come late, and a hold on what decodes them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core import images
from frcnn_desktop.core.jpeg import intact_jpeg_pixels

SIZE = 3001, 2101
"""Odd, and just large enough"""
ROOM = 1000, 1000


def large_pixels(shift: int = 0) -> NDArray[np.uint8]:
    """Return something that differs from pixel to pixel, and from corner to corner."""
    rows, columns = np.mgrid[: SIZE[1], : SIZE[0]].astype(np.int32)
    noise = (rows * 7 + columns * 13) % 16
    red, green, blue = columns * 200 // SIZE[0], rows * 200 // SIZE[1], (rows + columns) * 40 // SIZE[0]
    return np.stack([red + noise, green + noise, blue + shift], -1).clip(0, 255).astype(np.uint8)


def large_jpeg(path: Path, orientation: int = 1, shift: int = 0, mode: str = "RGB", **options: Any) -> Path:
    """Write a photo of `SIZE`, before orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(large_pixels(shift)).convert(mode).save(path, exif=exif, **options)
    return path


class Decoding:
    """Notes by how much each decoded JPEG was made smaller, and in which thread; full ones wait while
    `may_go_on` is not set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.factors: list[int] = []
        self.threads: list[int] = []
        self.fails = False
        """From now on libjpeg has something to say about every photo that is to be decoded in full."""
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        monkeypatch.setattr(images, "intact_jpeg_pixels", self._decode)

    def _decode(self, image: Image.Image, data: bytes, factor: int = 1) -> NDArray[np.uint8] | None:
        if factor == 1:
            assert self.may_go_on.wait(30)
        self.factors.append(factor)
        self.threads.append(threading.get_ident())
        return None if self.fails and factor == 1 else intact_jpeg_pixels(image, data, factor)

    @property
    def in_gui_thread(self) -> bool:
        """Whether any was decoded in the thread of the tests, which is that of the window."""
        return threading.main_thread().ident in self.threads
