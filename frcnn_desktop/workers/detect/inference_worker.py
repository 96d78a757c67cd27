"""The worker that loads models and runs whole images. Its slots run in the inference thread."""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.core.errors import Cancelled, FrcnnError
from frcnn_desktop.workers.base.lifecycle import give_way_to_gui
from frcnn_desktop.workers.base.messages import (
    DetectRequest,
    DetectSucceeded,
    LoadModelRequest,
    ModelLoaded,
    RequestCancelled,
    RequestFailed,
    RunKept,
    RunSource,
    StageProgress,
)
from frcnn_desktop.workers.base.right_of_way import RightOfWay
from frcnn_desktop.workers.detect.engine import Engine, EngineFactory
from frcnn_desktop.workers.detect.run_store import RunStore, file_stamp, model_key

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class DetectJob:
    """A request together with the token that the GUI thread sets to stop it."""

    request: DetectRequest
    token: CancelToken


@dataclass(frozen=True, slots=True, eq=False)
class KeepRequest:
    """Keep a run that was made with this model of the image in this file; `stored`: it is kept already, and
    only which file it belongs to may be news."""

    path: Path
    run: DetectionRun
    model: str
    stored: bool = False


class EngineHolder:
    """Hands the loaded engine to the other workers: same read-only weights, no copy.

    `right_of_way` is taken while a box under the hand waits for its scores.
    """

    def __init__(self) -> None:
        self.right_of_way = RightOfWay()
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._key = ""

    @property
    def key(self) -> str:
        """What names the loaded model in the store of runs, "" without one."""
        with self._lock:
            return self._key

    def get(self) -> Engine | None:
        with self._lock:
            return self._engine

    def set(self, engine: Engine | None, key: str = "") -> None:
        with self._lock:
            self._engine, self._key = engine, key


def failure_text(error: Exception, doing: str) -> str:
    """Return the sentence shown for an error: our own errors as they are, others named and logged."""
    if isinstance(error, FrcnnError):
        return str(error)
    _log.exception("%s failed", doing)
    return f"{doing} failed: {type(error).__name__}: {error}"


class InferenceWorker(QObject):
    """Runs one job at a time; the queue of its thread is the queue of jobs."""

    loaded = Signal(object)
    progress = Signal(object)
    finished = Signal(object)
    made = Signal(object)
    """KeepRequest of a run"""

    def __init__(self, factory: EngineFactory, holder: EngineHolder, store: RunStore | None = None) -> None:
        super().__init__()
        self._factory = factory
        self._holder = holder
        self._store = store

    @Slot(object)
    def load(self, request: LoadModelRequest) -> None:
        # Before torch makes its own threads: they inherit it.
        give_way_to_gui()
        try:
            engine = self._factory(request.path, request.device)
            key = model_key(engine.info)
        except Exception as error:  # an exception that leaves a slot would be lost
            self.loaded.emit(RequestFailed(request.request_id, failure_text(error, "Loading the model")))
            return
        self._holder.set(engine, key)
        self.loaded.emit(ModelLoaded(request.request_id, engine.info, key))

    @Slot(object)
    def detect(self, job: DetectJob) -> None:
        request = job.request
        engine = self._holder.get()
        if engine is None and request.source is RunSource.STORE:
            self.finished.emit(RequestCancelled(request.request_id))
            return
        if engine is None:
            self.finished.emit(
                RequestFailed(request.request_id, "No model is loaded. Choose one in the Model menu.")
            )
            return

        try:
            job.token.raise_if_cancelled()
            stored = self._stored(engine, request)
            run = stored or self._run(engine, job)
            job.token.raise_if_cancelled()
        except Cancelled:
            self.finished.emit(RequestCancelled(request.request_id))
        except Exception as error:  # as above
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Detection")))
        else:
            self.finished.emit(DetectSucceeded(request.request_id, run, from_store=stored is not None))
            is_stored = stored is not None
            self.made.emit(KeepRequest(request.image.path, run, self._holder.key, is_stored))

    def _run(self, engine: Engine, job: DetectJob) -> DetectionRun:
        request = job.request
        if request.source is RunSource.STORE:
            raise Cancelled

        def report(stage: str) -> None:
            self.progress.emit(StageProgress(request.request_id, stage))

        return engine.run(
            request.image, request.filter, job.token, report, keep_features=request.keep_features
        )

    def _stored(self, engine: Engine, request: DetectRequest) -> DetectionRun | None:
        if self._store is None or request.source is RunSource.NETWORK:
            return None
        stored = self._store.get(request.image.content_key, self._holder.key)
        return stored and stored.restored(engine.filter(stored.scored(), request.filter))


class RunKeeper(QObject):
    """Puts runs into the store in a thread of its own, so that no request waits for the disk."""

    kept = Signal(object)
    _added = Signal()

    def __init__(self, store: RunStore) -> None:
        super().__init__()
        self._store = store
        self._waiting: deque[KeepRequest] = deque()
        self._added.connect(self.keep_all)

    @Slot(object)
    def add(self, request: KeepRequest) -> None:
        """Called in any thread. A list of its own: ending an event loop drops what was posted last."""
        self._waiting.append(request)
        self._added.emit()

    @Slot()
    def keep_all(self) -> None:
        while self._waiting:
            self._keep(self._waiting.popleft())

    def _is_news(self, request: KeepRequest, stamp: tuple[int, int]) -> bool:
        """Put a new run into the store; of a stored one, see whether its image was moved or copied since."""
        if request.stored:
            return self._store.content_of(request.path, stamp) != request.run.content_key
        return self._store.put(request.run, request.model)

    def _keep(self, request: KeepRequest) -> None:
        run, path = request.run, request.path
        try:
            stamp = file_stamp(path)
            if self._is_news(request, stamp):
                self._store.remember_file(path, stamp, run.content_key)
                self.kept.emit(RunKept(path, run.content_key))
        except Exception:  # an exception that leaves a slot would be lost
            _log.exception("a run was not kept")
