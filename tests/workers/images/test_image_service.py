from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from support.arrays import writable_arrays

from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.workers.images.image_cache import ImageCache
from frcnn_desktop.workers.images.image_service import ImageService


@pytest.fixture
def images(qtbot: QtBot) -> Iterator[ImageService]:
    service = ImageService()
    service.start()
    yield service
    service.shutdown()


def photo(folder: Path, name: str, size: tuple[int, int] = (40, 30)) -> Path:
    path = folder / name
    Image.new("RGB", size, (200, 30, 30)).save(path)
    return path


def test_that_only_the_newest_image_is_shown(qtbot: QtBot, images: ImageService, tmp_path: Path) -> None:
    shown: list[str] = []
    images.opened.connect(lambda message: shown.append(message.image.path.name))
    for index in range(5):
        images.open(photo(tmp_path, f"{index}.png"))
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["4.png"]


def test_that_an_unreadable_image_is_reported_with_its_path(
    qtbot: QtBot, images: ImageService, tmp_path: Path
) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("no picture")
    with qtbot.waitSignal(images.failed) as blocker:
        images.open(path)
    assert blocker.args[0] == path
    assert "notes.jpg is not an image" in str(blocker.args[1])


def test_that_thumbnails_keep_their_shape_and_a_bad_file_gives_none(
    qtbot: QtBot, images: ImageService, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"")
    got: dict[str, tuple[int, ...] | None] = {}
    images.thumbnail.connect(lambda m: got.update({m.path.name: None if m.rgb is None else m.rgb.shape}))
    images.request_thumbnail(photo(tmp_path, "wide.png", (400, 200)))
    images.request_thumbnail(bad)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == {"wide.png": (48, 96, 3), "bad.jpg": None}


def test_that_a_thumbnail_is_read_again_only_where_the_file_was_replaced(
    qtbot: QtBot, images: ImageService, tmp_path: Path
) -> None:
    path, other = photo(tmp_path, "a.png"), photo(tmp_path, "b.png")
    known = file_stamp(path)
    heard: list[str] = []
    images.thumbnail.connect(lambda message: heard.append(message.path.name))
    images.request_thumbnail(path, known)
    images.request_thumbnail(other)
    qtbot.waitUntil(lambda: heard == ["b.png"])
    times = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    images.request_thumbnail(path, known)
    qtbot.waitUntil(lambda: heard == ["b.png", "a.png"])


def test_that_nobody_can_change_an_image_or_a_thumbnail(
    qtbot: QtBot, images: ImageService, tmp_path: Path
) -> None:
    path = photo(tmp_path, "a.png")
    heard: list[object] = []
    for signal in (images.opened, images.thumbnail):
        signal.connect(heard.append)
    images.open(path)
    images.request_thumbnail(path)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert [array for message in heard for array in writable_arrays(message)] == []


def test_that_the_cache_reads_a_changed_file_again(tmp_path: Path) -> None:
    cache = ImageCache()
    path = photo(tmp_path, "a.png", (10, 10))
    first = cache.load(path)
    assert cache.load(path) is first
    photo(tmp_path, "a.png", (20, 10))
    assert cache.load(path).width == 20


def test_that_the_cache_stays_within_its_bytes(tmp_path: Path) -> None:
    cache = ImageCache(limit=2 * 40 * 30 * 3)
    paths = [photo(tmp_path, f"{index}.png") for index in range(4)]
    loaded = [cache.load(path) for path in paths]
    assert cache.load(paths[3]) is loaded[3]
    assert cache.load(paths[0]) is not loaded[0]
