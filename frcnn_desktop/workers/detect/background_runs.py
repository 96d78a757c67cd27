"""Detection while nobody waits for it: what a person will open next, then an errand over a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import RequestFailed, RequestSucceeded
from frcnn_desktop.workers.base.policies import OneAtATime
from frcnn_desktop.workers.base.right_of_way import BackgroundToken, RightOfWay
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.background_queue import BackgroundQueue
from frcnn_desktop.workers.detect.inference_worker import InferenceWorker
from frcnn_desktop.workers.detect.kept_runs import KeptRuns
from frcnn_desktop.workers.detect.messages import DetectRequest, DetectSucceeded

Store = Callable[[DetectRequest, DetectSucceeded], None]


class BackgroundRuns(QObject):
    """Lives in the GUI thread; uses the thread whenever it is free and `may_start` says so.

    Made after the policies of the foreground: when a request has ended they come to know of it first. `store`
    is given each run; runs made ahead are put into `runs`, those of an errand are not.
    """

    prefetched = Signal(object)
    """DetectionRun of an image that was encoded ahead"""
    errand_finished = Signal(object)
    """DetectSucceeded or RequestFailed, once for each errand that is not withdrawn"""

    def __init__(
        self,
        thread: WorkerThread,
        worker: InferenceWorker,
        right_of_way: RightOfWay,
        runs: KeptRuns,
        may_start: Callable[[], bool],
        store: Store,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._worker, self._right_of_way, self._runs = worker, right_of_way, runs
        self._may_start, self._store = may_start, store
        self._queue = BackgroundQueue()
        self._running: DetectRequest | None = None
        self._requests = OneAtATime(thread)
        self._requests.succeeded.connect(self._on_detected)
        self._requests.failed.connect(self._on_failed)
        self._requests.cancelled.connect(self._on_cancelled)
        # After the policies: whatever ended, and though it was given up before, the thread is free now.
        thread.guard.ended.connect(self._on_thread_free)

    def prefetch(self, images: Iterable[LoadedImage], detection_filter: DetectionFilter) -> None:
        """Encode these images ahead, in this order, instead of those asked for before."""
        wanted = [image for image in images if image.content_key not in self._runs]
        self._queue.set_neighbours(wanted, detection_filter)
        if wanted and self._running is not None and self._running is self._queue.errand:
            self._requests.ask_to_stop()
        self._post()

    def encode_open(self, request: DetectRequest) -> None:
        """Make the features of the open image, whose boxes are there, before anything else."""
        self._queue.set_open_image(request.image, request.filter)

    def set_errand(self, request: DetectRequest) -> None:
        """Detect an image when nothing else is to be done, instead of the errand before."""
        self._queue.set_errand(request)
        self._post()

    def withdraw(self) -> None:
        """Give up the errand."""
        errand = self._queue.errand
        self._queue.set_errand(None)
        if errand is not None and self._running is errand:
            self._requests.ask_to_stop()

    def give_way(self) -> None:
        """A person asks for another image: stop, and go on with what is left when that is done."""
        self._queue.forget_open_image()
        self._requests.ask_to_stop()

    def clear(self) -> None:
        """Drop everything; what is under way is not heard of any more. Another model makes other runs."""
        self._queue.clear()
        self._running = None
        self._requests.ask_to_stop()

    def _post(self) -> None:
        if not self._may_start() or self._requests.busy:
            return
        self._running = request = self._queue.next(self._runs)
        if request is not None:
            token = BackgroundToken(self._right_of_way)
            self._requests.submit(partial(self._worker.detect, request), Message("doing.detecting"), token)

    @Slot(object)
    def _on_detected(self, message: RequestSucceeded) -> None:
        found, request, self._running = message.result, self._running, None
        assert isinstance(found, DetectSucceeded)
        if request is None:
            return  # it was made with the model before
        self._store(request, found)
        if request is self._queue.errand:
            self._queue.set_errand(None)
            self.errand_finished.emit(found)
        elif request.keep_features:
            self._runs.put(found.run, request.filter)
            self.prefetched.emit(found.run)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        request, self._running = self._running, None
        if request is not None and request is self._queue.errand:
            self._queue.set_errand(None)
            self.errand_finished.emit(message)

    @Slot()
    def _on_cancelled(self) -> None:
        # An errand that was overtaken is still in the queue.
        self._running = None

    @Slot()
    def _on_thread_free(self) -> None:
        self._post()
