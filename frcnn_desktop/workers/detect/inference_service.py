"""The GUI thread's side of detection: ids, tokens, the newest request, prefetch, kept results."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.workers.base.lifecycle import WorkerThread, take_short_turns
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
from frcnn_desktop.workers.base.right_of_way import BackgroundToken
from frcnn_desktop.workers.detect.background_queue import BackgroundQueue
from frcnn_desktop.workers.detect.engine import EngineFactory, load_engine
from frcnn_desktop.workers.detect.inference_worker import DetectJob, EngineHolder, InferenceWorker, RunKeeper
from frcnn_desktop.workers.detect.run_store import RunStore

KEPT_RUNS = 64
"""Results kept for images seen or prefetched; about 1 MB each at 2,000 proposals and 20 classes."""


Answer: TypeAlias = DetectSucceeded | RequestFailed | RequestCancelled


class InferenceService(QObject):
    """Runs the detector in a thread of its own. Lives in the GUI thread.

    Only the newest foreground request is answered: `succeeded`, `failed` or `cancelled`, exactly once, and
    an older result is dropped here. Prefetch runs while nothing else does and gives way to every request;
    `detect_behind` gives way to prefetch too, and ends in exactly one `errand_finished` unless it is
    withdrawn. With a store, every run is kept there and found again by a later start.
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
    errand_finished = Signal(object)
    """DetectSucceeded or RequestFailed of `detect_behind`"""
    run_kept = Signal(object)
    """RunKept"""

    _load_posted = Signal(object)
    _detect_posted = Signal(object)

    def __init__(
        self,
        factory: EngineFactory = load_engine,
        parent: QObject | None = None,
        store: RunStore | None = None,
    ) -> None:
        super().__init__(parent)
        self.holder = EngineHolder()
        self._ids = itertools.count(1)
        self._load_id = 0
        self._foreground: DetectJob | None = None
        self._background: DetectJob | None = None
        self._queue = BackgroundQueue()
        self._runs: OrderedDict[str, tuple[DetectionRun, DetectionFilter]] = OrderedDict()
        self._kept_runs = KEPT_RUNS
        self._ready = False
        self._worker = InferenceWorker(factory, self.holder, store)
        self._thread = WorkerThread(self._worker, "inference", self)
        self._load_posted.connect(self._worker.load)
        self._detect_posted.connect(self._worker.detect)
        self._worker.loaded.connect(self._on_loaded)
        self._worker.progress.connect(self._on_progress)
        self._worker.finished.connect(self._on_finished)
        self._keeping: WorkerThread | None = None
        if store is not None:
            keeper = RunKeeper(store)
            self._keeping = WorkerThread(keeper, "keep runs", self)
            self._worker.made.connect(keeper.add, Qt.ConnectionType.DirectConnection)
            self._keeping.thread.finished.connect(keeper.keep_all)
            keeper.kept.connect(self._on_kept)

    def start(self) -> None:
        take_short_turns()
        self._thread.start()
        if self._keeping is not None:
            self._keeping.start(QThread.Priority.LowPriority)

    @property
    def busy(self) -> bool:
        """A request runs that may need the network."""
        return self._foreground is not None and _may_run(self._foreground)

    @property
    def model_key(self) -> str:
        """What names the loaded model in the store, "" while none is ready."""
        return self.holder.key if self._ready else ""

    def load_model(self, path: Path | None, device: str = "auto") -> None:
        """Load another checkpoint; results of the old one are forgotten, work under way is stopped."""
        self.cancel()
        self._drop_background()
        self._runs.clear()
        self._ready = False
        self._load_id = next(self._ids)
        self.model_loading.emit()
        self._load_posted.emit(LoadModelRequest(self._load_id, path, device))

    def set_kept_runs(self, count: int) -> None:
        """Keep the results of so many images in memory."""
        self._kept_runs = count

    @property
    def kept_runs(self) -> tuple[int, int]:
        """How many results are kept in memory, and how many may be."""
        return len(self._runs), self._kept_runs

    def kept(self, content_key: str) -> DetectionRun | None:
        """Return the kept result of an image, if it was detected with the current model."""
        if content_key not in self._runs:
            return None
        self._runs.move_to_end(content_key)
        return self._runs[content_key][0]

    def made_with(self, content_key: str) -> DetectionFilter | None:
        """Return the filter that made the detections of a kept result."""
        return self._runs[content_key][1] if content_key in self._runs else None

    def detect(
        self, image: LoadedImage, detection_filter: DetectionFilter, source: RunSource = RunSource.NETWORK
    ) -> int:
        """Detect an image; the request before is cancelled. Returns the request's id.

        A request for the store alone ends as cancelled when nothing is there.
        """
        self.cancel()
        self._queue.forget_open_image()
        if self._background is not None:
            self._background.token.cancel()
        job = DetectJob(DetectRequest(next(self._ids), image, detection_filter, source), CancelToken())
        self._foreground = job
        if _may_run(job):
            self.busy_changed.emit(True)
        self._detect_posted.emit(job)
        return job.request.request_id

    def prefetch(self, images: Iterable[LoadedImage], detection_filter: DetectionFilter) -> None:
        """Encode these images ahead, in this order, instead of those asked for before."""
        wanted = [image for image in images if image.content_key not in self._runs]
        self._queue.set_neighbours(wanted, detection_filter)
        job = self._background
        if wanted and job is not None and job.request is self._queue.errand:
            job.token.cancel()
        self._post_background()

    def detect_behind(self, image: LoadedImage, detection_filter: DetectionFilter) -> int:
        """Detect an image when nothing else is to be done, instead of the one asked for before.

        Its features are not kept. Returns the request's id.
        """
        request = DetectRequest(next(self._ids), image, detection_filter, keep_features=False)
        self._queue.set_errand(request)
        self._post_background()
        return request.request_id

    def withdraw(self) -> None:
        """Give up what `detect_behind` was asked for."""
        errand = self._queue.errand
        self._queue.set_errand(None)
        if errand is not None and self._background is not None and self._background.request is errand:
            self._background.token.cancel()

    def cancel(self) -> None:
        """Stop the foreground request: it counts as cancelled now, whatever the worker still does."""
        job, self._foreground = self._foreground, None
        if job is None:
            return
        job.token.cancel()
        self.cancelled.emit(RequestCancelled(job.request.request_id))
        if _may_run(job):
            self.busy_changed.emit(False)

    def shutdown(self) -> None:
        """Stop all work and end the thread."""
        self.cancel()
        self._drop_background()
        self._thread.stop()
        if self._keeping is not None:
            # After the thread that makes them: what was made is still kept.
            self._keeping.stop()

    def _drop_background(self) -> None:
        self._queue.clear_ahead()
        self._queue.set_errand(None)
        if self._background is not None:
            self._background.token.cancel()

    def _post_background(self) -> None:
        if not self._ready or self._foreground is not None or self._background is not None:
            return
        request = self._queue.next(next(self._ids), self._runs)
        if request is not None:
            self._background = DetectJob(request, BackgroundToken(self.holder.right_of_way))
            self._detect_posted.emit(self._background)

    def _keep(self, run: DetectionRun, detection_filter: DetectionFilter) -> None:
        self._runs[run.content_key] = run, detection_filter
        self._runs.move_to_end(run.content_key)
        while len(self._runs) > self._kept_runs:
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
    def _on_finished(self, message: Answer) -> None:
        background, foreground = self._background, self._foreground
        if background is not None and message.request_id == background.request.request_id:
            self._background = None
            self._end_background(background, message)
        elif foreground is not None and message.request_id == foreground.request.request_id:
            self._foreground = None
            self._end_foreground(foreground, message)
        self._post_background()

    @Slot(object)
    def _on_kept(self, message: RunKept) -> None:
        self.run_kept.emit(message)

    def _end_background(self, job: DetectJob, message: Answer) -> None:
        if isinstance(message, RequestCancelled):
            return  # an errand that was overtaken is still in the queue
        if job.request is self._queue.errand:
            self._queue.set_errand(None)
            self.errand_finished.emit(message)
        elif isinstance(message, DetectSucceeded) and not job.token.cancelled:
            self._keep(message.run, job.request.filter)
            self.prefetched.emit(message.run)

    def _end_foreground(self, job: DetectJob, message: Answer) -> None:
        if isinstance(message, DetectSucceeded):
            self._keep(message.run, job.request.filter)
            if message.from_store:
                # The boxes are there, the features for live scoring are not.
                self._queue.set_open_image(job.request.image, job.request.filter)
            self.succeeded.emit(message)
        elif isinstance(message, RequestFailed):
            self.failed.emit(message)
        else:
            self.cancelled.emit(message)
        if _may_run(job):
            self.busy_changed.emit(False)


def _may_run(job: DetectJob) -> bool:
    return job.request.source is not RunSource.STORE
