"""Keeping unsaved edits where they survive a crash, and finding those that did. Files in the user's state."""

from __future__ import annotations

import logging
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QThread, Signal, Slot

from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.host.folders import state_folder
from frcnn_desktop.voc.recovery import UnsavedEdits, read_edits, write_edits
from frcnn_desktop.workers.base.lifecycle import GRACE_S, WorkerThread

_log = logging.getLogger(__name__)
_FOLDER = "unsaved"
_LOCK = "owner.lock"
LONGEST_END_MS = 5000


@dataclass(frozen=True, slots=True, eq=False)
class FoundEdits:
    """Edits of a program that is gone. `folder` names them."""

    folder: Path
    edits: UnsavedEdits


class RecoveryWorker(QObject):
    """Its slots run in a thread of its own. Each program has a folder with a lock that dies with it."""

    found = Signal(object)

    def __init__(self, root: Path | None) -> None:
        super().__init__()
        self._root = root
        self._own: Path | None = None
        self._locks: dict[Path, QLockFile] = {}

    @Slot()
    def look(self) -> None:
        try:
            found = [edits for folder in self._orphans() if (edits := self._take(folder))]
            self.found.emit(sorted(found, key=lambda each: -each.edits.time))
        except OSError:
            _log.debug("no edits can be looked for", exc_info=True)

    @Slot(object)
    def keep(self, edits: UnsavedEdits) -> None:
        try:
            write_edits(edits, self._own_folder())
        except (OSError, AnnotationWriteError):
            _log.warning("unsaved edits are not kept", exc_info=True)

    @Slot()
    def drop(self) -> None:
        if self._own is not None:
            self._remove(self._own)
            self._own = None

    @Slot(object)
    def forget(self, folder: Path) -> None:
        self._remove(folder)

    @Slot()
    def end(self) -> None:
        self.thread().quit()

    def _place(self) -> Path:
        self._root = self._root or state_folder(_FOLDER)
        return self._root

    def _own_folder(self) -> Path:
        if self._own is None:
            folder = self._place() / secrets.token_hex(8)
            folder.mkdir(parents=True)
            self._lock(folder)
            self._own = folder
        return self._own

    def _orphans(self) -> list[Path]:
        folders = [each for each in self._place().iterdir() if each.is_dir() and each not in self._locks]
        return [folder for folder in folders if self._lock(folder)]

    def _lock(self, folder: Path) -> bool:
        lock = QLockFile(str(folder / _LOCK))
        # Only the death of its owner makes a lock void, however long that one lives.
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return False
        self._locks[folder] = lock
        return True

    def _take(self, folder: Path) -> FoundEdits | None:
        edits = read_edits(folder)
        if edits is None:
            self._remove(folder)
            return None
        return FoundEdits(folder, edits)

    def _remove(self, folder: Path) -> None:
        lock = self._locks.pop(folder, None)
        if lock is not None:
            lock.unlock()
        shutil.rmtree(folder, ignore_errors=True)


class RecoveryService(QObject):
    """Lives in the GUI thread. `found(list[FoundEdits])` comes once after the start, newest first.

    Whatever the disk does, nothing here raises: without it a crash loses what was not saved.
    """

    found = Signal(object)

    _look_posted = Signal()
    _keep_posted = Signal(object)
    _drop_posted = Signal()
    _forget_posted = Signal(object)
    _end_posted = Signal()

    def __init__(self, parent: QObject | None = None, root: Path | None = None) -> None:
        """`root` None: in the user's state folder."""
        super().__init__(parent)
        self._worker = RecoveryWorker(root)
        self._thread = WorkerThread(self._worker, "recovery", self)
        self._look_posted.connect(self._worker.look)
        self._keep_posted.connect(self._worker.keep)
        self._drop_posted.connect(self._worker.drop)
        self._forget_posted.connect(self._worker.forget)
        self._end_posted.connect(self._worker.end)
        self._worker.found.connect(self._on_found)

    def start(self) -> None:
        self._thread.start(QThread.Priority.LowPriority)
        self._look_posted.emit()

    def keep(self, edits: UnsavedEdits) -> None:
        """Keep these edits in the place of those kept before."""
        self._keep_posted.emit(edits)

    def drop(self) -> None:
        """What was kept has been saved or given up."""
        self._drop_posted.emit()

    def forget(self, folder: Path) -> None:
        """Remove found edits for good."""
        self._forget_posted.emit(folder)

    def shutdown(self) -> None:
        """End the thread after all that was asked for has been done; what is kept stays."""
        if self._thread.thread.isRunning():
            # `quit` from here could overtake what is posted.
            self._end_posted.emit()
            self._thread.thread.wait(LONGEST_END_MS)
        self._thread.stop(GRACE_S)

    @Slot(object)
    def _on_found(self, found: list[FoundEdits]) -> None:
        self.found.emit(found)
