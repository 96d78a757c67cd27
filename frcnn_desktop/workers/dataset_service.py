"""Counting what is in a data set, off the GUI thread."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.voc.datasets import open_dataset, split_names, usual_split
from frcnn_desktop.voc.summary import DatasetSummary, summarise_dataset
from frcnn_desktop.workers.inference_worker import failure_text
from frcnn_desktop.workers.lifecycle import WorkerThread
from frcnn_desktop.workers.messages import RequestCancelled, RequestFailed

_TOLD_EVERY = 20
WORK_SUFFIX = ".work"
"""How the folder of a training run's own files ends."""


@dataclass(frozen=True, slots=True)
class DatasetRequest:
    """Count `split` of the data set at `root`; "" or a split that it lacks: the one that training takes."""

    request_id: int
    root: Path
    annotations: Path | None
    split: str


@dataclass(frozen=True, slots=True)
class DatasetProgress:
    request_id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class DatasetCounted:
    request_id: int
    summary: DatasetSummary


class DatasetWorker(QObject):
    """Reads annotations; removes what a discarded run has left."""

    progress = Signal(object)
    finished = Signal(object)

    @Slot(object, object)
    def count(self, request: DatasetRequest, token: CancelToken) -> None:
        def report(done: int, total: int) -> None:
            if done % _TOLD_EVERY == 0 or done == total:
                self.progress.emit(DatasetProgress(request.request_id, done, total))

        try:
            token.raise_if_cancelled()
            dataset = open_dataset(request.root, request.annotations)
            known = request.split in split_names(dataset)
            split = request.split if known else usual_split(dataset)
            summary = summarise_dataset(dataset, split, report, token)
        except Cancelled:
            self.finished.emit(RequestCancelled(request.request_id))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Reading the data set")))
        else:
            self.finished.emit(DatasetCounted(request.request_id, summary))

    @Slot(object)
    def remove(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)


class DatasetService(QObject):
    """Lives in the GUI thread. Only the newest request is answered."""

    progress = Signal(int, int)
    """Images read, images in all"""
    counted = Signal(object)
    """DatasetSummary"""
    failed = Signal(str)
    cancelled = Signal()

    _posted = Signal(object, object)
    _removal_posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._request_id = 0
        self._token = CancelToken()
        self._worker = DatasetWorker()
        self._thread = WorkerThread(self._worker, "data set", self)
        self._posted.connect(self._worker.count)
        self._removal_posted.connect(self._worker.remove)
        self._worker.progress.connect(self._on_progress)
        self._worker.finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        return self._request_id != 0

    def start(self) -> None:
        self._thread.start(QThread.Priority.LowPriority)

    def count(self, root: Path, annotations: Path | None = None, split: str = "") -> None:
        """Count a split; a request before is given up."""
        self._token.cancel()
        self._request_id, self._token = next(self._ids), CancelToken()
        self._posted.emit(DatasetRequest(self._request_id, root, annotations, split), self._token)

    def cancel(self) -> None:
        self._token.cancel()

    def remove_work(self, folder: Path) -> None:
        """Delete what an unfinished run has kept. Any other folder than a run's is refused."""
        if folder.suffix != WORK_SUFFIX:
            raise ValueError(f"{folder} is not the folder of a run")
        self._removal_posted.emit(folder)

    def shutdown(self) -> None:
        self._token.cancel()
        self._request_id = 0
        self._thread.stop()

    @Slot(object)
    def _on_progress(self, message: DatasetProgress) -> None:
        if message.request_id == self._request_id:
            self.progress.emit(message.done, message.total)

    @Slot(object)
    def _on_finished(self, message: DatasetCounted | RequestFailed | RequestCancelled) -> None:
        if message.request_id != self._request_id:
            return
        self._request_id = 0
        if isinstance(message, DatasetCounted):
            self.counted.emit(message.summary)
        elif isinstance(message, RequestFailed):
            self.failed.emit(message.message)
        else:
            self.cancelled.emit()
