"""Counting what is in a set, and writing figures, off the GUI thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.statistics import CountedImage, SetStatistics, statistics_of
from frcnn_desktop.workers.base.jobs import Call, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest, Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread


class StatisticsService(QObject):
    """Lives in the GUI thread. Only the newest count is answered; what is to be written is, before the thread
    ends."""

    counted = Signal(object)
    """SetStatistics"""
    written = Signal(object)
    """Path"""
    failed = Signal(object)
    """Message: a figure could not be written"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = WorkerThread("statistics", self, gives_way=True)
        self._counts, self._writes = Latest(self._thread), Queue(self._thread, finishes=True)
        self._counts.succeeded.connect(self._on_counted)
        self._writes.succeeded.connect(self._on_written)

    def count(self, images: tuple[CountedImage, ...]) -> None:
        """Count what is in these images, instead of what was asked for before."""
        self._counts.submit(partial(_count, images), Message("doing.counting"))

    def write(self, path: Path, data: bytes) -> None:
        """Write a figure, in the place of a file that may be there."""
        self._writes.submit(partial(_write, path, data), Message("doing.writing_figure"))

    def shutdown(self) -> None:
        """End the thread once everything is written."""
        self._thread.stop()

    @Slot(object)
    def _on_counted(self, message: RequestSucceeded) -> None:
        self.counted.emit(message.result)

    @Slot(object)
    def _on_written(self, message: RequestSucceeded) -> None:
        (self.failed if isinstance(message.result, Message) else self.written).emit(message.result)


def _count(images: tuple[CountedImage, ...], call: Call) -> SetStatistics:
    return statistics_of(images, call.token)


def _write(path: Path, data: bytes, _call: Call) -> Path | Message:
    try:
        write_atomically(path, data)
    except OSError as error:
        return Message("file.not_saved", name=path.name, reason=reason_of(error))
    return path
