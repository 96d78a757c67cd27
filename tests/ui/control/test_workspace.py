from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from support.saves import saved

from frcnn_desktop import voc
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.search.parser import parse_query
from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.image_entry import ImageEntry, ImageState
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
        self.workspace = Workspace(
            Catalogue(), self.session, self.images, self.folders, settings, self.saving, self._ask
        )
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
            self.workspace.walk(1)

    def close(self) -> None:
        self.images.shutdown()
        self.folders.shutdown()
        self.saving.shutdown()
        for timer in self.workspace.findChildren(QTimer):
            timer.stop()


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
    desk.workspace.walk(1)
    assert desk.workspace.current == folder / "img1.png"
    assert desk.session.dirty


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


def test_that_a_corrupt_annotation_blocks_opening_and_stays_untouched(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    broken = folder / "img2.xml"
    broken.write_bytes(b"<annotation><object>")
    desk.open(qtbot, folder)
    with qtbot.waitSignal(desk.workspace.open_failed) as blocker:
        desk.workspace.walk(1)
    assert "img2.xml" in str(blocker.args[1])
    assert desk.workspace.current is None
    assert desk.workspace.catalogue.current == folder / "img2.png"
    assert broken.read_bytes() == b"<annotation><object>"


def test_that_a_file_that_is_no_image_leaves_the_list_and_what_is_open(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.step(qtbot)
    for name in ("bad.jpg", "notes.txt"):
        (folder.parent / name).write_text("no image")
        with qtbot.waitSignal(desk.workspace.nothing_found) as blocker:
            desk.workspace.open_paths([folder.parent / name])
        assert blocker.args[0] == folder.parent / name
        assert name in str(blocker.args[1])
    assert names(desk) == ["img1.png", "img2.png", "img10.png"]
    assert desk.workspace.current == folder / "img2.png"


def test_that_files_that_are_no_images_are_left_out_of_those_chosen_together(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    (folder / "notes.txt").write_text("no image")
    desk.open(qtbot, folder / "notes.txt", folder / "img2.png")
    assert names(desk) == ["img2.png"]


def test_that_an_image_that_is_refused_takes_the_place_of_the_one_before_which_is_saved(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    (folder / "img2.png").write_text("no image")
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    with qtbot.waitSignal(desk.workspace.open_failed):
        desk.workspace.walk(1)
    assert read_annotation(folder / "img1.xml").objects == (CAT,)
    assert desk.session.image is None
    entry = desk.workspace.catalogue.entry(folder / "img2.png")
    assert entry is not None
    assert entry.state is ImageState.PROBLEM
    desk.step(qtbot)
    assert desk.workspace.current == folder / "img10.png"


def test_that_edits_made_while_a_refused_image_was_being_read_are_saved(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    (folder / "img2.png").write_text("no image")
    desk.open(qtbot, folder)
    desk.workspace.walk(1)
    desk.session.add_objects([CAT])
    with qtbot.waitSignal(desk.workspace.open_failed):
        pass
    assert read_annotation(folder / "img1.xml").objects == (CAT,)


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


def test_that_deleting_under_a_filter_goes_on_to_the_next_image_of_the_filter(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.workspace.catalogue.set_filter(parse_query("img1"))
    with qtbot.waitSignal(desk.workspace.current_changed, check_params_cb=lambda path: path is not None):
        desk.workspace.forget(folder / "img1.png")
    assert desk.workspace.current == folder / "img10.png"


def test_that_the_same_folder_opened_again_keeps_the_place(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder)
    desk.step(qtbot)
    Image.new("RGB", (60, 40)).save(folder / "img3.png")
    with qtbot.waitSignal(desk.workspace.paths_changed):
        desk.workspace.open_paths([folder])
    assert names(desk) == ["img1.png", "img2.png", "img3.png", "img10.png"]
    assert desk.workspace.current == desk.workspace.catalogue.current == folder / "img2.png"


def test_that_images_which_come_and_go_on_disk_appear_and_vanish_without_losing_place_or_edits(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.step(qtbot)
    desk.session.add_objects([CAT])
    Image.new("RGB", (60, 40)).save(folder / "img3.png")
    annotated = Image.new("RGB", (60, 40))
    annotated.save(folder / "img0.png")
    write_annotation(ImageAnnotation(60, 40, (CAT, CAT)), folder / "img0.xml")
    (folder / "img10.png").unlink()
    qtbot.waitUntil(lambda: names(desk) == ["img0.png", "img1.png", "img2.png", "img3.png"])
    assert desk.workspace.current == folder / "img2.png"
    assert desk.session.objects == (CAT,)
    assert desk.session.dirty


def test_that_the_open_image_stays_listed_until_it_is_left_when_its_file_has_vanished(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    (folder / "img1.png").unlink()
    (folder / "img2.png").unlink()
    qtbot.waitUntil(lambda: names(desk) == ["img1.png", "img10.png"])
    assert desk.session.objects == (CAT,)
    desk.step(qtbot)
    assert names(desk) == ["img10.png"]
    assert read_annotation(folder / "img1.xml").objects == (CAT,)


def test_that_a_folder_that_is_gone_empties_no_list(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder)
    changes: list[object] = []
    desk.folders.changed.connect(changes.append)
    folder.rename(folder.with_name("elsewhere"))
    qtbot.wait(700)
    assert changes == []
    assert len(names(desk)) == 3


def test_that_what_is_read_ahead_follows_a_filter_that_is_set_later(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    read: list[Path] = []
    desk.images.prefetched.connect(lambda image: read.append(image.path))
    desk.open(qtbot, folder)
    qtbot.waitUntil(lambda: len(read) == 2)
    Image.new("RGB", (60, 40)).save(folder / "img11.png")
    qtbot.waitUntil(lambda: len(names(desk)) == 4)
    desk.workspace.catalogue.update([ImageEntry(folder / "img11.png", names=("cat",))])
    desk.workspace.catalogue.set_filter(parse_query("cat"))
    qtbot.waitUntil(lambda: read[-1] == folder / "img11.png")


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
