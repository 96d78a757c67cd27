"""The GUI thread's side of detection: the newest request, kept results; what is ahead is `BackgroundRuns`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.detections import DetectionFilter, DetectionRun
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import RequestCancelled, RequestFailed, RequestReport, RequestSucceeded
from frcnn_desktop.workers.base.lifecycle import take_short_turns
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.right_of_way import GivingWayToken
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.background_runs import BackgroundRuns
from frcnn_desktop.workers.detect.engine import EngineFactory, load_engine
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.detect.inference_worker import InferenceWorker
from frcnn_desktop.workers.detect.kept_runs import KeptRuns
from frcnn_desktop.workers.detect.memory_at_rest import MemoryAtRest
from frcnn_desktop.workers.detect.messages import DetectRequest, DetectSucceeded, ModelLoaded, RunSource
from frcnn_desktop.workers.detect.run_keeper import RunKeeper
from frcnn_desktop.workers.detect.run_store import RunStore


class InferenceService(QObject):
    """Runs the detector in a thread of its own. Lives in the GUI thread.

    Only the newest foreground request is answered: `succeeded`, `failed` or `cancelled`, exactly once.
    Prefetch runs while nothing else does and gives way to every request; `detect_in_background` gives way to
    prefetch too, and ends in exactly one `errand_finished` unless it is withdrawn. With a store, every run
    is kept there and found again by a later start.
    """

    model_loading = Signal()
    model_loaded = Signal(object)
    """ModelInfo"""
    model_failed = Signal(object)
    """Message"""
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
    """DetectSucceeded or RequestFailed of `detect_in_background`"""
    run_kept = Signal(object)
    """RunKept"""

    device_given_up = Signal(object)
    """Message: why the model runs on the CPU from now on; sent by whatever thread met the failure"""

    def __init__(
        self,
        factory: EngineFactory = load_engine,
        parent: QObject | None = None,
        store: RunStore | None = None,
    ) -> None:
        super().__init__(parent)
        self.holder = EngineHolder()
        self._runs = KeptRuns()
        self._ready = False
        self._wanted: DetectRequest | None = None
        self._following: DetectRequest | None = None
        self._worker = InferenceWorker(factory, self.holder, store, self.device_given_up.emit)
        self._thread = WorkerThread("inference", self)
        self._loads, self._foreground = Latest(self._thread), Latest(self._thread)
        self._behind = BackgroundRuns(
            self._thread, self._worker, self.holder.right_of_way, self._runs, self._is_free, self._keep, self
        )
        self.model_loaded.connect(MemoryAtRest(self._thread, self).on_loaded)
        self._keeper = RunKeeper(store, self) if store is not None else None
        self._connect()

    def _connect(self) -> None:
        self._loads.succeeded.connect(self._on_loaded)
        self._loads.failed.connect(self._on_load_failed)
        self._foreground.reported.connect(self._on_reported)
        self._foreground.succeeded.connect(self._on_detected)
        self._foreground.failed.connect(self._on_ended)
        self._foreground.cancelled.connect(self._on_ended)
        self._behind.prefetched.connect(self.prefetched)
        self._behind.errand_finished.connect(self.errand_finished)
        if self._keeper is not None:
            self._keeper.kept.connect(self.run_kept)

    def start(self) -> None:
        """Start the inference thread; also lets threads of this process take short turns from now on."""
        take_short_turns()
        self._thread.start()

    @property
    def busy(self) -> bool:
        """A request runs that may need the network."""
        return _may_run(self._wanted)

    @property
    def model_key(self) -> str:
        """What names the loaded model in the store, "" while none is ready."""
        return self.holder.key if self._ready else ""

    def load_model(self, path: Path | None, device: str = "auto") -> None:
        """Load another checkpoint; results of the old one are forgotten, work under way is stopped."""
        self.cancel()
        self._behind.clear()
        self._runs.clear()
        self._ready = False
        self.model_loading.emit()
        self._loads.submit(partial(self._worker.load, path, device), Message("doing.loading_model"))

    def set_kept_runs(self, count: int) -> None:
        """Keep the results of so many images in memory."""
        self._runs.most = count

    @property
    def kept_runs(self) -> tuple[int, int]:
        """How many results are kept in memory, and how many may be."""
        return len(self._runs), self._runs.most

    def kept(self, content_key: str) -> DetectionRun | None:
        """Return the kept result of an image, if it was detected with the current model."""
        return self._runs.get(content_key)

    def filter_of(self, content_key: str) -> DetectionFilter | None:
        """Return the filter that made the detections of a kept result."""
        return self._runs.filter_of(content_key)

    def detect(
        self, image: LoadedImage, detection_filter: DetectionFilter, source: RunSource = RunSource.NETWORK
    ) -> int:
        """Detect an image; the request before is cancelled. Returns the request's id.

        A request for the store alone ends as cancelled when nothing is there.
        """
        request, was_busy = DetectRequest(image, detection_filter, source), self.busy
        self._following = request
        self.cancel()
        self._following, self._wanted = None, request
        self._behind.give_way()
        if _may_run(request) and not was_busy:
            self.busy_changed.emit(True)
        token = GivingWayToken(self.holder.right_of_way)
        return self._foreground.submit(
            partial(self._worker.detect, request), Message("doing.detecting"), token
        )

    def prefetch(self, images: Iterable[LoadedImage], detection_filter: DetectionFilter) -> None:
        """Encode these images ahead, in this order, instead of those asked for before."""
        self._behind.prefetch(images, detection_filter)

    def detect_in_background(self, image: LoadedImage, detection_filter: DetectionFilter) -> None:
        """Detect an image when nothing else is to be done, instead of the one asked for before.

        Its features are not kept.
        """
        self._behind.set_errand(DetectRequest(image, detection_filter, keep_features=False))

    def withdraw(self) -> None:
        """Give up what `detect_in_background` was asked for."""
        self._behind.withdraw()

    @Slot(bool)
    def hold(self, hold: bool) -> None:
        """Let all runs stand still while something is about to be painted, then go on."""
        if hold:
            self.holder.right_of_way.take()
        else:
            self.holder.right_of_way.give_back(asks_again=False)

    def cancel(self) -> None:
        """Stop the foreground request: it counts as cancelled now, whatever the worker still does."""
        self._foreground.cancel()

    def shutdown(self) -> None:
        """Stop all work and end the threads."""
        self.cancel()
        self._behind.clear()
        self._thread.stop()
        if self._keeper is not None:
            self._keeper.shutdown()

    def _is_free(self) -> bool:
        """Say whether the thread may be used for what nobody waits for."""
        return self._ready and self._wanted is None

    def _keep(self, request: DetectRequest, message: DetectSucceeded) -> None:
        """Keep a run in the store, where it is not from there and not provisional."""
        if self._keeper is None or message.provisional:
            return
        if message.from_store:
            self._keeper.remember(request.image.path, message.run)
        else:
            self._keeper.keep(request.image.path, message.run, self.holder.key)

    @Slot(object)
    def _on_loaded(self, message: RequestSucceeded) -> None:
        assert isinstance(message.result, ModelLoaded)
        self._ready = True
        self.model_loaded.emit(message.result.info)

    @Slot(object)
    def _on_load_failed(self, message: RequestFailed) -> None:
        # The engine that was loaded before goes on serving.
        self._ready = self.holder.get() is not None
        self.model_failed.emit(message.message)

    @Slot(object)
    def _on_reported(self, message: RequestReport) -> None:
        self.progress.emit(message.value)

    @Slot(object)
    def _on_detected(self, message: RequestSucceeded) -> None:
        found, request, self._wanted = message.result, self._wanted, None
        assert isinstance(found, DetectSucceeded)
        assert request is not None
        self._keep(request, found)
        self._runs.put(found.run, request.filter)
        if found.from_store:
            # The boxes are there, the features for live scoring are not.
            self._behind.encode_open(request)
        self.succeeded.emit(found)
        self._leave_foreground(request)

    @Slot(object)
    def _on_ended(self, message: RequestFailed | RequestCancelled) -> None:
        request, self._wanted = self._wanted, None
        (self.failed if isinstance(message, RequestFailed) else self.cancelled).emit(message)
        self._leave_foreground(request)

    def _leave_foreground(self, request: DetectRequest | None) -> None:
        # One that takes the place of another is not heard of as an end and a beginning.
        if _may_run(request) and not _may_run(self._following):
            self.busy_changed.emit(False)


def _may_run(request: DetectRequest | None) -> bool:
    return request is not None and request.source is not RunSource.STORE
