"""A large JPEG photo at a fraction of its size, for the first paint."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.core.images import load_image, reduced_copy

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
    small = reduced_copy(image)
    assert small is not None
    assert not small.flags.writeable
    assert small.shape[:2] == (-(-image.height // 2), -(-image.width // 2))
    there = image.rgb[: 2 * (image.height // 2) : 2, : 2 * (image.width // 2) : 2].astype(int)
    rows, columns = there.shape[:2]
    assert np.abs(small[:rows, :columns].astype(int) - there).mean() < 2


@pytest.mark.parametrize(("name", "size"), [("small.jpg", (800, 600)), ("other.png", (WIDTH, HEIGHT))])
def test_that_small_photos_and_other_formats_have_none(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    assert reduced_copy(load_image(photo(tmp_path / name, size))) is None


def test_that_a_photo_for_print_has_none(tmp_path: Path) -> None:
    path = tmp_path / "print.jpg"
    Image.new("CMYK", (WIDTH, HEIGHT)).save(path)
    assert reduced_copy(load_image(path)) is None


def test_that_a_grey_photo_has_one(tmp_path: Path) -> None:
    path = tmp_path / "grey.jpg"
    Image.new("L", (WIDTH, HEIGHT), 90).save(path)
    small = reduced_copy(load_image(path))
    assert small is not None
    assert small.min() == small.max() == 90


def test_that_a_file_that_was_changed_or_is_gone_gives_none(tmp_path: Path) -> None:
    image = load_image(photo(tmp_path / "a.jpg"))
    photo(tmp_path / "a.jpg", (2400, 1700))
    assert reduced_copy(image) is None
    image.path.unlink()
    assert reduced_copy(image) is None
