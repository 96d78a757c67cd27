"""Decoded images held in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.images import LoadedImage, load_image

CACHE_BYTES = 256 * 2**20


class ImageCache:
    """Decoded images, least recently used out first, bounded in bytes. Thread-safe.

    An entry counts only while the file is the one that it was read from.
    """

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._images: OrderedDict[Path, tuple[tuple[int, int], LoadedImage]] = OrderedDict()

    def load(self, path: Path) -> LoadedImage:
        """Return the image, decoding it if need be. Raises ImageLoadError."""
        stamp = file_stamp(path)
        with self._lock:
            entry = self._images.get(path)
            if entry is not None and entry[0] == stamp:
                self._images.move_to_end(path)
                return entry[1]
        image = load_image(path, keep_grey=True)
        with self._lock:
            self._images[path] = (stamp, image)
            self._images.move_to_end(path)
            while len(self._images) > 1 and self._bytes() > self._limit:
                self._images.popitem(last=False)
        return image

    @property
    def used(self) -> tuple[int, int]:
        """Bytes held and bytes that may be."""
        with self._lock:
            return self._bytes(), self._limit

    def set_limit(self, limit: int) -> None:
        """From the next image on hold so many bytes."""
        self._limit = limit

    def _bytes(self) -> int:
        return sum(_bytes_of(image) for _, image in self._images.values())


def _bytes_of(image: LoadedImage) -> int:
    return image.rgb.nbytes + (image.grey.levels.nbytes if image.grey is not None else 0)
