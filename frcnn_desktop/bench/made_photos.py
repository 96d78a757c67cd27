"""Photos made for a bench: pieces of the samples, no two alike, as heavy to decode as those of a camera."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from PIL import Image

from frcnn_desktop.core.images import load_image
from frcnn_desktop.host.resources import resource_path

VOC_SIZE = 500, 375
TWELVE_MEGAPIXELS = 4000, 3000
_SAMPLES = "chelsea.jpg", "coffee.jpg", "astronaut.jpg", "grace_hopper.jpg"
_GRAIN = 12
_GRAIN_TILE = 250
_QUALITY = 88


def make_photos(folder: Path, count: int, size: tuple[int, int]) -> list[Path]:
    """Write so many JPEG photos of a width and height, the same ones each time. Returns them."""
    folder.mkdir(parents=True)
    chance = random.Random(0)
    samples = [Image.fromarray(load_image(resource_path("samples", name)).rgb) for name in _SAMPLES]
    paths = [folder / f"photo_{number:04d}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        piece = _piece(samples[number % len(samples)], size, chance)
        _grained(piece, number).save(path, quality=_QUALITY)
    return paths


def _piece(sample: Image.Image, size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Return a piece of the shape of `size`, at least half of the sample, enlarged to it."""
    scale = min(sample.width / size[0], sample.height / size[1]) * chance.uniform(0.5, 1)
    width, height = size[0] * scale, size[1] * scale
    x, y = chance.uniform(0, sample.width - width), chance.uniform(0, sample.height - height)
    return sample.resize(size, Image.Resampling.BICUBIC, box=(x, y, x + width, y + height))


def _grained(photo: Image.Image, seed: int) -> Image.Image:
    """Return it with the grain of a sensor: what is enlarged is smooth and decodes too fast."""
    grain = np.random.default_rng(seed).integers(-_GRAIN, _GRAIN + 1, (_GRAIN_TILE, _GRAIN_TILE, 1), np.int16)
    repeats = -(-photo.height // _GRAIN_TILE), -(-photo.width // _GRAIN_TILE), 1
    whole = np.tile(grain, repeats)[: photo.height, : photo.width]
    return Image.fromarray(np.clip(np.asarray(photo) + whole, 0, 255).astype(np.uint8))
