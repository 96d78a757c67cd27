"""Scoring single boxes and re-filtering kept scores, in a thread that never waits for a whole image."""

from __future__ import annotations

import time
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import DetectionFilter, ScoredRois
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.messages import Message
from frcnn_desktop.explain.snapping import snap_boxes
from frcnn_desktop.workers.base.jobs import Call, RequestSucceeded
from frcnn_desktop.workers.base.policies import Coalescing
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine import Engine
from frcnn_desktop.workers.detect.engine_holder import EngineHolder, ScoringEngine
from frcnn_desktop.workers.detect.messages import FilterSucceeded, ScoreSucceeded, SnapSucceeded

DOING = Message("doing.scoring")


class ScoringWorker:
    """Runs in the scoring thread, on the weights that the inference thread loaded.

    Without a model, or when an image is not encoded any more, a request counts as cancelled.
    """

    def __init__(self, holder: EngineHolder) -> None:
        self._engine = ScoringEngine(holder)

    def filter(self, scored: ScoredRois, wanted: DetectionFilter, call: Call) -> FilterSucceeded:
        """Apply thresholds and NMS to kept scores; the network does not run."""
        return FilterSucceeded(call.request_id, self._get().filter(scored, wanted))

    def score(self, content_key: str, boxes: BoxArray, call: Call) -> ScoreSucceeded:
        """Score N x 4 boxes, image pixels, on the features of an encoded image."""
        engine, started = self._get(), time.perf_counter()
        scored = _score_held(engine, content_key, boxes)
        return ScoreSucceeded(call.request_id, scored, time.perf_counter() - started)

    def snap(
        self, content_key: str, boxes: BoxArray, class_indices: NDArray[np.int64], call: Call
    ) -> SnapSucceeded:
        """Return boxes, N x 4, that the head moves no further, each for the class given to it."""
        score = partial(_score_held, self._get(), content_key)
        return SnapSucceeded(call.request_id, snap_boxes(score, boxes, class_indices))

    def _get(self) -> Engine:
        engine = self._engine.get()
        if engine is None:
            raise Cancelled
        return engine


def _score_held(engine: Engine, content_key: str, boxes: BoxArray) -> ScoredRois:
    scored = engine.score_cached(content_key, boxes)
    if scored is None:
        raise Cancelled
    return scored


class ScoringService(QObject):
    """Answers sliders and drags; see `Coalescing`. Lives in the GUI thread."""

    filtered = Signal(object)
    """FilterSucceeded"""
    scored = Signal(object)
    """ScoreSucceeded"""
    snapped = Signal(object)
    """SnapSucceeded"""
    failed = Signal(object)
    """RequestFailed"""

    def __init__(self, holder: EngineHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._right_of_way = holder.right_of_way
        self._worker = ScoringWorker(holder)
        self._thread = WorkerThread("scoring", self)
        self._requests = Coalescing(self._thread)
        self._requests.working_changed.connect(self._on_working_changed)
        self._requests.succeeded.connect(self._on_succeeded)
        self._requests.failed.connect(self.failed)

    def start(self) -> None:
        """Start the thread before its first question."""
        self._thread.start()

    def filter(self, scored: ScoredRois, detection_filter: DetectionFilter) -> int:
        """Ask for the detections that kept scores give under other thresholds."""
        work = partial(self._worker.filter, scored, detection_filter)
        return self._requests.submit(work, DOING, "filter")

    def score(self, content_key: str, boxes: BoxArray) -> int:
        """Ask for the scores of N x 4 boxes of an image whose features are held."""
        return self._requests.submit(partial(self._worker.score, content_key, boxes), DOING, "score")

    def snap(self, content_key: str, boxes: BoxArray, class_indices: NDArray[np.int64]) -> int:
        """Ask for N x 4 boxes to be tightened by the regression of their class, 1..K."""
        work = partial(self._worker.snap, content_key, boxes, class_indices)
        return self._requests.submit(work, DOING, "snap")

    def forget(self) -> None:
        """Drop what waits and what is under way: another image or model is open."""
        self._requests.cancel()

    def shutdown(self) -> None:
        """Give up all questions, end the thread, and let background work go on."""
        self._thread.stop()
        self._right_of_way.give_back()

    @Slot(bool)
    def _on_working_changed(self, working: bool) -> None:
        if working:
            self._right_of_way.take()
        else:
            self._right_of_way.give_back()

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        match message.result:
            case FilterSucceeded():
                self.filtered.emit(message.result)
            case ScoreSucceeded():
                self.scored.emit(message.result)
            case SnapSucceeded():
                self.snapped.emit(message.result)
