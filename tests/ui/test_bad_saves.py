"""Saves that fail or meet another program's work: the edits stay, and the banner says what can be done."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image
from support.saves import saved

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.voc import read_annotation, write_annotation

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    folder = tmp_path / "내 사진"
    folder.mkdir()
    make_image(folder / "b.png")
    return make_image(folder / "a.png")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, photo: Path) -> Iterator[Composed]:
    annotate(photo, CAT)
    window = Composed(qtbot, tmp_path / "settings.ini")
    window.open(photo.parent)
    yield window
    window.close()


@pytest.fixture
def other(qtbot: QtBot, tmp_path: Path, photo: Path, window: Composed) -> Iterator[Composed]:
    """A second window on the same folder, which has added a dog and saved."""
    other = Composed(qtbot, tmp_path / "other.ini")
    other.open(photo.parent)
    other.app.session.add_objects([DOG])
    other.app.canvas.setFocus()
    assert saved(other.app.workspace)
    yield other
    other.close()


def names(path: Path) -> list[str]:
    return [item.name for item in read_annotation(path).objects]


def test_that_a_second_window_never_overwrites_the_first_silently(
    window: Composed, other: Composed, photo: Path
) -> None:
    window.app.session.remove_objects([window.app.session.objects[0].id])
    window.app.actions["save"].trigger()
    window.wait_for_save()
    assert "changed elsewhere" in window.message
    assert window.buttons == ["Save anyway", "Reload", "Save as…"]
    assert names(photo.with_suffix(".xml")) == ["cat", "dog"]
    assert window.app.session.dirty
    # Leaving the image or closing the window is no way round it.
    window.app.workspace.walk(1)
    window.wait_for_save()
    assert window.app.workspace.current == photo
    assert not window.app.window.close()
    window.wait_for_save()
    assert window.app.window.isVisible()
    window.click("Save anyway")
    assert names(photo.with_suffix(".xml")) == []
    assert not window.app.session.dirty
    assert window.message == ""


def test_that_reloading_is_undoable_and_then_saves(window: Composed, other: Composed, photo: Path) -> None:
    session = window.app.session
    session.rename([session.objects[0].id], "bird")
    assert not saved(window.app.workspace)
    window.click("Reload")
    assert [item.name for item in session.objects] == ["cat", "dog"]
    assert not session.dirty
    session.undo_stack.undo()
    assert [item.name for item in session.objects] == ["bird"]
    assert session.dirty
    assert saved(window.app.workspace)
    assert names(photo.with_suffix(".xml")) == ["bird"]


def test_that_a_conflict_can_be_saved_elsewhere(
    window: Composed, other: Composed, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.app.session.rename([window.app.session.objects[0].id], "bird")
    monkeypatch.setattr(window.app.shell.prompts, "annotation_to_save", lambda _start: tmp_path / "mine.xml")
    assert not saved(window.app.workspace)
    window.click("Save as…")
    assert names(tmp_path / "mine.xml") == ["bird"]
    assert names(photo.with_suffix(".xml")) == ["cat", "dog"]
    window.app.session.rename([window.app.session.objects[0].id], "cow")
    assert saved(window.app.workspace)
    assert names(tmp_path / "mine.xml") == ["cow"]


def test_that_a_file_that_appeared_meanwhile_is_not_overwritten(window: Composed, photo: Path) -> None:
    window.show(photo.with_name("b.png"))
    window.app.session.add_objects([CAT])
    appeared = photo.with_name("b.xml")
    write_annotation(ImageAnnotation(60, 40, (DOG,)), appeared)
    assert not saved(window.app.workspace)
    assert "changed elsewhere" in window.message
    assert names(appeared) == ["dog"]


def test_that_the_same_edit_in_two_windows_is_no_conflict(
    window: Composed, other: Composed, photo: Path
) -> None:
    window.app.session.add_objects([DOG])
    assert saved(window.app.workspace)
    assert window.message == ""


def test_that_a_reload_of_a_broken_file_says_so_and_keeps_the_edits(window: Composed, photo: Path) -> None:
    window.app.session.add_objects([DOG])
    photo.with_suffix(".xml").write_bytes(b"<annotation")
    assert not saved(window.app.workspace)
    window.click("Reload")
    assert "cannot be read" in window.message
    assert len(window.app.session.objects) == 2
    assert window.app.session.dirty
    assert photo.with_suffix(".xml").read_bytes() == b"<annotation"


@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "may not be written to")],
)
def test_that_a_disk_that_takes_nothing_keeps_the_edits_and_offers_another_place(
    window: Composed,
    photo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    reason: str,
) -> None:
    window.app.session.add_objects([DOG])
    real = Path.open

    def refuse(path: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if "x" in mode and path.parent == photo.parent:
            raise OSError(code, os.strerror(code))
        return real(path, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    window.app.actions["save"].trigger()
    window.wait_for_save()
    assert reason in window.message
    assert window.buttons == ["Save as…", "Try again", "Discard edits"]
    assert names(photo.with_suffix(".xml")) == ["cat"]
    assert not window.app.window.close()
    window.wait_for_save()
    assert window.app.session.dirty
    assert window.app.window.isVisible()
    monkeypatch.setattr(window.app.shell.prompts, "annotation_to_save", lambda _start: tmp_path / "kept.xml")
    window.click("Save as…")
    assert names(tmp_path / "kept.xml") == ["cat", "dog"]
    assert not window.app.session.dirty


def test_that_edits_which_cannot_be_saved_can_be_discarded_and_brought_back(
    window: Composed, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.app.session
    session.add_objects([DOG])
    monkeypatch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    assert not saved(window.app.workspace)
    window.click("Discard edits")
    assert not session.dirty
    assert [item.name for item in session.objects] == ["cat"]
    session.undo_stack.undo()
    assert [item.name for item in session.objects] == ["cat", "dog"]
    assert session.dirty


def test_that_edits_can_be_discarded_once_what_was_saved_is_no_longer_on_the_undo_stack(
    window: Composed, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.app.session
    session.add_objects([DOG])
    assert saved(window.app.workspace)
    session.undo_stack.undo()
    session.set_verified(True)
    monkeypatch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    assert not saved(window.app.workspace)
    window.click("Discard edits")
    assert not session.dirty
    assert [item.name for item in session.objects] == ["cat", "dog"]
    session.undo_stack.undo()
    assert session.annotation is not None
    assert session.annotation.verified


def test_that_a_save_error_does_not_wait_behind_a_warning(window: Composed, photo: Path) -> None:
    broken = photo.with_suffix(".xml")
    broken.write_text(broken.read_text().replace("<width>60<", "<width>99<"))
    window.show(photo.with_name("b.png"))
    window.show(photo)
    assert "states 99 x 40" in window.message
    window.app.session.add_objects([DOG])
    broken.write_text(broken.read_text() + "\n")
    assert not saved(window.app.workspace)
    assert "changed elsewhere" in window.message
    window.click("Save anyway")
    assert "states 99 x 40" in window.message


def test_that_images_and_folders_that_vanish_lose_no_edit(window: Composed, photo: Path) -> None:
    window.app.session.add_objects([DOG])
    annotation = photo.with_suffix(".xml")
    photo.unlink()
    annotation.unlink()
    assert saved(window.app.workspace)
    assert names(annotation) == ["cat", "dog"]
    window.app.session.add_objects([CAT])
    moved = photo.parent.rename(photo.parent.with_name("moved"))
    window.app.actions["save"].trigger()
    window.wait_for_save()
    assert "folder is not there any more" in window.message
    assert window.app.session.dirty
    moved.rename(photo.parent)
    window.click("Try again")
    assert window.message == ""
    assert names(annotation) == ["cat", "dog", "cat"]
