"""Edits of many files at once: all of it or nothing, and undone byte for byte.

Before the first file is touched, the old and the new bytes of all of them are on the disk, in the user's data
folder. What goes wrong on the way, or is given up, is taken back from there; where even that fails, the
journal stays and says what was done.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import AnnotationChangedError, Cancelled, FrcnnError, reason_of
from frcnn_desktop.core.file_lock import FileLock
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.class_census import LeftAlone
from frcnn_desktop.curation.edit_journal import (
    Edit,
    FileChange,
    JournalWriter,
    State,
    read_changes,
    read_edit,
    set_state,
)
from frcnn_desktop.curation.guarded_file import content_of, replace_known
from frcnn_desktop.host.folders import data_folder

FOLDER = "edits"
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
                for number, change in enumerate(read_changes(edit)):
                    _step(number, edit.count, progress, token)
                    _write(change, written, left_alone)
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
                for number, change in enumerate(read_changes(edit)):
                    if token is not None and token.cancelled:
                        return Undone(restored, (*left_alone, *failed), edit.count - number)
                    _report(number, edit.count, progress)
                    restored += _restore(change, left_alone, failed)
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
        for change in reversed(written):
            _restore(change, stuck, stuck)
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


def _write(change: FileChange, written: list[FileChange], left_alone: list[LeftAlone]) -> None:
    try:
        replace_known(change.path, change.old, change.new)
    except AnnotationChangedError as error:
        left_alone.append(LeftAlone(change.path, error.message))
    else:
        written.append(change)


def _restore(change: FileChange, changed: list[LeftAlone], failed: list[LeftAlone]) -> bool:
    """Put old bytes back; False where they are there already, something else is, or it fails."""
    try:
        if content_of(change.path) == change.old:
            return False
        replace_known(change.path, change.new, change.old)
    except AnnotationChangedError:
        changed.append(LeftAlone(change.path, Message("edit.changed_since", name=change.path.name)))
        return False
    except OSError as error:
        reason = Message("file.not_written", name=change.path.name, reason=reason_of(error))
        failed.append(LeftAlone(change.path, reason))
        return False
    return True


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
