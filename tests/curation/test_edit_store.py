"""Edits of many files: all of them or none, and every byte back."""

from __future__ import annotations

import errno
import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.file_lock import FileLock
from frcnn_desktop.curation import edit_store, guarded_file
from frcnn_desktop.curation.edit_journal import FileChange, State
from frcnn_desktop.curation.edit_store import EditError, EditStore

OLD = {"0.xml": b"a\r\n", "1.xml": b"\xff\x00b", "2.xml": b"c" * 70_000}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> EditStore:
    return EditStore(tmp_path / "store")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def changes(folder: Path) -> list[FileChange]:
    return [FileChange(folder / name, data, data.upper() + b"!") for name, data in OLD.items()]


def failing(
    at: int, error: type[BaseException] | Callable[[], BaseException]
) -> Callable[[Path, bytes], None]:
    """Return a `write_atomically` that fails from the `at`-th file on."""
    calls = 0

    def write(path: Path, data: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls > at:
            raise error()
        write_atomically(path, data)

    return write


def disk_full() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


def test_that_an_edit_is_undone_byte_for_byte(folder: Path, store: EditStore) -> None:
    (folder / "1.xml").chmod(0o640)
    made = FileChange(folder / "classes.txt", None, b"cat\n")
    applied = store.apply([*changes(folder), made], {"kind": "test"})
    assert applied.written == 4
    assert contents(folder)["classes.txt"] == b"cat\n"
    assert contents(folder)["0.xml"] == b"A\r\n!"
    edit = store.last([folder])
    assert edit == applied.edit
    assert edit is not None
    assert (edit.state, edit.about) == (State.DONE, {"kind": "test"})
    assert store.undo(edit).restored == 4
    assert contents(folder) == OLD
    assert (folder / "1.xml").stat().st_mode & 0o777 == 0o640
    assert store.last([folder]) is None


def test_that_edits_are_taken_back_from_the_newest_on(folder: Path, store: EditStore) -> None:
    path = folder / "0.xml"
    for old, new in ((b"a\r\n", b"b"), (b"b", b"c")):
        store.apply([FileChange(path, old, new)], {})
    for expected in (b"b", b"a\r\n"):
        edit = store.last([folder])
        assert edit is not None
        store.undo(edit)
        assert path.read_bytes() == expected


@pytest.mark.parametrize("at", [0, 1, 2])
def test_that_a_disk_that_fills_up_in_the_middle_leaves_every_file_as_it_was(
    folder: Path, store: EditStore, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    calls = iter(range(100))

    def write(path: Path, data: bytes) -> None:
        if next(calls) == at:
            raise disk_full()
        write_atomically(path, data)

    monkeypatch.setattr(guarded_file, "write_atomically", write)
    with pytest.raises(EditError, match=r"No space left.*as it was before"):
        store.apply(changes(folder), {})
    assert contents(folder) == OLD
    assert store.edits() == ()


def test_that_what_cannot_be_taken_back_either_is_said_and_can_be_undone_later(
    folder: Path, store: EditStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(guarded_file, "write_atomically", failing(2, disk_full))
        with pytest.raises(EditError, match="2 files of 3 are still changed"):
            store.apply(changes(folder), {})
    edit = store.last([folder])
    assert edit is not None
    assert edit.state is State.UNDER_WAY
    assert store.undo(edit).restored == 2
    assert contents(folder) == OLD


def test_that_a_killed_edit_is_found_and_undone(
    folder: Path, store: EditStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(guarded_file, "write_atomically", failing(1, SystemExit))
        with pytest.raises(SystemExit):
            store.apply(changes(folder), {})
    assert contents(folder) != OLD
    again = EditStore(tmp_path / "store")
    edit = again.interrupted([folder])
    assert edit is not None
    assert edit.state is State.UNDER_WAY
    assert again.undo(edit).restored == 1
    assert contents(folder) == OLD


@pytest.fixture
def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edit_store, "BATCH", 1)


@pytest.mark.usefixtures("_one_by_one")
@pytest.mark.parametrize("at", [0, 2])
def test_that_a_cancelled_edit_leaves_nothing_half_done(folder: Path, store: EditStore, at: int) -> None:
    token = CancelToken()

    def progress(done: int, _total: int) -> None:
        if done == at:
            token.cancel()

    with pytest.raises(Cancelled):
        store.apply(changes(folder), {}, progress, token)
    assert contents(folder) == OLD
    assert store.edits() == ()


def test_that_a_file_changed_since_is_not_undone_and_the_others_are(folder: Path, store: EditStore) -> None:
    applied = store.apply(changes(folder), {})
    (folder / "1.xml").write_bytes(b"by hand")
    undone = store.undo(applied.edit)
    assert undone.restored == 2
    assert [(each.path.name, str(each.reason)) for each in undone.left_alone] == [
        ("1.xml", "1.xml was changed since and stays as it is.")
    ]
    assert contents(folder) == {**OLD, "1.xml": b"by hand"}


def test_that_a_file_changed_since_it_was_read_is_left_alone(folder: Path, store: EditStore) -> None:
    planned = changes(folder)
    (folder / "0.xml").write_bytes(b"by hand")
    applied = store.apply(planned, {})
    assert [each.path.name for each in applied.left_alone] == ["0.xml"]
    assert contents(folder)["0.xml"] == b"by hand"
    store.undo(applied.edit)
    assert contents(folder) == {**OLD, "0.xml": b"by hand"}


@pytest.mark.usefixtures("_one_by_one")
def test_that_an_undo_that_was_stopped_goes_on(folder: Path, store: EditStore) -> None:
    edit, token = store.apply(changes(folder), {}).edit, CancelToken()

    def progress(done: int, _total: int) -> None:
        if done == 1:
            token.cancel()

    undone = store.undo(edit, progress, token)
    assert (undone.restored, undone.remaining) == (2, 1)
    again = store.last([folder])
    assert again is not None
    assert store.undo(again).restored == 1
    assert contents(folder) == OLD


def test_that_an_undo_that_meets_a_full_disk_can_be_done_again(
    folder: Path, store: EditStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = store.apply(changes(folder), {}).edit
    with monkeypatch.context() as patch:
        patch.setattr(guarded_file, "write_atomically", failing(1, disk_full))
        undone = store.undo(edit)
    assert (undone.restored, undone.remaining) == (1, 2)
    assert "No space left" in str(undone.left_alone[0].reason)
    again = store.last([folder])
    assert again is not None
    store.undo(again)
    assert contents(folder) == OLD


def test_that_nothing_is_touched_where_the_journal_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EditError, match="Nothing was changed"):
        EditStore(tmp_path / "file" / "store").apply(changes(folder), {})
    assert contents(folder) == OLD


def test_that_an_error_while_the_changes_are_made_leaves_no_journal(folder: Path, store: EditStore) -> None:
    def broken() -> list[FileChange]:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        store.apply((each for each in [*changes(folder), *broken()]), {})
    assert contents(folder) == OLD
    assert store.edits() == ()


def test_that_one_edit_is_made_at_a_time(folder: Path, store: EditStore, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    lock = FileLock.take(tmp_path / "store" / "lock")
    assert lock is not None
    assert store.interrupted([folder]) is None
    with pytest.raises(EditError, match="Another edit"):
        store.apply(changes(folder), {})
    lock.release()
    assert store.apply(changes(folder), {}).written == 3


def test_that_an_edit_of_nothing_is_none(folder: Path, store: EditStore) -> None:
    assert store.apply([], {}).written == 0
    assert store.edits() == ()


def test_that_the_oldest_journals_go(folder: Path, store: EditStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edit_store, "KEPT", 2)
    path, states = folder / "0.xml", [b"a\r\n", b"1", b"2", b"3"]
    for old, new in itertools.pairwise(states):
        store.apply([FileChange(path, old, new)], {"new": new.decode()})
    assert [each.about["new"] for each in store.edits()] == ["3", "2"]


@pytest.mark.parametrize("name", ["edit.json", "files.json", "content.bin"])
@pytest.mark.parametrize("data", [b"", b"{", b"[[1]]", b'[["/etc/passwd", 0, 9999999, 0, 9]]'])
def test_that_a_damaged_journal_changes_no_file(
    folder: Path, store: EditStore, name: str, data: bytes
) -> None:
    edit = store.apply(changes(folder), {}).edit
    after = contents(folder)
    (edit.journal / name).write_bytes(data)
    if name == "edit.json":
        assert store.edits() == ()
        return
    with pytest.raises(EditError):
        store.undo(edit)
    assert contents(folder) == after


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are text there")
def test_that_names_that_are_no_text_come_back_too(folder: Path, store: EditStore) -> None:
    path = folder / os.fsdecode(b"\xff\xfe.xml")
    path.write_bytes(b"old")
    edit = store.apply([FileChange(path, b"old", b"new")], {}).edit
    assert path.read_bytes() == b"new"
    store.undo(edit)
    assert path.read_bytes() == b"old"
