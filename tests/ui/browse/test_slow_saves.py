"""Saves that take long or fail, while the person goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import CAT
from support.desk import Desk

from frcnn_desktop import voc
from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.voc import read_annotation, write_annotation


class SlowDisk:
    """Writes when it is told to; `full` then refuses."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_write = threading.Event()
        self.full = False
        self.writes = 0
        monkeypatch.setattr(voc, "write_annotation", self._write)

    def _write(self, annotation: ImageAnnotation, path: Path, known: bytes | None) -> bytes:
        assert self.may_write.wait(20)
        self.writes += 1
        if self.full:
            raise AnnotationWriteError(verbatim("The disk is full."))
        return write_annotation(annotation, path, known)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk(monkeypatch)
    yield disk
    disk.may_write.set()


def test_that_a_failed_save_keeps_the_image_open_with_its_edits(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    (folder / "img1.xml").mkdir()
    with qtbot.waitSignal(desk.workspace.save_failed):
        desk.workspace.walk(1)
    assert desk.workspace.current == folder / "img1.png"
    assert desk.session.dirty


def test_that_walking_on_does_not_wait_for_a_slow_disk(
    qtbot: QtBot, desk: Desk, folder: Path, disk: SlowDisk
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.workspace.walk(1)
    desk.workspace.walk(1)
    assert desk.workspace.saving
    assert desk.workspace.current == folder / "img1.png"
    disk.may_write.set()
    qtbot.waitUntil(lambda: desk.workspace.current == folder / "img10.png")
    assert read_annotation(folder / "img1.xml").objects == (CAT,)


def test_that_what_is_edited_during_a_save_is_saved_before_the_image_is_left(
    qtbot: QtBot, desk: Desk, folder: Path, disk: SlowDisk
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.workspace.walk(1)
    desk.session.add_objects([replace(CAT, name="dog")])
    disk.may_write.set()
    qtbot.waitUntil(lambda: desk.workspace.current == folder / "img2.png")
    assert [item.name for item in read_annotation(folder / "img1.xml").objects] == ["cat", "dog"]
    assert disk.writes == 2


def test_that_a_save_that_fails_late_keeps_everything_where_it_was(
    qtbot: QtBot, desk: Desk, folder: Path, disk: SlowDisk
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    disk.full = True
    desk.workspace.walk(1)
    desk.workspace.walk(1)
    with qtbot.waitSignal(desk.workspace.save_failed):
        disk.may_write.set()
    qtbot.waitUntil(lambda: not desk.workspace.saving)
    assert desk.workspace.current == folder / "img1.png"
    assert desk.session.dirty
    disk.full = False
    desk.step(qtbot)
    assert desk.workspace.current == folder / "img2.png"


def test_that_a_save_asked_for_during_a_save_follows_it(
    qtbot: QtBot, desk: Desk, folder: Path, disk: SlowDisk
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.workspace.save()
    desk.session.set_verified(True)
    desk.workspace.save()
    disk.may_write.set()
    qtbot.waitUntil(lambda: not desk.session.dirty)
    assert read_annotation(folder / "img1.xml").verified


def test_that_an_edit_undone_during_a_save_is_not_what_the_file_is_left_with(
    qtbot: QtBot, desk: Desk, folder: Path, disk: SlowDisk
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.workspace.save()
    desk.session.undo_stack.undo()
    desk.workspace.walk(1)
    disk.may_write.set()
    qtbot.waitUntil(lambda: desk.workspace.current == folder / "img2.png")
    qtbot.waitUntil(lambda: not desk.workspace.saving)
    assert read_annotation(folder / "img1.xml").objects == ()


def test_that_a_save_elsewhere_asked_for_while_leaving_writes_the_image_it_was_asked_for(
    qtbot: QtBot, desk: Desk, folder: Path, disk: SlowDisk, tmp_path: Path
) -> None:
    desk.open(qtbot, folder)
    opened = []
    desk.images.opened.connect(opened.append)
    desk.workspace.walk(1)
    # Edited while the next image is being read: it is saved before that one is shown.
    desk.session.add_objects([CAT])
    qtbot.waitUntil(lambda: bool(opened) and desk.workspace.saving)
    desk.workspace.save_as(tmp_path / "copy.xml")
    disk.may_write.set()
    qtbot.waitUntil(lambda: desk.workspace.current == folder / "img2.png")
    qtbot.waitUntil(lambda: not desk.workspace.saving)
    assert read_annotation(tmp_path / "copy.xml").objects == (CAT,)
    assert disk.writes == 2
