"""One long piece of work at a time, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import (
    Call,
    RequestCancelled,
    RequestFailed,
    RequestReport,
    RequestSucceeded,
)
from frcnn_desktop.workers.base.policies import OneAtATime, Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread

Progress: TypeAlias = Callable[[int, int], None]
Task: TypeAlias = Callable[[Progress, CancelToken], object]
_TOLD_EVERY = 20


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """How far a task is: both in units of its own, `total` 0 while it is not known."""

    done: int
    total: int


def seldom(progress: Progress) -> Progress:
    """Return a progress that does not send the window a message for each of thousands of files."""

    def report(done: int, total: int) -> None:
        if done % _TOLD_EVERY == 0 or done == total:
            progress(done, total)

    return report


def _perform(task: Task, call: Call) -> object:
    def report(done: int, total: int) -> None:
        call.report(TaskProgress(done, total))

    return task(report, call.token)


class TaskService(QObject):
    """Lives in the GUI thread. Each task ends in exactly one of succeeded, failed, cancelled; one that
    is run behind them tells only that it failed."""

    progress = Signal(object, object)
    """Done and in all, as Python ints: bytes do not fit into a C int"""
    succeeded = Signal(object)
    """What the task returned"""
    failed = Signal(object)
    """Message"""
    cancelled = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = WorkerThread(name, self, gives_way=True)
        self._tasks, self._behind = OneAtATime(self._thread), Queue(self._thread, finishes=True)
        self._tasks.reported.connect(self._on_reported)
        self._tasks.succeeded.connect(self._on_succeeded)
        self._tasks.failed.connect(self._on_failed)
        self._behind.failed.connect(self._on_failed)
        self._tasks.cancelled.connect(self._on_cancelled)
        self._replacing = False

    @property
    def busy(self) -> bool:
        """Whether a task is under way; what is done behind it does not count."""
        return self._tasks.busy

    def start(self) -> None:
        """Start the thread before its first task, which would start it too."""
        self._thread.start()

    def run(self, task: Task, doing: Message) -> None:
        """Begin a task; one at a time. It runs in the thread of the service."""
        self._tasks.submit(partial(_perform, task), doing)

    def replace_task(self, task: Task, doing: Message) -> None:
        """Begin a task and give up the one before, of which nothing more is heard here."""
        self._replacing = True
        self._tasks.cancel()
        self._replacing = False
        self.run(task, doing)

    def run_behind(self, task: Task, doing: Message) -> None:
        """Do something after what is under way, also where the thread is to end; `failed` says if it could
        not be done, and nothing that it was."""
        self._behind.submit(partial(_perform, task), doing)

    def cancel(self) -> None:
        """Ask the task to stop; `cancelled` comes when it has tidied up."""
        self._tasks.ask_to_stop()

    def shutdown(self) -> None:
        """Cancel the task, do what was asked for behind it, and end the thread. Safe to call twice."""
        self._thread.stop()

    @Slot(object)
    def _on_reported(self, message: RequestReport) -> None:
        if isinstance(message.value, TaskProgress):
            self.progress.emit(message.value.done, message.value.total)

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        self.succeeded.emit(message.result)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(message.message)

    @Slot(object)
    def _on_cancelled(self, _message: RequestCancelled) -> None:
        if not self._replacing:
            self.cancelled.emit()
