"""What a save makes of a session: what is clean, and where the next one goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.saves import save

from frcnn_desktop import voc
from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.ui.document.session import DocumentSession


def test_that_saving_writes_the_annotation_and_makes_it_clean(
    session: DocumentSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written: list[tuple[ImageAnnotation, Path]] = []

    def write(annotation: ImageAnnotation, path: Path, *_: object) -> bytes:
        written.append((annotation, path))
        return b""

    monkeypatch.setattr(voc, "write_annotation", write)
    heard: list[bool] = []
    session.dirty_changed.connect(heard.append)
    session.set_verified(True)
    assert save(session) == tmp_path / "photo.xml"
    assert written == [(session.annotation, tmp_path / "photo.xml")]
    assert heard == [True, False]


def test_that_a_failed_save_keeps_the_edits_unsaved(
    session: DocumentSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise AnnotationWriteError(verbatim("The disk is full."))

    monkeypatch.setattr(voc, "write_annotation", refuse)
    path = session.annotation_path
    session.set_verified(True)
    with pytest.raises(AnnotationWriteError):
        save(session)
    with pytest.raises(AnnotationWriteError):
        save(session, Path("elsewhere.xml"))
    assert session.dirty
    assert session.annotation_path == path


def test_that_save_as_is_where_the_next_save_goes(
    session: DocumentSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(voc, "write_annotation", lambda *_: b"")
    save(session, tmp_path / "other.xml")
    assert save(session) == tmp_path / "other.xml"


def test_that_undo_past_a_save_is_dirty_again(
    session: DocumentSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voc, "write_annotation", lambda *_: b"")
    session.set_verified(True)
    save(session)
    session.undo_stack.undo()
    assert session.dirty
    session.undo_stack.redo()
    assert not session.dirty


def test_that_saving_without_an_image_is_refused(qtbot: QtBot) -> None:
    assert DocumentSession().save_job() is None


def test_that_what_is_edited_during_a_save_stays_unsaved_even_after_undo(
    session: DocumentSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voc, "write_annotation", lambda *_: b"")
    session.set_verified(True)
    job = session.save_job()
    assert job is not None
    session.set_verified(False)
    session.take_saved(job, b"")
    assert session.dirty
    session.undo_stack.undo()
    session.undo_stack.undo()
    # Not the state before the save: the disk holds the one in between.
    assert session.dirty
    save(session)
    assert not session.dirty


def test_that_a_save_that_ends_after_its_image_was_left_changes_nothing(
    session: DocumentSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    session.set_verified(True)
    job = session.save_job(tmp_path / "elsewhere.xml")
    assert job is not None
    session.close()
    session.take_saved(job, b"")
    assert session.annotation_path is None
