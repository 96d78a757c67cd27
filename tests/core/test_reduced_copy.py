"""A large photo at a fraction of its size, for the first paint."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.core.images import load_image
from frcnn_desktop.core.reduced_copy import reduced_copy

WIDTH, HEIGHT = 2401, 1600
ORIENTATION = 0x0112


def photo(path: Path, size: tuple[int, int] = (WIDTH, HEIGHT), orientation: int = 1) -> Path:
    across = np.linspace(0, 255, size[0], dtype=np.uint8)
    pixels = np.broadcast_to(across[None, :, None], (size[1], size[0], 3)).copy()
    pixels[: size[1] // 2, :, 0] = 20
    image = Image.fromarray(pixels)
    exif = image.getexif()
    exif[ORIENTATION] = orientation
    image.save(path, quality=95, exif=exif)
    return path


@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_that_the_copy_is_the_photo_as_displayed_at_half_its_size(tmp_path: Path, orientation: int) -> None:
    image = load_image(photo(tmp_path / "a.jpg", orientation=orientation))
    small = reduced_copy(image.rgb)
    assert small is not None
    assert not small.flags.writeable
    assert small.shape[:2] == (-(-image.height // 2), -(-image.width // 2))
    there = image.rgb[: 2 * (image.height // 2) : 2, : 2 * (image.width // 2) : 2].astype(int)
    rows, columns = there.shape[:2]
    assert np.abs(small[:rows, :columns].astype(int) - there).mean() < 2


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
def test_that_its_pixels_are_the_means_of_those_of_the_photo(tmp_path: Path, name: str) -> None:
    rgb = load_image(photo(tmp_path / name, (4000, 3001))).rgb
    small = reduced_copy(rgb)
    assert small is not None
    assert small.shape == (751, 1000, 3)
    means = rgb[:3000].reshape(750, 4, 1000, 4, 3).mean(axis=(1, 3))
    assert np.abs(small[:750] - means).max() <= 0.5
    assert np.abs(small[750] - rgb[3000].reshape(1000, 4, 3).mean(axis=1)).max() <= 0.5


@pytest.mark.parametrize(("size", "small"), [((1500, 1000), None), ((2000, 1000), (500, 1000, 3))])
def test_that_only_what_is_large_has_one(size: tuple[int, int], small: tuple[int, int, int] | None) -> None:
    copy = reduced_copy(np.zeros((size[1], size[0], 3), np.uint8))
    assert (None if copy is None else copy.shape) == small


def test_that_what_is_too_large_even_at_an_eighth_has_none() -> None:
    huge = np.broadcast_to(np.zeros(3, np.uint8), (12_000, 12_000, 3))
    assert reduced_copy(huge) is None
