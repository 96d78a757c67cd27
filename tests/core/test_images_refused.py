"""Whatever cannot be shown is refused with a reason, and quickly."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.core import opened_image, upright
from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.images import displayed_size, load_image, load_thumbnail


def damaged(tmp_path: Path, name: str, cut: int) -> Path:
    path = tmp_path / name
    generator = np.random.default_rng(0)
    Image.fromarray(generator.integers(0, 255, (90, 90, 3), np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[:cut])
    return path


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp", "a.tif", "a.bmp", "a.ppm"])
@pytest.mark.parametrize("cut", [60, 900])
def test_that_truncated_files_are_refused(tmp_path: Path, name: str, cut: int) -> None:
    path = damaged(tmp_path, name, cut)
    for read in (load_image, lambda each: load_thumbnail(each, 96)):
        with pytest.raises(ImageLoadError, match=r"damaged|not an image"):
            read(path)


def test_that_what_is_no_image_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a b.jpg").write_text("hello")
    (tmp_path / "empty.png").touch()
    for name in ("a b.jpg", "empty.png"):
        with pytest.raises(ImageLoadError, match=f"{name} is not an image"):
            load_image(tmp_path / name)
    with pytest.raises(ImageLoadError, match="cannot be opened: No such file"):
        load_image(tmp_path / "gone.jpg")
    with pytest.raises(ImageLoadError, match="is not a file"):
        load_image(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_that_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(ImageLoadError, match="is not a file"):
        load_image(tmp_path / "a.jpg")


def test_that_a_file_without_permission_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    path.touch()

    def refuse(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ImageLoadError, match=r"a\.jpg cannot be opened: Permission denied"):
        load_image(path)


def test_that_too_many_pixels_are_refused_before_anything_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("1", (15_001, 10_000)).save(tmp_path / "a.png")

    def decode(_image: Image.Image) -> None:
        pytest.fail("decoded")

    monkeypatch.setattr(Image.Image, "load", decode)
    for read in (load_image, lambda path: load_thumbnail(path, 96)):
        with pytest.raises(ImageLoadError, match="150 megapixels; the limit is 150"):
            read(tmp_path / "a.png")


def test_that_a_small_file_that_would_fill_the_memory_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.webp"
    Image.new("RGB", (6000, 6000), "white").save(path, lossless=True, quality=0, method=0)
    size = path.stat().st_size
    assert size < 36e6 / 20_000
    for read in (load_image, lambda path: load_thumbnail(path, 96), displayed_size):
        with pytest.raises(ImageLoadError, match=f"claims 36 megapixels in {size} bytes"):
            read(path)


def test_that_too_many_bytes_and_too_little_memory_are_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (40, 30)).save(path)

    def exhausted(_image: Image.Image) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(upright, "rgb_converter", exhausted)
        with pytest.raises(ImageLoadError, match="more memory"):
            load_image(path)
    monkeypatch.setattr(opened_image, "MAX_BYTES", 10)
    with pytest.raises(ImageLoadError, match="larger"):
        load_image(path)
