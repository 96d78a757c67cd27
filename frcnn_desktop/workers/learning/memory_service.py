"""Reading and keeping what a person decided about a data set, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call, RequestFailed, RequestSucceeded
from frcnn_desktop.workers.base.policies import Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.learning.set_memory import SetMemory, memory_path, read_memory, write_memory

PAUSE_MS = 300
Change = Callable[[SetMemory], SetMemory]


@dataclass(frozen=True, slots=True)
class SetRemembered:
    """What was kept of the set whose images are in these folders."""

    folders: frozenset[Path]
    memory: SetMemory


class MemoryService(QObject):
    """Lives in the GUI thread. What it was given is kept before its thread ends.

    Changes that come quickly one after another are kept together. They are made to what the file holds at
    that moment: what another window has kept stays.
    """

    opened = Signal(object)
    """SetRemembered"""
    failed = Signal(object)
    """Message"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = WorkerThread("set memory", self, gives_way=True)
        self._queue = Queue(self._thread, finishes=True)
        self._queue.succeeded.connect(self._on_succeeded)
        self._queue.failed.connect(self._on_failed)
        self._waiting: list[tuple[frozenset[Path], Change]] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._keep)

    def open(self, folders: frozenset[Path]) -> None:
        """Ask what is remembered, after everything that was changed before."""
        self._keep()
        self._queue.submit(partial(_open, folders), Message("doing.reading_decisions"))

    def change(self, folders: frozenset[Path], change: Change) -> None:
        """Keep a change, soon."""
        self._waiting.append((folders, change))
        self._pause.start()

    def shutdown(self) -> None:
        """Write what waits and end the thread."""
        self._keep()
        self._thread.stop()

    @Slot()
    def _keep(self) -> None:
        self._pause.stop()
        waiting, self._waiting = self._waiting, []
        for folders in dict.fromkeys(folders for folders, _ in waiting):
            changes = tuple(change for where, change in waiting if where == folders)
            self._queue.submit(partial(_change, folders, changes), Message("doing.keeping_decisions"))

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        if isinstance(message.result, SetRemembered):
            self.opened.emit(message.result)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(message.message)


def _open(folders: frozenset[Path], _call: Call) -> SetRemembered:
    return SetRemembered(folders, read_memory(memory_path(folders)))


def _change(folders: frozenset[Path], changes: tuple[Change, ...], _call: Call) -> None:
    path = memory_path(folders)
    memory = read_memory(path)
    for change in changes:
        memory = change(memory)
    write_memory(path, memory, folders)
