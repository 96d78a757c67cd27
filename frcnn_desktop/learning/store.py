"""Labelled images in memory, bounded in bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.learning.samples import LabelledImage

DEFAULT_BYTES = 512 * 2**20
"""About 1,200 images."""


class SampleStore:
    """Labelled images by key, in the order they were saved, within a bound in bytes. Thread-safe.

    When it is full the oldest go, but every class keeps the images that are its only ones while others can
    go in their stead.
    """

    def __init__(self, max_bytes: int = DEFAULT_BYTES) -> None:
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._images: OrderedDict[str, LabelledImage] = OrderedDict()

    def __len__(self) -> int:
        with self._lock:
            return len(self._images)

    @property
    def use(self) -> tuple[int, int]:
        """Bytes held, and bytes that may be."""
        with self._lock:
            return sum(image.nbytes for image in self._images.values()), self._max_bytes

    def put(self, image: LabelledImage) -> None:
        """Keep an image as the newest; an older version of it goes."""
        with self._lock:
            self._images.pop(image.key, None)
            self._images[image.key] = image
            held = sum(other.nbytes for other in self._images.values())
            while held > self._max_bytes and len(self._images) > 1:
                held -= self._images.pop(self._least_missed()).nbytes

    def reject(self, key: str, box: BoxArray) -> bool:
        """Let an image teach that there is nothing at `box` (1 x 4); whether it is held and has candidates
        there."""
        with self._lock:
            image = self._images.get(key)
            rejected = image.without(box) if image is not None else None
            if rejected is None:
                return False
            self._images[key] = rejected
            return True

    def holds(self, key: str) -> bool:
        """Whether the image of this content key is there."""
        with self._lock:
            return key in self._images

    def remove(self, key: str) -> bool:
        """Forget an image; whether it was held."""
        with self._lock:
            return self._images.pop(key, None) is not None

    def all(self) -> tuple[LabelledImage, ...]:
        """Return all images, the newest last."""
        with self._lock:
            return tuple(self._images.values())

    def _least_missed(self) -> str:
        counts: dict[str, int] = {}
        for image in self._images.values():
            for name in set(image.objects.names):
                counts[name] = counts.get(name, 0) + 1
        candidates = list(self._images.values())[:-1]
        for image in candidates:
            if all(counts[name] > 1 for name in image.objects.names):
                return image.key
        return candidates[0].key
