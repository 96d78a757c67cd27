"""One long piece of work at a time, off the GUI thread."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.workers.base.lifecycle import WorkerThread, give_way_to_gui
from frcnn_desktop.workers.base.messages import RequestCancelled, RequestFailed
from frcnn_desktop.workers.detect.inference_worker import failure_text

Progress: TypeAlias = Callable[[int, int], None]
Work: TypeAlias = Callable[[Progress, CancelToken], object]


@dataclass(frozen=True, slots=True, eq=False)
class TaskRequest:
    """Call `work`; `doing` begins the sentence that says it failed."""

    request_id: int
    work: Work
    doing: str


@dataclass(frozen=True, slots=True)
class TaskProgress:
    request_id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class TaskSucceeded:
    request_id: int
    result: object


class TaskWorker(QObject):
    """Runs in the service's thread."""

    progress = Signal(object)
    finished = Signal(object)

    @Slot(object, object)
    def run(self, request: TaskRequest, token: CancelToken) -> None:
        give_way_to_gui()

        def report(done: int, total: int) -> None:
            self.progress.emit(TaskProgress(request.request_id, done, total))

        try:
            token.raise_if_cancelled()
            result = request.work(report, token)
        except Cancelled:
            self.finished.emit(RequestCancelled(request.request_id))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, request.doing)))
        else:
            self.finished.emit(TaskSucceeded(request.request_id, result))


class TaskService(QObject):
    """Lives in the GUI thread. Each task ends in exactly one of succeeded, failed, cancelled."""

    progress = Signal(object, object)
    """Done and in all, as Python ints: bytes do not fit into a C int"""
    succeeded = Signal(object)
    """What the work returned"""
    failed = Signal(str)
    cancelled = Signal()

    _posted = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._request_id = 0
        self._token = CancelToken()
        self._worker = TaskWorker()
        self._thread = WorkerThread(self._worker, name, self)
        self._posted.connect(self._worker.run)
        self._worker.progress.connect(self._on_progress)
        self._worker.finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        return self._request_id != 0

    def start(self) -> None:
        self._thread.start(QThread.Priority.LowPriority)

    def run(self, work: Work, doing: str) -> None:
        """Begin a task; one at a time. `work` runs in the thread of the service."""
        if self.busy:
            raise RuntimeError("a task is running")
        self.run_instead(work, doing)

    def run_instead(self, work: Work, doing: str) -> None:
        """Begin a task and give up the one before, of which nothing more is heard."""
        self._token.cancel()
        self._request_id, self._token = next(self._ids), CancelToken()
        self._posted.emit(TaskRequest(self._request_id, work, doing), self._token)

    def run_unheard(self, work: Work) -> None:
        """Do something after what is under way, and say nothing about it."""
        self._posted.emit(TaskRequest(next(self._ids), work, "Tidying up"), CancelToken())

    def cancel(self) -> None:
        self._token.cancel()

    def shutdown(self) -> None:
        self._token.cancel()
        self._request_id = 0
        self._thread.stop()

    @Slot(object)
    def _on_progress(self, message: TaskProgress) -> None:
        if message.request_id == self._request_id:
            self.progress.emit(message.done, message.total)

    @Slot(object)
    def _on_finished(self, message: TaskSucceeded | RequestFailed | RequestCancelled) -> None:
        if message.request_id != self._request_id:
            return
        self._request_id = 0
        if isinstance(message, TaskSucceeded):
            self.succeeded.emit(message.result)
        elif isinstance(message, RequestFailed):
            self.failed.emit(message.message)
        else:
            self.cancelled.emit()
