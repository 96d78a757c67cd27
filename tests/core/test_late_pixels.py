"""Of a large JPEG as much is decoded as fills the screen; all the rest once, when it is needed."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.late_photos import ROOM, SIZE, Decoding, large_jpeg

from frcnn_desktop.core import images
from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.images import load_image
from frcnn_desktop.core.late_pixels import LatePixels
from frcnn_desktop.core.reduced_copy import factor_to_fill
from frcnn_desktop.core.upright import upright_pixels


@pytest.fixture
def decoding(monkeypatch: pytest.MonkeyPatch) -> Decoding:
    return Decoding(monkeypatch)


def test_that_opening_decodes_a_small_picture_and_knows_everything_else(
    tmp_path: Path, decoding: Decoding
) -> None:
    path = large_jpeg(tmp_path / "a.jpg")
    early = load_image(path)
    decoding.factors.clear()
    late = load_image(path, room=ROOM)
    assert decoding.factors == [2]
    assert late.decoded is None
    for name in ("path", "width", "height", "stored_size", "orientation", "content_key", "note"):
        assert getattr(late, name) == getattr(early, name), name
    assert late.at_hand is late.sample is late.reduced
    assert late.pixels.nbytes == path.stat().st_size
    np.testing.assert_array_equal(late.rgb, early.rgb)
    assert decoding.factors == [2, 1]
    assert late.rgb is late.decoded is late.at_hand
    assert late.sample is late.reduced
    assert late.pixels.nbytes == late.rgb.nbytes


@pytest.mark.parametrize("orientation", range(1, 9))
def test_that_a_turned_photo_is_upright_small_and_large(tmp_path: Path, orientation: int) -> None:
    path = large_jpeg(tmp_path / "a.jpg", orientation)
    late, early = load_image(path, room=ROOM), load_image(path)
    assert (late.width, late.height) == (early.width, early.height) == early.rgb.shape[1::-1]
    assert late.reduced is not None
    assert not late.reduced.flags.writeable
    assert late.reduced.shape[:2] == (-(-late.height // 2), -(-late.width // 2))
    # The same picture: what is halved by Pillow differs by a few levels from what libjpeg halves.
    halved = np.asarray(Image.fromarray(early.rgb).reduce(2), np.int16)
    assert np.abs(halved - late.reduced)[4:-4, 4:-4].max() <= 12
    np.testing.assert_array_equal(late.rgb, early.rgb)
    assert not late.rgb.flags.writeable


@pytest.mark.parametrize(
    "options", [{"mode": "L"}, {"progressive": True}, {"subsampling": 0, "quality": 60}], ids=str
)
def test_that_the_pixels_of_every_kind_are_those_of_pillow(tmp_path: Path, options: dict) -> None:
    path = large_jpeg(tmp_path / "a.jpg", **options)
    late = load_image(path, room=ROOM)
    assert late.decoded is None
    with Image.open(path) as image:
        np.testing.assert_array_equal(late.rgb, upright_pixels(image))


def test_that_a_photo_with_a_preview_behind_it_is_the_photo(tmp_path: Path) -> None:
    path = tmp_path / "a.mpo"
    with Image.open(large_jpeg(tmp_path / "a.jpg")) as photo:
        photo.load()
        photo.save(path, "MPO", save_all=True, append_images=[Image.new("RGB", (160, 120))])
    late = load_image(path, room=ROOM)
    assert late.decoded is None
    assert (late.width, late.height, late.note) == (*SIZE, None)
    np.testing.assert_array_equal(late.rgb, load_image(path).rgb)


def test_that_other_kinds_and_small_photos_come_whole(tmp_path: Path) -> None:
    small, ink, other = (tmp_path / name for name in ("small.jpg", "ink.jpg", "other.png"))
    Image.new("RGB", (1200, 900)).save(small)
    Image.new("CMYK", SIZE).save(ink)
    Image.new("RGB", SIZE).save(other)
    for path in (small, ink, other):
        assert load_image(path, room=ROOM).decoded is not None


def test_that_a_damaged_photo_is_judged_as_before(tmp_path: Path) -> None:
    path = large_jpeg(tmp_path / "a.jpg")
    data = path.read_bytes()
    broken = bytearray(data)
    broken[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    (tmp_path / "broken.jpg").write_bytes(broken)
    loaded = load_image(tmp_path / "broken.jpg", room=ROOM)
    assert loaded.decoded is not None
    np.testing.assert_array_equal(loaded.rgb, load_image(tmp_path / "broken.jpg").rgb)
    (tmp_path / "short.jpg").write_bytes(data[: len(data) // 2])
    said = []
    for room in (None, ROOM):
        with pytest.raises(ImageLoadError) as caught:
            load_image(tmp_path / "short.jpg", room=room)
        said.append(caught.value.message)
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("size", "room", "factor"),
    [
        ((4000, 3000), (900, 650), 4),
        ((3000, 4000), (900, 650), 4),
        ((4000, 3000), (1500, 1000), 2),
        ((4000, 3000), (3300, 1900), 2),
        ((12000, 9000), (900, 650), 8),
        ((4000, 3000), (0, 0), 8),
        ((2000, 1500), (900, 650), None),
    ],
)
def test_that_the_small_picture_fills_the_screen(
    size: tuple[int, int], room: tuple[int, int], factor: int | None
) -> None:
    assert factor_to_fill(room, *size) == factor


def test_that_several_threads_wait_for_one_decoding() -> None:
    begun, may_end, times = threading.Event(), threading.Event(), list[int]()
    pixels = np.zeros((2, 2, 3), np.uint8)

    def decode() -> np.ndarray:
        times.append(1)
        begun.set()
        assert may_end.wait(30)
        return pixels

    late, got = LatePixels(decode, 5), list[np.ndarray]()
    threads = [threading.Thread(target=lambda: got.append(late.get())) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert begun.wait(30)
    assert late.there is None
    assert late.nbytes == 5
    may_end.set()
    for thread in threads:
        thread.join()
    assert times == [1]
    assert all(each is pixels for each in got)


def test_that_pixels_that_cannot_be_had_are_asked_for_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = load_image(large_jpeg(tmp_path / "a.jpg"), room=ROOM)

    def none_left(*_args: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(images, "intact_jpeg_pixels", none_left)
        with pytest.raises(ImageLoadError, match=r"a\.jpg"):
            _ = late.rgb
    assert late.decoded is None
    assert late.rgb.shape == (SIZE[1], SIZE[0], 3)
