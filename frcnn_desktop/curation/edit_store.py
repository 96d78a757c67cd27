"""Edits of many files at once: all of it or nothing, and undone byte for byte.

Before the first file is touched, the old and the new bytes of all of them are on the disk, in the user's data
folder. What goes wrong on the way, or is given up, is taken back from there; where even that fails, the
journal stays and says what was done.
"""

from __future__ import annotations

import contextlib
import itertools
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled, FrcnnError, reason_of
from frcnn_desktop.core.file_lock import FileLock
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.batch_writing import LeftAlone, restore_batch, write_batch
from frcnn_desktop.curation.edit_journal import (
    Edit,
    FileChange,
    JournalWriter,
    State,
    read_changes,
    read_edit,
    set_state,
)
from frcnn_desktop.host.folders import data_folder

FOLDER = "edits"
BATCH = 64
KEPT = 20
"""So many edits can be undone; older journals are deleted."""
Progress = Callable[[int, int], None]


class EditError(FrcnnError):
    """An edit of many files has failed. The message says what state the files are in."""


@dataclass(frozen=True, slots=True)
class Applied:
    """An edit that was made. `left_alone` had been changed by somebody else since they were read."""

    edit: Edit
    written: int
    left_alone: tuple[LeftAlone, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """`restored` files hold their old bytes again; `left_alone` were changed since, or cannot be written.
    `remaining` could not be written, or were not reached as it was stopped: undoing again goes on."""

    restored: int
    left_alone: tuple[LeftAlone, ...]
    remaining: int = 0


class EditStore:
    """The edits of this user. One is made or undone at a time, by whichever program."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root or data_folder(FOLDER)

    def edits(self, folders: Iterable[Path] | None = None) -> tuple[Edit, ...]:
        """Return the edits that touched files in these folders, or all; the newest first."""
        wanted = None if folders is None else {str(each) for each in folders}
        names = sorted(self._root.glob("*/"), reverse=True) if self._root.is_dir() else []
        found = (edit for each in names if (edit := read_edit(each)) is not None)
        return tuple(each for each in found if wanted is None or not wanted.isdisjoint(each.folders))

    def last(self, folders: Iterable[Path]) -> Edit | None:
        """Return the newest edit in these folders that can be undone."""
        return next((each for each in self.edits(folders) if each.undoable), None)

    def interrupted(self, folders: Iterable[Path]) -> Edit | None:
        """Return an edit in these folders that a program was killed in; never one that is being made."""
        found = self.last(folders)
        if found is None or found.state is State.DONE:
            return None
        try:
            with self._alone():
                return found
        except EditError:
            return None

    def apply(
        self,
        changes: Iterable[FileChange],
        about: Mapping[str, object],
        progress: Progress | None = None,
        token: CancelToken | None = None,
    ) -> Applied:
        """Write all changes. Raises Cancelled or EditError; every file is then as it was before, unless the
        error says otherwise."""
        with self._alone():
            edit = self._prepare(changes, about, token)
            written: list[FileChange] = []
            left_alone: list[LeftAlone] = []
            try:
                for number, batch in _batches(edit):
                    _step(number, edit.count, progress, token)
                    write_batch(batch, written, left_alone)
                _report(edit.count, edit.count, progress)
                edit = self._close(edit)
            except (Cancelled, OSError, ValueError) as error:
                self._take_back(edit, written, error)
                raise
            self._prune()
            return Applied(edit, len(written), tuple(left_alone))

    def undo(self, edit: Edit, progress: Progress | None = None, token: CancelToken | None = None) -> Undone:
        """Put the old bytes back, in every file that holds the new ones. Raises EditError.

        What is not as the edit left it stays. Set the token to stop; undoing again goes on.
        """
        restored, left_alone, failed = 0, list[LeftAlone](), list[LeftAlone]()
        with self._alone():
            try:
                edit = set_state(edit, State.UNDOING)
                for number, batch in _batches(edit):
                    if token is not None and token.cancelled:
                        return Undone(restored, (*left_alone, *failed), edit.count - number)
                    _report(number, edit.count, progress)
                    restored += restore_batch(batch, left_alone, failed)
                if not failed:
                    set_state(edit, State.UNDONE)
            except (OSError, ValueError) as error:
                raise EditError(
                    Message("edit.undo_failed", count=restored, total=edit.count, reason=reason_of(error))
                ) from error
        _report(edit.count, edit.count, progress)
        return Undone(restored, (*left_alone, *failed), len(failed))

    def keep(self, edit: Edit) -> None:
        """Leave the files of an interrupted edit as they are. Raises OSError."""
        set_state(edit, State.UNDONE)

    def _prepare(
        self, changes: Iterable[FileChange], about: Mapping[str, object], token: CancelToken | None
    ) -> Edit:
        journal = self._root / f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        try:
            journal.mkdir(parents=True)
            writer = JournalWriter(journal)
            writer.write(_until_cancelled(changes, token))
            return writer.finish(time.time(), about)
        except BaseException as error:
            shutil.rmtree(journal, ignore_errors=True)
            if isinstance(error, OSError):
                raise EditError(Message("edit.no_journal", reason=reason_of(error))) from error
            raise

    def _close(self, edit: Edit) -> Edit:
        if edit.count:
            return set_state(edit, State.DONE)
        shutil.rmtree(edit.journal, ignore_errors=True)
        return edit

    def _take_back(self, edit: Edit, written: Sequence[FileChange], error: BaseException) -> None:
        """Put back what was written. Raises EditError, unless `error` is a wish and all is as before."""
        stuck: list[LeftAlone] = []
        restore_batch(written, stuck, stuck)
        if stuck:
            raise EditError(
                Message("edit.partly_done", count=len(stuck), total=edit.count, reason=stuck[0].reason)
            ) from error
        shutil.rmtree(edit.journal, ignore_errors=True)
        if not isinstance(error, Cancelled):
            raise EditError(Message("edit.failed", reason=reason_of(error))) from error

    def _prune(self) -> None:
        finished = [each for each in self.edits() if each.state in (State.DONE, State.UNDONE)]
        for each in finished[KEPT:]:
            shutil.rmtree(each.journal, ignore_errors=True)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            lock = FileLock.take(self._root / "lock")
        except OSError as error:
            raise EditError(Message("edit.no_journal", reason=reason_of(error))) from error
        if lock is None:
            raise EditError(Message("edit.another"))
        try:
            yield
        finally:
            lock.release()


def _batches(edit: Edit) -> Iterator[tuple[int, list[FileChange]]]:
    """Yield the changes with the number of those before them."""
    changes, number = read_changes(edit), 0
    while batch := list(itertools.islice(changes, BATCH)):
        yield number, batch
        number += len(batch)


def _until_cancelled(changes: Iterable[FileChange], token: CancelToken | None) -> Iterator[FileChange]:
    for each in changes:
        if token is not None:
            token.raise_if_cancelled()
        yield each


def _step(number: int, total: int, progress: Progress | None, token: CancelToken | None) -> None:
    _report(number, total, progress)
    if token is not None:
        token.raise_if_cancelled()


def _report(done: int, total: int, progress: Progress | None) -> None:
    if progress is not None:
        progress(done, total)
