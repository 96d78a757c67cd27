"""Labelled files, one after another, behind everything that a person waits for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call, RequestSucceeded
from frcnn_desktop.workers.base.policies import OneAtATime
from frcnn_desktop.workers.base.right_of_way import BackgroundToken, RightOfWay
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.learning.messages import LabelledFile

FileWork: TypeAlias = Callable[[LabelledFile, Call], object]


class FilesInTurn(QObject):
    """What several files are taken for, and what comes of each, is said by who derives from it: `_take` and
    `_counted`. Lives in the GUI thread; other work of the thread comes in between two files.
    """

    progressed = Signal(int, int)
    """Done and in all"""
    finished = Signal(int)
    """How many files could not be taken; also when it was stopped"""

    def __init__(
        self, thread: WorkerThread, right_of_way: RightOfWay, doing: Message, parent: QObject | None = None
    ) -> None:
        """`doing` begins the sentence of a failure."""
        super().__init__(parent)
        self._right_of_way, self._doing = right_of_way, doing
        self._requests = OneAtATime(thread)
        self._waiting: deque[Callable[[Call], object]] = deque()
        self._done = self._total = self._failed = 0
        self._requests.succeeded.connect(self._on_succeeded)
        self._requests.failed.connect(self._on_failed)
        self._requests.cancelled.connect(self._on_cancelled)

    @property
    def running(self) -> bool:
        """Whether files are left or one is being taken."""
        return self._total > 0

    def _begin(self, files: Iterable[LabelledFile], work: FileWork) -> None:
        """Take these instead of those asked for before."""
        self.stop()
        self._waiting = deque(partial(work, file) for file in files)
        self._done, self._total, self._failed = 0, len(self._waiting), 0
        if self._total:
            self.progressed.emit(0, self._total)
            self._go_on()

    @Slot()
    def stop(self) -> None:
        """Leave the files that were not taken yet."""
        self._waiting.clear()
        self._requests.cancel()
        self._end()

    def _take(self, result: object) -> None:
        """Here is what the work made of a file."""

    def _counted(self) -> None:
        """One more is done, or could not be."""

    def _go_on(self) -> None:
        if self._requests.busy:
            return
        if not self._waiting:
            self._end()
            return
        self._requests.submit(self._waiting.popleft(), self._doing, BackgroundToken(self._right_of_way))

    def _count(self) -> None:
        self._done += 1
        self.progressed.emit(self._done, self._total)
        self._counted()
        self._go_on()

    def _end(self) -> None:
        if self.running:
            self._total = 0
            self.finished.emit(self._failed)

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        self._take(message.result)
        self._count()

    @Slot()
    def _on_failed(self) -> None:
        # A file that cannot be read is told of in the list.
        self._failed += 1
        self._count()

    @Slot()
    def _on_cancelled(self) -> None:
        self._waiting.clear()
        self._end()
