"""Which encoded images are held."""

from __future__ import annotations

import torch

from frcnn_desktop.detector.presets import PRESETS
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.inference.encoded import MOST_IMAGES, EncodedImage, EncodedImageCache


def encoded(key: str) -> EncodedImage:
    return EncodedImage(torch.zeros(1, 1, 2, 2), input_size(40, 30, PRESETS["compact"]), (), key, 0.0)


def test_that_a_long_walk_holds_the_last_images_however_small_they_are() -> None:
    cache = EncodedImageCache(max_bytes=2**20)
    for number in range(MOST_IMAGES + 2):
        cache.put(encoded(str(number)))
    assert cache.nbytes == MOST_IMAGES * encoded("").nbytes
    assert cache.get("1") is None
    assert cache.get("2") is not None
