"""Encoded images, and how many of them are kept."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.core.errors import FeaturesLostError
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.inference.fallback import features_on


@dataclass(frozen=True, slots=True, eq=False)
class EncodedImage:
    """What the backbone made of one image: enough to judge any box on it.

    `features` 1 x C x rows x columns float32, made without gradients but fit for training a head; of a
    feature pyramid the finest map, `coarser` are its others; `grids` how image pixels fall on each;
    `content_key` of the image ("" for an array without a file).
    """

    features: Tensor
    size: InputSize
    grids: tuple[FeatureGrid, ...]
    content_key: str
    seconds: float
    coarser: tuple[Tensor, ...] = ()

    @property
    def maps(self) -> tuple[Tensor, ...]:
        """All feature maps, 1 x C x h x w each, finest first."""
        return self.features, *self.coarser

    @property
    def nbytes(self) -> int:
        """Memory of the maps."""
        return sum(level.numel() * level.element_size() for level in self.maps)


MOST_IMAGES = 64
"""As many results of detection are kept in the window: with features alone nobody can do anything."""


class EncodedImageCache:
    """The most recently used encoded images, bounded in bytes and in number. Thread-safe."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._images: OrderedDict[str, EncodedImage] = OrderedDict()

    @property
    def nbytes(self) -> int:
        """Memory of all images that are kept."""
        with self._lock:
            return sum(image.nbytes for image in self._images.values())

    @property
    def max_bytes(self) -> int:
        """What `nbytes` never exceeds after a `put`."""
        return self._max_bytes

    def set_max_bytes(self, max_bytes: int) -> None:
        """From the next image on keep so many bytes."""
        self._max_bytes = max_bytes

    def get(self, content_key: str) -> EncodedImage | None:
        """Return the image of this content, which counts as used now; None where it is not kept."""
        with self._lock:
            image = self._images.get(content_key)
            if image is not None:
                self._images.move_to_end(content_key)
            return image

    def put(self, image: EncodedImage) -> None:
        """Keep an image; the longest unused go, so that the bounds hold. Without a key it is not kept."""
        if not image.content_key or image.nbytes > self._max_bytes:
            return
        with self._lock:
            self._images[image.content_key] = image
            self._images.move_to_end(image.content_key)
            held = sum(other.nbytes for other in self._images.values())
            while held > self._max_bytes or len(self._images) > MOST_IMAGES:
                held -= self._images.popitem(last=False)[1].nbytes

    def clear(self) -> None:
        """Forget all images."""
        with self._lock:
            self._images.clear()

    def bring_home(self) -> None:
        """Take what is kept from a device that was given up to the host; what it does not give is dropped."""
        with self._lock:
            kept = list(self._images.values())
            self._images.clear()
            for image in kept:
                with contextlib.suppress(FeaturesLostError):
                    features, *coarser = features_on(image.maps, torch.device("cpu"))
                    moved = replace(image, features=features, coarser=tuple(coarser))
                    self._images[image.content_key] = moved
