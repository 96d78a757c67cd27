"""Decoded images are held once, and decoded once."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.late_photos import ROOM, large_jpeg

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.images import LoadedImage, load_image
from frcnn_desktop.workers.images import image_cache
from frcnn_desktop.workers.images.image_cache import ImageCache


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.jpg"
    Image.fromarray(np.zeros((1600, 2400, 3), np.uint8)).save(path)
    return path


def test_that_what_is_being_decoded_is_waited_for_and_not_decoded_twice(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, decoded = threading.Event(), threading.Event(), list[Path]()

    def slow(path: Path, *, keep_grey: bool, room: tuple[int, int] | None) -> LoadedImage:
        decoded.append(path)
        begun.set()
        may_end.wait()
        return load_image(path, keep_grey=keep_grey, room=room)

    monkeypatch.setattr(image_cache, "load_image", slow)
    cache, found = ImageCache(), list[LoadedImage]()
    readers = [threading.Thread(target=lambda: found.append(cache.load(large))) for _ in range(2)]
    readers[0].start()
    begun.wait()
    readers[1].start()
    may_end.set()
    for reader in readers:
        reader.join()
    assert decoded == [large]
    assert found[0] is found[1]


def test_that_a_file_that_cannot_be_read_keeps_nobody_waiting(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"nothing")
    cache = ImageCache()
    for _ in range(2):
        with pytest.raises(Exception, match="broken"):
            cache.load(broken)


def test_that_a_large_photo_read_ahead_is_held_with_a_small_copy(large: Path) -> None:
    cache = ImageCache()
    first = cache.load(large)
    assert first.reduced is None
    held = cache.load_reduced(large, CancelToken())
    assert held.reduced is not None
    assert held.rgb is first.rgb
    assert cache.load(large) is held
    assert cache.used[0] == held.rgb.nbytes + held.reduced.nbytes


def test_that_no_small_copy_is_made_of_a_photo_that_is_not_wanted_any_more(large: Path) -> None:
    given_up = CancelToken()
    given_up.cancel()
    cache = ImageCache()
    assert cache.load_reduced(large, given_up).reduced is None
    assert cache.load_reduced(large, CancelToken()).reduced is not None


def test_that_what_is_held_is_counted_before_and_after_the_pixels_come(tmp_path: Path) -> None:
    paths = [large_jpeg(tmp_path / f"{number}.jpg") for number in range(2)]
    cache = ImageCache(limit=40_000_000, room=ROOM)
    first, second = (cache.load(path) for path in paths)
    assert first.reduced is not None
    small = paths[0].stat().st_size + first.reduced.nbytes
    assert cache.used[0] == 2 * small
    # For all of two photos there is no room.
    cache.complete(second)
    assert cache.used[0] == small + second.rgb.nbytes + first.reduced.nbytes
    cache.complete(first)
    assert cache.used[0] == second.rgb.nbytes + first.reduced.nbytes
    assert cache.load(paths[1]) is second
    assert cache.load(paths[0]) is not first


def test_that_a_photo_read_ahead_without_its_pixels_needs_no_other_copy(tmp_path: Path) -> None:
    cache, path = ImageCache(room=ROOM), large_jpeg(tmp_path / "a.jpg")
    assert cache.load_reduced(path, CancelToken()) is cache.load(path)
    assert cache.load(path).decoded is None


def test_that_hundreds_of_small_photos_do_not_fill_the_memory(tmp_path: Path) -> None:
    cache, paths = ImageCache(), [tmp_path / f"{number}.png" for number in range(image_cache.MOST_IMAGES + 2)]
    for path in paths:
        Image.new("RGB", (4, 2)).save(path)
        cache.load(path)
    assert cache.used[0] == image_cache.MOST_IMAGES * 4 * 2 * 3
    last = cache.load(paths[-1])
    assert cache.load(paths[-1]) is last
