"""Saving the open annotation without the window waiting for the disk, which may be a slow network's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.document.save_job import SaveJob, SaveRefused
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.workers.base.task_service import TaskService

Step: TypeAlias = Callable[[], None]


def nothing() -> None:
    """Go on with nothing."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What goes on when a save has succeeded: `step`, or `stay` when it has failed. `saves`: another save."""

    step: Step
    stay: Step
    saves: bool = False


class SaveQueue(QObject):
    """One save at a time, in the thread of a task service. A failed one leaves the edits where they are."""

    saved = Signal(object)
    """Path of the image whose annotation was written"""
    failed = Signal(object)
    """Message"""
    conflict = Signal(object)
    """Message: the file was changed by somebody else; nothing was written"""
    begun = Signal(object)
    """Path of the file that is being written"""

    def __init__(self, session: DocumentSession, tasks: TaskService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._job: SaveJob | None = None
        self._waiting: list[_Waiting] = []
        tasks.succeeded.connect(self._on_succeeded)
        tasks.failed.connect(self._on_failed)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def save(
        self, then: Step = nothing, stay: Step = nothing, *, path: Path | None = None, overwrite: bool = False
    ) -> None:
        """Write the annotation, see `DocumentSession.save_job`; then call `then`, or `stay` on failure."""
        if self.busy:
            again = partial(self.save, then, stay, path=path, overwrite=overwrite)
            self._put(_Waiting(again, stay, saves=True))
            return
        job = self._session.save_job(path, overwrite=overwrite)
        if job is None:
            self.failed.emit(Message("save.no_image"))
            stay()
            return
        self._job = job
        self._put(_Waiting(then, stay))
        self.begun.emit(job.path)
        self._tasks.run(lambda _report, _token: job.write(), Message("doing.saving"))

    def wait(self, step: Step, stay: Step) -> None:
        """Call `step` when the save under way has succeeded, else `stay`."""
        self._put(_Waiting(step, stay))

    def _put(self, wanted: _Waiting) -> None:
        """Line up. Saves go before all else, which may open another image than the one that was meant."""
        self._waiting.append(wanted)
        self._waiting.sort(key=lambda each: not each.saves)

    @Slot(object)
    def _on_succeeded(self, result: bytes | SaveRefused) -> None:
        job, self._job = self._job, None
        if isinstance(result, SaveRefused):
            (self.conflict if result.conflict else self.failed).emit(result.message)
            self._give_up()
        elif job is not None:
            self._session.take_saved(job, result)
            self.saved.emit(job.image.path)
            while self._waiting and not self.busy:
                self._waiting.pop(0).step()

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._job = None
        self.failed.emit(message)
        self._give_up()

    def _give_up(self) -> None:
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            each.stay()
