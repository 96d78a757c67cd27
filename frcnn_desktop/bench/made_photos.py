"""Photos made for a bench: pieces of the samples, no two alike, as heavy to decode as those of a camera."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import Box, as_box_array, clip_boxes
from frcnn_desktop.core.images import load_image
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.voc import write_annotation

VOC_SIZE = 500, 375
TWELVE_MEGAPIXELS = 4000, 3000
_OBJECTS: Mapping[str, tuple[tuple[str, Box], ...]] = {
    "chelsea.jpg": (("eye", (133, 85, 207, 145)), ("eye", (293, 110, 345, 165))),
    "coffee.jpg": (("cup", (173, 17, 407, 310)), ("spoon", (325, 67, 430, 325))),
    "astronaut.jpg": (
        ("face", (175, 65, 270, 195)),
        ("helmet", (282, 343, 509, 512)),
        ("rocket", (355, 0, 455, 268)),
    ),
    "grace_hopper.jpg": (("face", (165, 115, 362, 332)), ("cap", (155, 20, 372, 145))),
}
"""What is on the samples, in their pixels."""
_VISIBLE = 0.6
"""An object is labelled where this share of its box is on the piece."""
_GRAIN = 12
_GRAIN_TILE = 250
_QUALITY = 88


def make_photos(folder: Path, count: int, size: tuple[int, int], labelled: int = 0) -> list[Path]:
    """Write so many JPEG photos of a width and height, the same ones each time. Returns them.

    The first `labelled` get an XML with the objects that are on them.
    """
    folder.mkdir(parents=True)
    chance = random.Random(0)
    samples = [Image.fromarray(load_image(resource_path("samples", name)).rgb) for name in _OBJECTS]
    objects = list(_OBJECTS.values())
    paths = [folder / f"photo_{number:04d}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        sample = samples[number % len(samples)]
        piece = _piece(sample, size, chance)
        photo = sample.resize(size, Image.Resampling.BICUBIC, box=piece.box)
        _grained(photo, number).save(path, quality=_QUALITY)
        if number < labelled:
            on_it = piece.labelled(objects[number % len(samples)])
            write_annotation(ImageAnnotation(*size, on_it), path.with_suffix(".xml"))
    return paths


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a sample, `box` in its pixels, that is enlarged to `size`."""

    box: Box
    size: tuple[int, int]

    def labelled(self, objects: tuple[tuple[str, Box], ...]) -> tuple[ObjectAnnotation, ...]:
        """Return those of the sample's objects that can be seen, in pixels of the photo."""
        x, y, right, _bottom = self.box
        scale = self.size[0] / (right - x)
        boxes = (as_box_array([box for _name, box in objects]) - as_box_array([(x, y, x, y)])) * scale
        seen = clip_boxes(boxes, *self.size)
        share = np.prod(seen[:, 2:] - seen[:, :2], axis=1) / np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
        corners = zip(objects, seen.tolist(), (share >= _VISIBLE).tolist(), strict=True)
        return tuple(
            ObjectAnnotation(name, (x1, y1, x2, y2))
            for (name, _box), (x1, y1, x2, y2), visible in corners
            if visible
        )


def _piece(sample: Image.Image, size: tuple[int, int], chance: random.Random) -> _Piece:
    """Return a piece of the shape of `size`, at least half of the sample."""
    scale = min(sample.width / size[0], sample.height / size[1]) * chance.uniform(0.5, 1)
    width, height = size[0] * scale, size[1] * scale
    x, y = chance.uniform(0, sample.width - width), chance.uniform(0, sample.height - height)
    return _Piece((x, y, x + width, y + height), size)


def _grained(photo: Image.Image, seed: int) -> Image.Image:
    """Return it with the grain of a sensor: what is enlarged is smooth and decodes too fast."""
    grain = np.random.default_rng(seed).integers(-_GRAIN, _GRAIN + 1, (_GRAIN_TILE, _GRAIN_TILE, 1), np.int16)
    repeats = -(-photo.height // _GRAIN_TILE), -(-photo.width // _GRAIN_TILE), 1
    whole = np.tile(grain, repeats)[: photo.height, : photo.width]
    return Image.fromarray(np.clip(np.asarray(photo) + whole, 0, 255).astype(np.uint8))
