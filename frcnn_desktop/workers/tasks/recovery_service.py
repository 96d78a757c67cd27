"""Keeping unsaved edits where they survive a crash, and finding those that did. Files in the user's state."""

from __future__ import annotations

import logging
import secrets
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.host.folders import state_folder
from frcnn_desktop.voc.recovery import UnsavedEdits, read_edits, write_edits
from frcnn_desktop.workers.base.jobs import Call, RequestFailed, RequestSucceeded
from frcnn_desktop.workers.base.lifecycle import patience
from frcnn_desktop.workers.base.policies import Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread

_log = logging.getLogger(__name__)
_FOLDER = "unsaved"
_LOCK = "owner.lock"
LONGEST_END_S = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class FoundEdits:
    """Edits of a program that is gone. `folder` names them."""

    folder: Path
    edits: UnsavedEdits


class RecoveryWorker:
    """Runs in a thread of its own. Each program has a folder with a lock that dies with it."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._own: Path | None = None
        self._locks: dict[Path, QLockFile] = {}

    def look(self, _call: Call) -> list[FoundEdits]:
        found = [edits for folder in self._orphans() if (edits := self._take(folder))]
        return sorted(found, key=lambda each: -each.edits.time)

    def keep(self, edits: UnsavedEdits, _call: Call) -> None:
        write_edits(edits, self._own_folder())

    def drop(self, _call: Call) -> None:
        if self._own is not None:
            self._remove(self._own)
            self._own = None

    def forget(self, folder: Path, _call: Call) -> None:
        self._remove(folder)

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

    def __init__(self, parent: QObject | None = None, root: Path | None = None) -> None:
        """`root` None: in the user's state folder."""
        super().__init__(parent)
        self._worker = RecoveryWorker(root)
        self._thread = WorkerThread("recovery", self, gives_way=True)
        self._looks = Queue(self._thread)
        self._looks.succeeded.connect(self._on_found)
        self._changes = Queue(self._thread, finishes=True)
        self._changes.failed.connect(self._on_failed)

    def start(self) -> None:
        self._looks.submit(self._worker.look, Message("doing.looking_for_edits"))

    def keep(self, edits: UnsavedEdits) -> None:
        """Keep these edits in the place of those kept before."""
        self._changes.submit(partial(self._worker.keep, edits), Message("doing.keeping_edits"))

    def drop(self) -> None:
        """What was kept has been saved or given up."""
        self._changes.submit(self._worker.drop, Message("doing.dropping_edits"))

    def forget(self, folder: Path) -> None:
        """Remove found edits for good."""
        self._changes.submit(partial(self._worker.forget, folder), Message("doing.removing_edits"))

    def shutdown(self) -> None:
        """End the thread after all that was asked for has been done; what is kept stays."""
        with patience(LONGEST_END_S):
            self._thread.stop()

    @Slot(object)
    def _on_found(self, message: RequestSucceeded) -> None:
        self.found.emit(message.result)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        _log.warning("unsaved edits are not kept: %s", message.message)
