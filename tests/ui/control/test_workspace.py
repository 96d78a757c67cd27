from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from support.saves import saved

from frcnn_desktop import voc
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.ui.browse.unsaved import UnsavedChoice
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.shell.settings import LeavePolicy, Settings
from frcnn_desktop.voc import read_annotation, write_annotation
from frcnn_desktop.workers.base.task_service import TaskService
from frcnn_desktop.workers.images.folder_service import FolderService
from frcnn_desktop.workers.images.image_service import ImageService

CAT = ObjectAnnotation("cat", (1.0, 1.0, 20.0, 20.0))


class Desk:
    """A workspace on real services, and what a person would answer when asked."""

    def __init__(self, settings: Settings) -> None:
        self.session = DocumentSession()
        self.images, self.folders = ImageService(), FolderService()
        self.settings = settings
        self.answer = UnsavedChoice.SAVE
        self.questions = 0
        self.saving = TaskService("saving")
        self.workspace = Workspace(self.session, self.images, self.folders, settings, self.saving, self._ask)
        self.images.start()
        self.folders.start()
        self.saving.start()

    def _ask(self) -> UnsavedChoice:
        self.questions += 1
        return self.answer

    def open(self, qtbot: QtBot, *paths: Path) -> None:
        with qtbot.waitSignal(self.workspace.current_changed):
            self.workspace.open_paths(list(paths))

    def step(self, qtbot: QtBot) -> None:
        with qtbot.waitSignal(self.workspace.current_changed):
            self.workspace.open_next()

    def close(self) -> None:
        self.images.shutdown()
        self.folders.shutdown()
        self.saving.shutdown()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(Settings(tmp_path / "settings.ini"))
    yield desk
    desk.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "사진 folder"
    folder.mkdir()
    for name in ("img1.png", "img2.png", "img10.png"):
        Image.new("RGB", (60, 40), "grey").save(folder / name)
    return folder


def names(desk: Desk) -> list[str]:
    return [path.name for path in desk.workspace.paths]


def test_that_a_dropped_folder_is_listed_in_natural_order_and_its_first_image_opened(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    assert names(desk) == ["img1.png", "img2.png", "img10.png"]
    assert desk.workspace.current == folder / "img1.png"


def test_that_edits_are_saved_when_the_next_image_is_opened(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.step(qtbot)
    assert desk.questions == 0
    assert read_annotation(folder / "img1.xml").objects == (CAT,)


def test_that_looking_at_images_writes_nothing(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    write_annotation(ImageAnnotation(60, 40, (CAT,)), folder / "img2.xml")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    desk.open(qtbot, folder)
    desk.step(qtbot)
    desk.step(qtbot)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize(("answer", "saved"), [(UnsavedChoice.SAVE, True), (UnsavedChoice.DISCARD, False)])
def test_that_the_program_asks_when_it_is_told_to(
    qtbot: QtBot, desk: Desk, folder: Path, answer: UnsavedChoice, saved: bool
) -> None:
    desk.settings.leave_policy = LeavePolicy.ASK
    desk.answer = answer
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.step(qtbot)
    assert desk.questions == 1
    assert (folder / "img1.xml").exists() is saved


def test_that_staying_keeps_the_image_and_its_edits(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.settings.leave_policy = LeavePolicy.ASK
    desk.answer = UnsavedChoice.CANCEL
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.workspace.open_next()
    assert desk.workspace.current == folder / "img1.png"
    assert desk.session.dirty


def test_that_a_failed_save_keeps_the_image_open_with_its_edits(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    (folder / "img1.xml").mkdir()
    with qtbot.waitSignal(desk.workspace.save_failed):
        desk.workspace.open_next()
    assert desk.workspace.current == folder / "img1.png"
    assert desk.session.dirty


def test_that_a_corrupt_annotation_blocks_opening_and_stays_untouched(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    broken = folder / "img2.xml"
    broken.write_bytes(b"<annotation><object>")
    desk.open(qtbot, folder)
    with qtbot.waitSignal(desk.workspace.open_failed) as blocker:
        desk.workspace.open_next()
    assert "img2.xml" in blocker.args[1]
    assert desk.workspace.current == folder / "img1.png"
    assert broken.read_bytes() == b"<annotation><object>"


def test_that_a_file_that_is_no_image_leaves_the_old_one_open(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder / "img1.png")
    bad = folder / "bad.jpg"
    bad.write_text("no image")
    with qtbot.waitSignal(desk.workspace.open_failed):
        desk.workspace.open_image(bad)
    assert desk.workspace.current == folder / "img1.png"


def test_that_images_of_one_stem_never_share_a_file(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    Image.new("RGB", (60, 40)).save(folder / "img1.jpg")
    desk.open(qtbot, folder)
    for _ in range(2):
        desk.session.add_objects([CAT])
        desk.step(qtbot)
    assert len(list(folder.glob("img1*.xml"))) == 2


def test_that_a_chosen_annotation_folder_is_read_and_written(
    qtbot: QtBot, desk: Desk, folder: Path, tmp_path: Path
) -> None:
    chosen = tmp_path / "xml"
    chosen.mkdir()
    desk.open(qtbot, folder)
    with qtbot.waitSignal(desk.workspace.current_changed):
        desk.workspace.choose_annotation_folder(chosen)
    desk.session.add_objects([CAT])
    assert saved(desk.workspace)
    assert (chosen / "img1.xml").exists()
    assert not (folder / "img1.xml").exists()


def test_that_an_empty_folder_says_so(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with qtbot.waitSignal(desk.workspace.nothing_found):
        desk.workspace.open_paths([empty])


def test_that_a_forgotten_image_makes_room_for_its_neighbour(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder)
    with qtbot.waitSignal(desk.workspace.current_changed, check_params_cb=lambda path: path is not None):
        desk.workspace.forget(folder / "img1.png")
    assert names(desk) == ["img2.png", "img10.png"]
    assert desk.workspace.current == folder / "img2.png"


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
            raise AnnotationWriteError("The disk is full.")
        return write_annotation(annotation, path, known)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk(monkeypatch)
    yield disk
    disk.may_write.set()


def test_that_walking_on_does_not_wait_for_a_slow_disk(
    qtbot: QtBot, desk: Desk, folder: Path, disk: SlowDisk
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.workspace.open_next()
    desk.workspace.open_next()
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
    desk.workspace.open_next()
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
    desk.workspace.open_next()
    desk.workspace.open_next()
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


def test_that_a_save_elsewhere_asked_for_while_leaving_writes_the_image_it_was_asked_for(
    qtbot: QtBot, desk: Desk, folder: Path, disk: SlowDisk, tmp_path: Path
) -> None:
    desk.open(qtbot, folder)
    opened = []
    desk.images.opened.connect(opened.append)
    desk.workspace.open_next()
    # Edited while the next image is being read: it is saved before that one is shown.
    desk.session.add_objects([CAT])
    qtbot.waitUntil(lambda: bool(opened) and desk.workspace.saving)
    desk.workspace.save_as(tmp_path / "copy.xml")
    disk.may_write.set()
    qtbot.waitUntil(lambda: desk.workspace.current == folder / "img2.png")
    qtbot.waitUntil(lambda: not desk.workspace.saving)
    assert read_annotation(tmp_path / "copy.xml").objects == (CAT,)
    assert disk.writes == 2
