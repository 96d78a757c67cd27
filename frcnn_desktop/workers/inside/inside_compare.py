"""Measuring R-CNN's way against Fast R-CNN's on the open image, in a thread of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.workers.base.lifecycle import WorkerThread, give_way_to_gui
from frcnn_desktop.workers.base.messages import RequestCancelled, RequestFailed
from frcnn_desktop.workers.detect.inference_worker import EngineHolder, failure_text


@runtime_checkable
class ComparesWays(Protocol):
    """An engine that can run R-CNN's way too; `inference.Predictor` is one."""

    def compare_ways(
        self, image: LoadedImage, boxes: BoxArray, token: CancelToken, on_progress: Callable[[int, int], None]
    ) -> WaysCompared:
        """Measure both ways on N x 4 proposals. Raises Cancelled."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class CompareRequest:
    """`boxes` N x 4 the proposals of the image, image pixels; the GUI thread sets `token` to stop."""

    request_id: int
    image: LoadedImage
    boxes: BoxArray
    token: CancelToken


@dataclass(frozen=True, slots=True, eq=False)
class CompareProgress:
    """`done` of the `total` regions that are measured."""

    request_id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class CompareSucceeded:
    request_id: int
    ways: WaysCompared


Answer: TypeAlias = CompareSucceeded | RequestCancelled | RequestFailed


class CompareWorker(QObject):
    """Its slot runs in the thread "comparing"."""

    progress = Signal(object)
    finished = Signal(object)

    def __init__(self, holder: EngineHolder) -> None:
        super().__init__()
        self._holder = holder

    @Slot(object)
    def work(self, request: CompareRequest) -> None:
        give_way_to_gui()
        try:
            self.finished.emit(self._answer(request))
        except Cancelled:
            self.finished.emit(RequestCancelled(request.request_id))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Measuring")))

    def _answer(self, request: CompareRequest) -> Answer:
        def report(done: int, total: int) -> None:
            self.progress.emit(CompareProgress(request.request_id, done, total))

        request.token.raise_if_cancelled()
        engine = self._holder.get()
        if not isinstance(engine, ComparesWays):
            return RequestFailed(request.request_id, "This model cannot run R-CNN's way.")
        ways = engine.compare_ways(request.image, request.boxes, request.token, report)
        return CompareSucceeded(request.request_id, ways)


class CompareService(QObject):
    """One measurement at a time; a new one, `cancel` and `shutdown` stop the one before.

    Lives in the GUI thread. Its thread starts with the first request. Each request ends in exactly one of
    `succeeded`, `failed` and `cancelled`.
    """

    progress = Signal(object)
    """CompareProgress"""
    succeeded = Signal(object)
    """CompareSucceeded"""
    failed = Signal(object)
    """RequestFailed"""
    cancelled = Signal(object)
    """RequestCancelled"""

    _posted = Signal(object)

    def __init__(self, holder: EngineHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._request: CompareRequest | None = None
        self._started = self._ended = False
        self._worker = CompareWorker(holder)
        self._thread = WorkerThread(self._worker, "comparing", self)
        self._posted.connect(self._worker.work)
        self._worker.progress.connect(self._on_progress)
        self._worker.finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        return self._request is not None

    def compare(self, image: LoadedImage, boxes: BoxArray) -> int:
        """Measure both ways on an image and its proposals. Returns the request's id."""
        self.cancel()
        request = CompareRequest(next(self._ids), image, boxes, CancelToken())
        if not self._ended:
            if not self._started:
                self._started = True
                self._thread.start()
            self._request = request
            self._posted.emit(request)
        return request.request_id

    def cancel(self) -> None:
        """Stop: the request counts as cancelled now, whatever the worker still does."""
        request, self._request = self._request, None
        if request is not None:
            request.token.cancel()
            self.cancelled.emit(RequestCancelled(request.request_id))

    def shutdown(self) -> None:
        """Stop and end the thread, if it was ever started."""
        self.cancel()
        self._ended = True
        if self._started:
            self._thread.stop()

    @Slot(object)
    def _on_progress(self, message: CompareProgress) -> None:
        if self._request is not None and message.request_id == self._request.request_id:
            self.progress.emit(message)

    @Slot(object)
    def _on_finished(self, message: Answer) -> None:
        if self._request is None or message.request_id != self._request.request_id:
            return
        self._request = None
        if isinstance(message, CompareSucceeded):
            self.succeeded.emit(message)
        elif isinstance(message, RequestFailed):
            self.failed.emit(message)
        else:
            self.cancelled.emit(message)
