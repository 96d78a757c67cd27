"""The GUI thread's side of detection: ids, tokens, the newest request, prefetch, kept results."""

from __future__ import annotations

import itertools
from collections import OrderedDict, deque
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.workers.engine import EngineFactory, load_engine
from frcnn_desktop.workers.inference_worker import DetectJob, EngineHolder, InferenceWorker
from frcnn_desktop.workers.lifecycle import WorkerThread
from frcnn_desktop.workers.messages import (
    DetectRequest,
    DetectSucceeded,
    LoadModelRequest,
    ModelLoaded,
    RequestCancelled,
    RequestFailed,
    StageProgress,
)

KEPT_RUNS = 64
"""Results kept for images seen or prefetched; about 1 MB each at 2,000 proposals and 20 classes."""


class InferenceService(QObject):
    """Runs the detector in a thread of its own. Lives in the GUI thread.

    Only the newest foreground request is answered: `succeeded`, `failed` or `cancelled`, exactly once, and
    an older result is dropped here. Prefetch runs while nothing else does and gives way to every request.
    """

    model_loading = Signal()
    model_loaded = Signal(object)
    """ModelInfo"""
    model_failed = Signal(str)
    busy_changed = Signal(bool)
    progress = Signal(object)
    """StageProgress of the foreground request"""
    succeeded = Signal(object)
    """DetectSucceeded"""
    failed = Signal(object)
    """RequestFailed"""
    cancelled = Signal(object)
    """RequestCancelled"""
    prefetched = Signal(object)
    """DetectionRun of an image that was encoded ahead"""

    _load_posted = Signal(object)
    _detect_posted = Signal(object)

    def __init__(self, factory: EngineFactory = load_engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.holder = EngineHolder()
        self._ids = itertools.count(1)
        self._load_id = 0
        self._foreground: DetectJob | None = None
        self._background: DetectJob | None = None
        self._prefetch_queue: deque[tuple[LoadedImage, DetectionFilter]] = deque()
        self._runs: OrderedDict[str, DetectionRun] = OrderedDict()
        self._ready = False
        self._worker = InferenceWorker(factory, self.holder)
        self._thread = WorkerThread(self._worker, "inference", self)
        self._load_posted.connect(self._worker.load)
        self._detect_posted.connect(self._worker.detect)
        self._worker.loaded.connect(self._on_loaded)
        self._worker.progress.connect(self._on_progress)
        self._worker.finished.connect(self._on_finished)

    def start(self) -> None:
        self._thread.start()

    @property
    def busy(self) -> bool:
        return self._foreground is not None

    def load_model(self, path: Path | None, device: str = "auto") -> None:
        """Load another checkpoint; results of the old one are forgotten, work under way is stopped."""
        self.cancel()
        self._drop_prefetch()
        self._runs.clear()
        self._ready = False
        self._load_id = next(self._ids)
        self.model_loading.emit()
        self._load_posted.emit(LoadModelRequest(self._load_id, path, device))

    def kept(self, content_key: str) -> DetectionRun | None:
        """Return the kept result of an image, if it was detected with the current model."""
        run = self._runs.get(content_key)
        if run is not None:
            self._runs.move_to_end(content_key)
        return run

    def detect(self, image: LoadedImage, detection_filter: DetectionFilter) -> int:
        """Run all stages on an image; the request before is cancelled. Returns the request's id."""
        self.cancel()
        if self._background is not None:
            self._background.token.cancel()
        job = DetectJob(DetectRequest(next(self._ids), image, detection_filter), CancelToken())
        self._foreground = job
        self.busy_changed.emit(True)
        self._detect_posted.emit(job)
        return job.request.request_id

    def prefetch(self, images: Iterable[LoadedImage], detection_filter: DetectionFilter) -> None:
        """Encode these images ahead, in this order, instead of those asked for before."""
        self._prefetch_queue = deque(
            (image, detection_filter) for image in images if image.content_key not in self._runs
        )
        self._post_prefetch()

    def cancel(self) -> None:
        """Stop the foreground request: it counts as cancelled now, whatever the worker still does."""
        job, self._foreground = self._foreground, None
        if job is None:
            return
        job.token.cancel()
        self.cancelled.emit(RequestCancelled(job.request.request_id))
        self.busy_changed.emit(False)

    def shutdown(self) -> None:
        """Stop all work and end the thread."""
        self.cancel()
        self._drop_prefetch()
        self._thread.stop()

    def _drop_prefetch(self) -> None:
        self._prefetch_queue.clear()
        if self._background is not None:
            self._background.token.cancel()

    def _post_prefetch(self) -> None:
        if not self._ready or self._foreground is not None or self._background is not None:
            return
        while self._prefetch_queue:
            image, detection_filter = self._prefetch_queue.popleft()
            if image.content_key in self._runs:
                continue
            request = DetectRequest(next(self._ids), image, detection_filter, background=True)
            self._background = DetectJob(request, CancelToken())
            self._detect_posted.emit(self._background)
            return

    def _keep(self, run: DetectionRun) -> None:
        self._runs[run.content_key] = run
        self._runs.move_to_end(run.content_key)
        while len(self._runs) > KEPT_RUNS:
            self._runs.popitem(last=False)

    @Slot(object)
    def _on_loaded(self, message: ModelLoaded | RequestFailed) -> None:
        if message.request_id != self._load_id:
            return
        # After a failure the engine that was loaded before goes on serving.
        self._ready = self.holder.get() is not None
        if isinstance(message, ModelLoaded):
            self.model_loaded.emit(message.info)
        else:
            self.model_failed.emit(message.message)

    @Slot(object)
    def _on_progress(self, message: StageProgress) -> None:
        if self._foreground is not None and message.request_id == self._foreground.request.request_id:
            self.progress.emit(message)

    @Slot(object)
    def _on_finished(self, message: DetectSucceeded | RequestFailed | RequestCancelled) -> None:
        background = self._background
        if background is not None and message.request_id == background.request.request_id:
            self._background = None
            if isinstance(message, DetectSucceeded) and not background.token.cancelled:
                self._keep(message.run)
                self.prefetched.emit(message.run)
        elif self._foreground is not None and message.request_id == self._foreground.request.request_id:
            self._foreground = None
            if isinstance(message, DetectSucceeded):
                self._keep(message.run)
                self.succeeded.emit(message)
            elif isinstance(message, RequestFailed):
                self.failed.emit(message)
            else:
                self.cancelled.emit(message)
            self.busy_changed.emit(False)
        self._post_prefetch()
