"""Learning the images of a folder that were labelled before, in the background."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import RequestFailed, RequestSucceeded
from frcnn_desktop.workers.base.policies import OneAtATime
from frcnn_desktop.workers.base.right_of_way import BackgroundToken, RightOfWay
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.learning.learner import Learner
from frcnn_desktop.workers.learning.messages import LabelledFile, LearningState

FIRST_REFIT = 5
"""The first refit comes after so many images, the next ones after twice as many each."""


class FolderLearning(QObject):
    """One image after another in the thread of the refits, so that a refit that is due comes in between.

    Lives in the GUI thread.
    """

    progressed = Signal(int, int)
    """Done and in all"""
    learnt = Signal(object)
    """LearningState after an image"""
    refit_wanted = Signal()
    finished = Signal(int)
    """How many images could not be learnt from; also when it was stopped"""

    def __init__(self, thread: WorkerThread, right_of_way: RightOfWay, parent: QObject) -> None:
        super().__init__(parent)
        self._right_of_way = right_of_way
        self._requests = OneAtATime(thread)
        self._waiting: deque[LabelledFile] = deque()
        self._learner: Learner | None = None
        self._done = self._total = self._failed = 0
        self._next_refit = FIRST_REFIT
        self._requests.succeeded.connect(self._on_succeeded)
        self._requests.failed.connect(self._on_failed)
        self._requests.cancelled.connect(self._on_cancelled)

    @property
    def running(self) -> bool:
        return self._total > 0

    def begin(self, learner: Learner, files: Iterable[LabelledFile]) -> None:
        """Learn these images instead of those asked for before."""
        self.stop()
        self._learner, self._waiting = learner, deque(files)
        self._done, self._total, self._failed = 0, len(self._waiting), 0
        self._next_refit = FIRST_REFIT
        if self._total:
            self.progressed.emit(0, self._total)
            self._go_on()

    @Slot()
    def stop(self) -> None:
        """Leave what was not learnt yet. What was stays learnt."""
        self._waiting.clear()
        self._requests.cancel()
        self._end()

    def _go_on(self) -> None:
        if self._requests.busy or self._learner is None:
            return
        if not self._waiting:
            self._end()
            return
        work = partial(self._learner.take_file, self._waiting.popleft())
        self._requests.submit(work, Message("doing.learning"), BackgroundToken(self._right_of_way))

    def _count(self) -> None:
        self._done += 1
        self.progressed.emit(self._done, self._total)
        if self._done in (self._next_refit, self._total):
            self._next_refit *= 2
            self.refit_wanted.emit()

    def _end(self) -> None:
        if self.running:
            self._total = 0
            self.finished.emit(self._failed)

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        assert isinstance(message.result, LearningState)
        self.learnt.emit(message.result)
        self._count()
        self._go_on()

    @Slot(object)
    def _on_failed(self, _message: RequestFailed) -> None:
        # An image that cannot be read is told of in the list.
        self._failed += 1
        self._count()
        self._go_on()

    @Slot()
    def _on_cancelled(self) -> None:
        self._waiting.clear()
        self._end()
