"""The worker that loads models and runs whole images. Its slots run in the inference thread."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled, FrcnnError
from frcnn_desktop.workers.engine import Engine, EngineFactory
from frcnn_desktop.workers.messages import (
    DetectRequest,
    DetectSucceeded,
    LoadModelRequest,
    ModelLoaded,
    RequestCancelled,
    RequestFailed,
    StageProgress,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class DetectJob:
    """A request together with the token that the GUI thread sets to stop it."""

    request: DetectRequest
    token: CancelToken


class EngineHolder:
    """Hands the loaded engine to the other workers: same read-only weights, no copy."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engine: Engine | None = None

    def get(self) -> Engine | None:
        with self._lock:
            return self._engine

    def set(self, engine: Engine | None) -> None:
        with self._lock:
            self._engine = engine


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

    def __init__(self, factory: EngineFactory, holder: EngineHolder) -> None:
        super().__init__()
        self._factory = factory
        self._holder = holder

    @Slot(object)
    def load(self, request: LoadModelRequest) -> None:
        try:
            engine = self._factory(request.path, request.device)
        except Exception as error:  # an exception that leaves a slot would be lost
            self.loaded.emit(RequestFailed(request.request_id, failure_text(error, "Loading the model")))
            return
        self._holder.set(engine)
        self.loaded.emit(ModelLoaded(request.request_id, engine.info))

    @Slot(object)
    def detect(self, job: DetectJob) -> None:
        request, token = job.request, job.token
        engine = self._holder.get()
        if engine is None:
            self.finished.emit(
                RequestFailed(request.request_id, "No model is loaded. Choose one in the Model menu.")
            )
            return

        def report(stage: str) -> None:
            self.progress.emit(StageProgress(request.request_id, stage))

        try:
            token.raise_if_cancelled()
            run = engine.run(request.image, request.filter, token, report)
            token.raise_if_cancelled()
        except Cancelled:
            self.finished.emit(RequestCancelled(request.request_id))
        except Exception as error:  # as above
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Detection")))
        else:
            self.finished.emit(DetectSucceeded(request.request_id, run))
