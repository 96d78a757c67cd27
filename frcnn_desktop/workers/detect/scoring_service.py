"""Scoring single boxes and re-filtering kept scores, in a thread that never waits for a whole image."""

from __future__ import annotations

import itertools
import time
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import DetectionFilter, ScoredRois
from frcnn_desktop.explain.snapping import snap_boxes
from frcnn_desktop.workers.base.lifecycle import WorkerThread
from frcnn_desktop.workers.base.messages import (
    FilterRequest,
    FilterSucceeded,
    RequestCancelled,
    RequestFailed,
    ScoreRequest,
    ScoreSucceeded,
    SnapRequest,
    SnapSucceeded,
)
from frcnn_desktop.workers.detect.engine import Engine, PreparesThread
from frcnn_desktop.workers.detect.inference_worker import EngineHolder, failure_text

Request: TypeAlias = FilterRequest | ScoreRequest | SnapRequest
Answer: TypeAlias = FilterSucceeded | ScoreSucceeded | SnapSucceeded | RequestFailed | RequestCancelled


class ScoringWorker(QObject):
    """Its slot runs in the scoring thread, on the weights that the inference thread loaded."""

    finished = Signal(object)

    def __init__(self, holder: EngineHolder) -> None:
        super().__init__()
        self._holder = holder
        self._prepared = False

    @Slot(object)
    def work(self, request: Request) -> None:
        try:
            self.finished.emit(self._answer(request))
        except _FeaturesGone:
            self.finished.emit(RequestCancelled(request.request_id))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Scoring")))

    def _answer(self, request: Request) -> Answer:
        engine = self._holder.get()
        if engine is None:
            return RequestCancelled(request.request_id)
        if isinstance(engine, PreparesThread) and not self._prepared:
            self._prepared = True
            engine.prepare_scoring_thread()
        if isinstance(request, FilterRequest):
            return FilterSucceeded(request.request_id, engine.filter(request.scored, request.filter))
        score = partial(_score_held, engine, request.content_key)
        if isinstance(request, SnapRequest):
            boxes = snap_boxes(score, request.boxes, request.class_indices)
            return SnapSucceeded(request.request_id, boxes)
        started = time.perf_counter()
        scored = score(request.boxes)
        return ScoreSucceeded(request.request_id, scored, time.perf_counter() - started)


class _FeaturesGone(Exception):  # noqa: N818 - no error: the image is simply not encoded any more
    pass


def _score_held(engine: Engine, content_key: str, boxes: BoxArray) -> ScoredRois:
    scored = engine.score_cached(content_key, boxes)
    if scored is None:
        raise _FeaturesGone
    return scored


class ScoringService(QObject):
    """Coalesces the requests of sliders and drags: while one is worked on, only the newest one waits.

    Lives in the GUI thread. Each kind of request waits in a place of its own, so none hides another.
    """

    filtered = Signal(object)
    """FilterSucceeded"""
    scored = Signal(object)
    """ScoreSucceeded"""
    snapped = Signal(object)
    """SnapSucceeded"""
    failed = Signal(object)
    """RequestFailed"""

    _posted = Signal(object)

    def __init__(self, holder: EngineHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._waiting: dict[type, Request] = {}
        self._forgotten = 0
        self._working: Request | None = None
        self._right_of_way = holder.right_of_way
        self._worker = ScoringWorker(holder)
        self._thread = WorkerThread(self._worker, "scoring", self)
        self._posted.connect(self._worker.work)
        self._worker.finished.connect(self._on_finished)

    def start(self) -> None:
        self._thread.start()

    def filter(self, scored: ScoredRois, detection_filter: DetectionFilter) -> int:
        """Ask for the detections that kept scores give under other thresholds."""
        return self._submit(FilterRequest(next(self._ids), scored, detection_filter))

    def score(self, content_key: str, boxes: BoxArray) -> int:
        """Ask for the scores of N x 4 boxes of an image whose features are held."""
        return self._submit(ScoreRequest(next(self._ids), content_key, boxes))

    def snap(self, content_key: str, boxes: BoxArray, class_indices: NDArray[np.int64]) -> int:
        """Ask for N x 4 boxes to be tightened by the regression of their class, 1..K."""
        return self._submit(SnapRequest(next(self._ids), content_key, boxes, class_indices))

    def forget(self) -> None:
        """Drop what waits and what is under way: another image or model is open."""
        self._waiting.clear()
        self._forgotten = next(self._ids)

    def shutdown(self) -> None:
        self.forget()
        self._thread.stop()
        self._right_of_way.give_back()

    def _submit(self, request: Request) -> int:
        self._waiting[type(request)] = request
        self._post_next()
        return request.request_id

    def _post_next(self) -> None:
        if self._working is None and self._waiting:
            kind = next(iter(self._waiting))
            self._working = self._waiting.pop(kind)
            self._right_of_way.take()
            self._posted.emit(self._working)

    @Slot(object)
    def _on_finished(self, message: Answer) -> None:
        request, self._working = self._working, None
        self._right_of_way.give_back()
        # After `forget` nobody waits for what was under way then.
        if request is not None and request.request_id > self._forgotten:
            self._deliver(message)
        self._post_next()

    def _deliver(self, message: Answer) -> None:
        if isinstance(message, FilterSucceeded):
            self.filtered.emit(message)
        elif isinstance(message, ScoreSucceeded):
            self.scored.emit(message)
        elif isinstance(message, SnapSucceeded):
            self.snapped.emit(message)
        elif isinstance(message, RequestFailed):
            self.failed.emit(message)
