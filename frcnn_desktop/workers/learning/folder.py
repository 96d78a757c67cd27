"""Learning the images of a folder that were labelled before, in the background."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.right_of_way import RightOfWay
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.learning.files_in_turn import FilesInTurn
from frcnn_desktop.workers.learning.learner import Learner
from frcnn_desktop.workers.learning.messages import LabelledFile

FIRST_REFIT = 5
"""The first refit comes after so many images, the next ones after twice as many each."""


class FolderLearning(FilesInTurn):
    """In the thread of the refits, so that a refit that is due comes in between. What was learnt when it is
    stopped stays learnt."""

    learnt = Signal(object)
    """LearningState after an image"""
    refit_wanted = Signal()

    def __init__(self, thread: WorkerThread, right_of_way: RightOfWay, parent: QObject) -> None:
        super().__init__(thread, right_of_way, Message("doing.learning"), parent)
        self._next_refit = FIRST_REFIT

    def begin(self, learner: Learner, files: Iterable[LabelledFile]) -> None:
        """Learn these images instead of those asked for before."""
        self._next_refit = FIRST_REFIT
        self._begin(files, learner.take_file)

    def _take(self, result: object) -> None:
        self.learnt.emit(result)

    def _counted(self) -> None:
        if self._done in (self._next_refit, self._total):
            self._next_refit *= 2
            self.refit_wanted.emit()
