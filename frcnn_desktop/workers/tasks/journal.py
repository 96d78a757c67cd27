"""The journal of unsaved edits: a folder for each program that runs, and what dead ones have left.

    unsaved/
      0123456789abcdef/     held by `owner.lock`, an open and locked file, as long as its program lives
        edits.json          the newest edits, see `unsaved_edits`

Nothing is deleted here but by `drop`, `forget`, and where the annotation file holds the edits already.
"""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from frcnn_desktop.core.atomic_file import clear_leftovers, write_atomically
from frcnn_desktop.core.errors import reason_of
from frcnn_desktop.core.file_lock import FileLock
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.core.regular_file import IrregularFileError, read_regular
from frcnn_desktop.host.folders import state_folder, state_folders
from frcnn_desktop.voc.edits_comparison import Comparison, Standing, compare_edits
from frcnn_desktop.voc.unsaved_edits import MAX_BYTES, UnsavedEdits, decode_edits, encode_edits

FOLDER = "unsaved"
FILE_NAME = "edits.json"
_LOCK = "owner.lock"
_PROBE = "probe"
_PROBE_BYTES = 16_384
"""As much as the edits of an image need. An empty file can be made on a full disk, too."""


@dataclass(frozen=True, slots=True, eq=False)
class FoundEdits:
    """Edits of a program that is gone. `folder` names them."""

    folder: Path
    edits: UnsavedEdits
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class UnreadableEdits:
    """What lies where edits are kept and cannot be read. `damaged`: not for the moment, but for good."""

    folder: Path
    reason: Message
    damaged: bool


@dataclass(frozen=True, slots=True, eq=False)
class JournalContent:
    """What was found, newest first."""

    edits: tuple[FoundEdits, ...] = ()
    unreadable: tuple[UnreadableEdits, ...] = ()


class Journal:
    """Keeps the edits of this program, one annotation's at a time. For one thread."""

    def __init__(self, root: Path | None = None) -> None:
        """`root` None: in the user's state folder."""
        self._root = root
        self._own: Path | None = None
        self._locks: dict[Path, FileLock] = {}
        self._sequence = 0

    def look(self) -> JournalContent:
        """Return what dead programs have left. No other program is offered it while this one lives."""
        edits: list[FoundEdits] = []
        unreadable: list[UnreadableEdits] = []
        for folder in self._orphans(unreadable):
            try:
                found = self._read(folder)
            except IrregularFileError as error:
                unreadable.append(UnreadableEdits(folder, reason_of(error), damaged=True))
            except OSError as error:
                unreadable.append(UnreadableEdits(folder, reason_of(error), damaged=False))
            except ValueError as error:
                unreadable.append(UnreadableEdits(folder, verbatim(str(error)), damaged=True))
            else:
                edits.extend([found] if found is not None else ())
        edits.sort(key=lambda each: -each.edits.sequence)
        return JournalContent(tuple(edits), tuple(unreadable))

    def keep(self, edits: UnsavedEdits) -> None:
        """Keep edits in the place of those kept before. Raises OSError; ValueError as `encode_edits`."""
        self._sequence += 1
        data = encode_edits(replace(edits, sequence=self._sequence))
        try:
            write_atomically(self._own_folder() / FILE_NAME, data)
        except FileNotFoundError:
            # Somebody has tidied up.
            self._release_own()
            write_atomically(self._own_folder() / FILE_NAME, data)

    def check(self) -> None:
        """Raise the OSError that keeping edits would run into."""
        probe = self._own_folder() / _PROBE
        write_atomically(probe, bytes(_PROBE_BYTES))
        probe.unlink()

    def drop(self) -> None:
        """Forget the edits of this program: they have been saved or given up."""
        if self._own is not None:
            (self._own / FILE_NAME).unlink(missing_ok=True)

    def forget(self, folder: Path) -> None:
        """Remove found edits for good."""
        (folder / FILE_NAME).unlink(missing_ok=True)
        self._remove_empty(folder)

    def close(self) -> None:
        """The program ends: only what was kept stays."""
        if self._own is not None and not (self._own / FILE_NAME).exists():
            self._remove_empty(self._own)
        for lock in self._locks.values():
            lock.release()
        self._locks.clear()

    def _read(self, folder: Path) -> FoundEdits | None:
        clear_leftovers(folder)
        try:
            data = read_regular(folder / FILE_NAME, MAX_BYTES)
        except FileNotFoundError:
            self._remove_empty(folder)
            return None
        edits = decode_edits(data)
        self._sequence = max(self._sequence, edits.sequence)
        comparison = compare_edits(edits)
        if comparison.standing is Standing.SAVED:
            self.forget(folder)
            return None
        return FoundEdits(folder, edits, comparison)

    def _own_folder(self) -> Path:
        while self._own is None:
            folder = (self._root or state_folder(FOLDER)) / secrets.token_hex(8)
            folder.mkdir(parents=True)
            # Another program that looks just now may take it for left over, and then it is not ours.
            if self._lock(folder):
                self._own = folder
        return self._own

    def _release_own(self) -> None:
        if self._own is not None:
            self._locks.pop(self._own).release()
            self._own = None

    def _orphans(self, unreadable: list[UnreadableEdits]) -> list[Path]:
        found = []
        for root in [self._root] if self._root is not None else state_folders(FOLDER):
            try:
                folders = sorted(root.iterdir())
            except FileNotFoundError:
                continue
            except OSError as error:
                unreadable.append(UnreadableEdits(root, reason_of(error), damaged=False))
                continue
            for folder in folders:
                try:
                    if folder.is_dir() and folder not in self._locks and self._lock(folder):
                        found.append(folder)
                except OSError as error:
                    unreadable.append(UnreadableEdits(folder, reason_of(error), damaged=False))
        return found

    def _lock(self, folder: Path) -> bool:
        lock = FileLock.take(folder / _LOCK)
        if lock is not None:
            self._locks[folder] = lock
        return lock is not None

    def _remove_empty(self, folder: Path) -> None:
        """Remove a folder that holds nothing but its lock; what else lies there stays, and the folder."""
        if folder in self._locks:
            # Windows removes no file that is open.
            self._locks.pop(folder).release()
        with contextlib.suppress(OSError):
            if {each.name for each in folder.iterdir()} <= {_LOCK, _PROBE}:
                for name in (_LOCK, _PROBE):
                    (folder / name).unlink(missing_ok=True)
                folder.rmdir()
