"""Detecting every image of a folder behind everything else, with pause and stop."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.images import LoadedImage, load_image
from frcnn_desktop.workers.base.lifecycle import WorkerThread
from frcnn_desktop.workers.base.messages import DetectSucceeded, RequestFailed
from frcnn_desktop.workers.detect.folder_messages import (
    FolderProgress,
    ImageFailed,
    ImageKnown,
    ImageRead,
    LookRequest,
)
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.inference_worker import EngineHolder, failure_text
from frcnn_desktop.workers.detect.run_store import RunStore, file_stamp

READ_AHEAD = 2
"""Images held in memory before the detector has time for them."""

GIVE_UP_AFTER = 3
"""A detector that fails on this many images in a row will fail on the others too."""


class FolderReader(QObject):
    """Its slot runs in a thread of its own: it asks the store and reads images."""

    finished = Signal(object)

    def __init__(self, holder: EngineHolder, store: RunStore) -> None:
        super().__init__()
        self._holder, self._store = holder, store

    @Slot(object)
    def look(self, request: LookRequest) -> None:
        if request.token.cancelled:
            return
        try:
            self.finished.emit(self._look(request))
        except Exception as error:  # an exception that leaves a slot would be lost
            text = failure_text(error, "Opening the image")
            self.finished.emit(ImageFailed(request.token, request.path, text))

    def _look(self, request: LookRequest) -> ImageKnown | ImageRead:
        stamp = file_stamp(request.path)
        key = self._store.content_of(request.path, stamp)
        known = key and self._known(request, key)
        if known:
            return known
        image = load_image(request.path)
        self._store.remember_file(request.path, stamp, image.content_key)
        return self._known(request, image.content_key) or ImageRead(request.token, image)

    def _known(self, request: LookRequest, content_key: str) -> ImageKnown | None:
        engine, stored = self._holder.get(), self._store.get(content_key, request.model)
        if engine is None or stored is None:
            return None
        rest = replace(request.filter, max_proposals=None)
        count = len(engine.filter(stored.candidates(request.filter), rest))
        return ImageKnown(request.token, request.path, count)


class FolderDetection(QObject):
    """Runs the detector over a list of images, one at a time, after whatever a person wants now.

    Lives in the GUI thread. Results go to the store, never into an annotation. `finished` comes exactly once
    for each `detect`: at the end, after `stop`, or when the model changes or the detector keeps failing.
    """

    progressed = Signal(object)
    """FolderProgress"""
    image_detected = Signal(object, int)
    """Path and the number of its detections"""
    image_failed = Signal(object, str)
    """Path, sentence for the user"""
    finished = Signal(object)
    """FolderProgress"""

    _look_posted = Signal(object)

    def __init__(self, inference: InferenceService, store: RunStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inference = inference
        self._filter, self._model = DetectionFilter(), ""
        self._token: CancelToken | None = None
        self._progress = FolderProgress(0, 0)
        self._paths: deque[Path] = deque()
        self._looking = False
        self._read: deque[LoadedImage] = deque()
        self._errand: tuple[int, LoadedImage] | None = None
        self._failures = 0
        self._busy_seconds, self._timed, self._since = 0.0, 0, 0.0
        self._reader = FolderReader(inference.holder, store)
        self._thread = WorkerThread(self._reader, "read folder", self)
        self._look_posted.connect(self._reader.look)
        self._reader.finished.connect(self._on_looked)
        inference.errand_finished.connect(self._on_detected)
        inference.model_loading.connect(self.stop)

    @property
    def running(self) -> bool:
        return self._token is not None

    @property
    def progress(self) -> FolderProgress:
        return self._progress

    def start(self) -> None:
        self._thread.start(QThread.Priority.LowPriority)

    def detect(self, paths: Iterable[Path], detection_filter: DetectionFilter) -> bool:
        """Detect these images; what was under way ends. Returns False while no model is ready."""
        self.stop()
        self._model, self._filter = self._inference.model_key, detection_filter
        if not self._model:
            return False
        self._token, self._paths = CancelToken(), deque(paths)
        self._failures, self._busy_seconds, self._timed = 0, 0.0, 0
        self._progress = FolderProgress(0, len(self._paths))
        self.progressed.emit(self._progress)
        self._go_on()
        return True

    def set_paused(self, paused: bool) -> None:
        """Pause, giving up what is under way, or go on."""
        if not self.running or paused == self._progress.paused:
            return
        self._progress = replace(self._progress, paused=paused)
        if paused and self._errand is not None:
            self._inference.withdraw()
            self._read.appendleft(self._errand[1])
            self._errand = None
        self.progressed.emit(self._progress)
        self._go_on()

    @Slot()
    def stop(self) -> None:
        """End now; what was detected stays in the store."""
        self._end("")

    def shutdown(self) -> None:
        self.stop()
        self._thread.stop()

    def _end(self, problem: str) -> None:
        if self._token is None:
            return
        self._token.cancel()
        self._token = None
        if self._errand is not None:
            self._inference.withdraw()
        self._paths.clear()
        self._read.clear()
        self._looking, self._errand = False, None
        self._progress = replace(self._progress, seconds_left=None, paused=False, problem=problem)
        self.finished.emit(self._progress)

    def _go_on(self) -> None:
        """Give the detector its next image and the reader its next file, or end."""
        if self._token is None or self._progress.paused:
            return
        if self._errand is None and self._read:
            image = self._read.popleft()
            self._since = time.perf_counter()
            self._errand = self._inference.detect_behind(image, self._filter), image
        if self._paths and not self._looking and len(self._read) < READ_AHEAD:
            self._looking = True
            self._look_posted.emit(LookRequest(self._token, self._paths.popleft(), self._model, self._filter))
        if not (self._paths or self._looking or self._read or self._errand):
            self._end("")

    def _count(self, *, known: int = 0, failed: int = 0) -> None:
        now = self._progress
        done = now.done + 1
        mean = self._busy_seconds / self._timed if self._timed else None
        left = mean * (now.total - done) if mean is not None else None
        self._progress = replace(
            now, done=done, known=now.known + known, failed=now.failed + failed, seconds_left=left
        )
        self.progressed.emit(self._progress)

    @Slot(object)
    def _on_looked(self, message: ImageKnown | ImageRead | ImageFailed) -> None:
        if message.token is not self._token:
            return
        self._looking = False
        if isinstance(message, ImageRead):
            self._read.append(message.image)
        elif isinstance(message, ImageKnown):
            self.image_detected.emit(message.path, message.count)
            self._count(known=1)
        else:
            self.image_failed.emit(message.path, message.message)
            self._count(failed=1)
        self._go_on()

    @Slot(object)
    def _on_detected(self, message: DetectSucceeded | RequestFailed) -> None:
        if self._errand is None or message.request_id != self._errand[0]:
            return
        path, self._errand = self._errand[1].path, None
        self._busy_seconds += time.perf_counter() - self._since
        self._timed += 1
        if isinstance(message, DetectSucceeded):
            self._failures = 0
            self.image_detected.emit(path, len(message.run.detections))
            self._count()
        else:
            self._failures += 1
            self.image_failed.emit(path, message.message)
            self._count(failed=1)
            if self._failures == GIVE_UP_AFTER:
                self._end(message.message)
        self._go_on()
