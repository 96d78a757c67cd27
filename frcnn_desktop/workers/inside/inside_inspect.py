"""Looking into the detector at the box under the hand, in a thread that waits for nothing else."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.explain.roi_inspection import RoiInspection, RoiQuery
from frcnn_desktop.workers.base.lifecycle import WorkerThread
from frcnn_desktop.workers.base.messages import RequestFailed
from frcnn_desktop.workers.detect.engine import PreparesThread
from frcnn_desktop.workers.detect.inference_worker import EngineHolder, failure_text


@runtime_checkable
class Inspectable(Protocol):
    """An engine that can be looked into; `inference.Predictor` is one."""

    def inspect_cached(self, query: RoiQuery) -> RoiInspection | None:
        """Follow one box through the detector; None when the image's features are gone."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class InspectRequest:
    request_id: int
    query: RoiQuery


@dataclass(frozen=True, slots=True, eq=False)
class InspectSucceeded:
    request_id: int
    inspection: RoiInspection


@dataclass(frozen=True, slots=True, eq=False)
class FeaturesMissing:
    """The image is not encoded (yet), or no engine is there that can be looked into."""

    request_id: int


Answer: TypeAlias = InspectSucceeded | FeaturesMissing | RequestFailed


class InspectWorker(QObject):
    """Its slot runs in the inspector's thread, on the weights that the inference thread loaded."""

    finished = Signal(object)

    def __init__(self, holder: EngineHolder) -> None:
        super().__init__()
        self._holder = holder
        self._prepared = False

    @Slot(object)
    def work(self, request: InspectRequest) -> None:
        try:
            self.finished.emit(self._answer(request))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Inspecting the box")))

    def _answer(self, request: InspectRequest) -> Answer:
        engine = self._holder.get()
        if isinstance(engine, PreparesThread) and not self._prepared:
            self._prepared = True
            engine.prepare_scoring_thread()
        found = engine.inspect_cached(request.query) if isinstance(engine, Inspectable) else None
        if found is None:
            return FeaturesMissing(request.request_id)
        return InspectSucceeded(request.request_id, found)


class InspectorService(QObject):
    """Coalesces the requests of a drag: while one is worked on, only the newest one waits.

    Lives in the GUI thread. Its thread starts with the first request.
    """

    inspected = Signal(object)
    """InspectSucceeded"""
    missing = Signal(object)
    """FeaturesMissing"""
    failed = Signal(object)
    """RequestFailed"""

    _posted = Signal(object)

    def __init__(self, holder: EngineHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._waiting: InspectRequest | None = None
        self._working = False
        self._forgotten = 0
        self._started = self._ended = False
        self._worker = InspectWorker(holder)
        self._thread = WorkerThread(self._worker, "inspector", self)
        self._posted.connect(self._worker.work)
        self._worker.finished.connect(self._on_finished)

    def inspect(self, query: RoiQuery) -> int:
        """Ask about a box; a request that still waits is replaced. Returns the request's id."""
        self._waiting = InspectRequest(next(self._ids), query)
        number = self._waiting.request_id
        self._post_next()
        return number

    def forget(self) -> None:
        """Drop what waits and what is under way."""
        self._waiting = None
        self._forgotten = next(self._ids)

    def shutdown(self) -> None:
        """Drop everything and end the thread, if it was ever started."""
        self.forget()
        self._ended = True
        if self._started:
            self._thread.stop()

    def _post_next(self) -> None:
        if self._ended or self._working or self._waiting is None:
            return
        if not self._started:
            self._started = True
            self._thread.start()
        self._working = True
        request, self._waiting = self._waiting, None
        self._posted.emit(request)

    @Slot(object)
    def _on_finished(self, message: Answer) -> None:
        self._working = False
        if message.request_id > self._forgotten:
            self._deliver(message)
        self._post_next()

    def _deliver(self, message: Answer) -> None:
        if isinstance(message, InspectSucceeded):
            self.inspected.emit(message)
        elif isinstance(message, FeaturesMissing):
            self.missing.emit(message)
        else:
            self.failed.emit(message)
