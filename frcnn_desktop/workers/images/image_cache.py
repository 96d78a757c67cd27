"""Decoded images held in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.file_stamp import Stamp, file_stamp
from frcnn_desktop.core.images import LoadedImage, load_image
from frcnn_desktop.core.reduced_copy import reduced_copy

CACHE_BYTES = 256 * 2**20
MOST_IMAGES = 64
"""Small photos are decoded anew within milliseconds: hundreds of them would only fill the memory."""


class ImageCache:
    """Decoded images, least recently used out first, bounded in bytes and in number. Thread-safe.

    An entry counts only while the file is the one that it was read from.
    """

    def __init__(self, limit: int = CACHE_BYTES, room: tuple[int, int] | None = None) -> None:
        """`room`: see `load_image`."""
        self._limit = limit
        self.room = room
        self._lock = threading.Condition()
        self._reading: set[Path] = set()
        self._images: OrderedDict[Path, tuple[Stamp, LoadedImage]] = OrderedDict()

    def load(self, path: Path) -> LoadedImage:
        """Return the image, decoding it if need be. Raises ImageLoadError.

        What another thread is decoding already is waited for, not decoded twice.
        """
        with self._lock:
            self._lock.wait_for(lambda: path not in self._reading)
            stamp = file_stamp(path)
            entry = self._images.get(path)
            if entry is not None and entry[0] == stamp:
                self._images.move_to_end(path)
                return entry[1]
            self._reading.add(path)
        try:
            image = load_image(path, keep_grey=True, room=self.room)
            self._keep(path, stamp, image)
        finally:
            with self._lock:
                self._reading.discard(path)
                self._lock.notify_all()
        return image

    def load_reduced(self, path: Path, token: CancelToken) -> LoadedImage:
        """Return the image, a large photo with a small copy of it; who only wants the photo does not wait
        for that, and who wants others now has it made of none. Raises ImageLoadError.
        """
        image = self.load(path)
        if image.reduced is not None or token.cancelled:
            return image
        if (small := reduced_copy(image.rgb)) is not None:
            reduced = replace(image, reduced=small)
            with self._lock:
                entry = self._images.get(path)
                if entry is not None and entry[1] is image:
                    self._images[path] = (entry[0], reduced)
            return reduced
        return image

    def complete(self, image: LoadedImage) -> None:
        """Have all pixels of an image decoded, if they are not. Raises ImageLoadError."""
        image.rgb  # noqa: B018 - late pixels are decoded by whoever asks first
        with self._lock:
            self._make_room()

    def _keep(self, path: Path, stamp: Stamp, image: LoadedImage) -> None:
        with self._lock:
            self._images[path] = (stamp, image)
            self._images.move_to_end(path)
            self._make_room()

    def _make_room(self) -> None:
        while len(self._images) > 1 and (self._bytes() > self._limit or len(self._images) > MOST_IMAGES):
            self._images.popitem(last=False)

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
    others = (image.reduced, image.grey.levels if image.grey is not None else None)
    return image.pixels.nbytes + sum(each.nbytes for each in others if each is not None)
