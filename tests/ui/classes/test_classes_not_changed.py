"""Changes of classes that fail, are stopped, broken off or taken back."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.classes_by_hand import apply, classes_in, contents, opened, rename
from support.composed import Composed

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.curation import edit_store, guarded_file
from frcnn_desktop.curation.edit_journal import FileChange
from frcnn_desktop.curation.edit_store import EditStore

LEFT = Qt.MouseButton.LeftButton


def test_that_a_file_that_cannot_be_read_is_shown_before_and_told_of_after(
    window: Composed, farm: Path
) -> None:
    (farm / "3.xml").write_bytes(b"<annotation>")
    window.open(farm)
    dialog = opened(window)
    rename(window, dialog, "dog", "hound")
    assert "3.xml" in dialog.form.left_alone.item(0).text()
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: "1 file stays as it is" in window.message)
    assert window.buttons == ["Undo", "Details…"]
    assert (farm / "3.xml").read_bytes() == b"<annotation>"


def test_that_a_full_disk_leaves_every_file_and_the_wishes(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(farm)
    window.open(farm)
    dialog = opened(window)
    rename(window, dialog, "dog", "hound")

    def write(path: Path, data: bytes) -> None:
        if path.name == "2.xml":
            raise OSError(errno.ENOSPC, "No space left on device")
        write_atomically(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(guarded_file, "write_atomically", write)
        QTest.mouseClick(dialog.form.apply, LEFT)
        window.qtbot.waitUntil(lambda: "as it was before" in dialog.form.problem.text())
    assert contents(farm) == before
    assert dialog.isVisible()
    assert dialog.draft.changes.renamed == {"dog": "hound"}
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: classes_in(farm)["hound"] == 2)


def test_that_stopping_leaves_every_file(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(farm)
    window.open(farm)
    dialog = opened(window)
    rename(window, dialog, "dog", "hound")
    monkeypatch.setattr(edit_store, "BATCH", 1)
    begun, stopped = threading.Event(), threading.Event()

    def write(path: Path, data: bytes) -> None:
        begun.set()
        assert stopped.wait(30)
        write_atomically(path, data)

    monkeypatch.setattr(guarded_file, "write_atomically", write)
    QTest.mouseClick(dialog.form.apply, LEFT)
    window.qtbot.waitUntil(begun.is_set)
    QTest.mouseClick(dialog.form.stop, LEFT)
    stopped.set()
    window.qtbot.waitUntil(lambda: "Stopped" in dialog.form.problem.text())
    assert contents(farm) == before
    QTest.mouseClick(dialog.form.cancel, LEFT)


def test_that_a_name_that_cannot_be_written_is_said_and_cannot_be_applied(
    window: Composed, farm: Path
) -> None:
    window.open(farm)
    dialog = opened(window)
    dialog.draft.rename("dog", "a\x01b")
    dialog.form.keep_list.toggle()
    assert "XML cannot hold" in dialog.form.problem.text()
    assert not dialog.form.apply.isEnabled()
    dialog.draft.restore(["dog"])
    dialog.form.keep_list.toggle()
    assert not dialog.form.problem.isVisible()


def test_that_the_last_change_is_undone_from_the_dialog_even_after_a_restart(
    window: Composed, farm: Path
) -> None:
    before = contents(farm)
    path = farm / "2.xml"
    new = path.read_bytes().replace(b"dog", b"hound")
    EditStore().apply([FileChange(path, path.read_bytes(), new)], {"kind": "classes"})
    window.open(farm)
    dialog = opened(window)
    assert dialog.form.undo.isVisible()
    QTest.mouseClick(dialog.form.undo, LEFT)
    window.qtbot.waitUntil(lambda: "1 file restored" in window.message)
    assert contents(farm) == before


def test_that_a_change_that_a_program_was_killed_in_is_offered_to_be_undone(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(farm)
    changes = [
        FileChange(path, path.read_bytes(), path.read_bytes().replace(b"dog", b"hound"))
        for path in sorted(farm.glob("*.xml"))
    ]

    def write(path: Path, data: bytes) -> None:
        if path.name == "2.xml":
            raise SystemExit
        write_atomically(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(guarded_file, "write_atomically", write)
        with pytest.raises(SystemExit):
            EditStore().apply(changes, {"kind": "classes"})
    assert contents(farm) != before
    window.open(farm)
    window.qtbot.waitUntil(lambda: "broken off" in window.message)
    assert window.buttons == ["Undo it", "Leave them"]
    window.click("Undo it")
    window.qtbot.waitUntil(lambda: "restored" in window.message)
    assert contents(farm) == before
