"""Detecting every image of a folder behind everything else, with pause and stop."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.images import LoadedImage, load_image
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call, RequestFailed, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.detect.folder_messages import FolderProgress, ImageKnown, ImageRead
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.messages import DetectSucceeded
from frcnn_desktop.workers.detect.run_store import RunStore

READ_AHEAD = 2
"""Images held in memory before the detector has time for them."""

GIVE_UP_AFTER = 3
"""A detector that fails on this many images in a row will fail on the others too."""


class FolderReader:
    """Runs in a thread of its own: it asks the store and reads images."""

    def __init__(self, holder: EngineHolder, store: RunStore) -> None:
        self._holder, self._store = holder, store

    def look(
        self, path: Path, model: str, detection_filter: DetectionFilter, _call: Call
    ) -> ImageKnown | ImageRead:
        """See whether the store has a run of an image of this model, else read the image."""
        known = partial(self._known, path, model, detection_filter)
        stamp = file_stamp(path)
        key = self._store.content_of(path, stamp)
        if key and (found := known(key)):
            return found
        image = load_image(path)
        self._store.remember_file(path, stamp, image.content_key)
        return known(image.content_key) or ImageRead(image)

    def _known(
        self, path: Path, model: str, detection_filter: DetectionFilter, content_key: str
    ) -> ImageKnown | None:
        engine, stored = self._holder.get(), self._store.get(content_key, model)
        if engine is None or stored is None:
            return None
        rest = replace(detection_filter, max_proposals=None)
        return ImageKnown(path, len(engine.filter(stored.candidates(detection_filter), rest)))


class FolderDetection(QObject):
    """Runs the detector over a list of images, one at a time, after whatever a person wants now.

    Lives in the GUI thread. Results go to the store, never into an annotation. `finished` comes exactly once
    for each `detect`: at the end, after `stop`, or when the model changes or the detector keeps failing.
    """

    progressed = Signal(object)
    """FolderProgress"""
    image_detected = Signal(object, int)
    """Path and the number of its detections"""
    image_failed = Signal(object, object)
    """Path, Message"""
    finished = Signal(object)
    """FolderProgress"""

    def __init__(self, inference: InferenceService, store: RunStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inference = inference
        self._filter, self._model = DetectionFilter(), ""
        self._running = False
        self._progress = FolderProgress(0, 0)
        self._paths: deque[Path] = deque()
        self._looking_at: Path | None = None
        self._read: deque[LoadedImage] = deque()
        self._errand: LoadedImage | None = None
        self._failures = 0
        self._busy_seconds, self._timed, self._since = 0.0, 0, 0.0
        self._reader = FolderReader(inference.holder, store)
        self._thread = WorkerThread("read folder", self, gives_way=True)
        self._looks = Latest(self._thread)
        self._looks.succeeded.connect(self._on_looked)
        self._looks.failed.connect(self._on_look_failed)
        inference.errand_finished.connect(self._on_detected)
        inference.model_loading.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether a folder is being detected; also while it is paused."""
        return self._running

    @property
    def progress(self) -> FolderProgress:
        """How far it is, or how the last folder ended."""
        return self._progress

    def start(self) -> None:
        """Start the thread that reads images; detecting is done in the inference thread."""
        self._thread.start()

    def detect(self, paths: Iterable[Path], detection_filter: DetectionFilter) -> bool:
        """Detect these images; what was under way ends. Returns False while no model is ready."""
        self.stop()
        self._model, self._filter = self._inference.model_key, detection_filter
        if not self._model:
            return False
        self._running, self._paths = True, deque(paths)
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
            self._read.appendleft(self._errand)
            self._errand = None
        self.progressed.emit(self._progress)
        self._go_on()

    @Slot()
    def stop(self) -> None:
        """End now; what was detected stays in the store."""
        self._end(None)

    def shutdown(self) -> None:
        """Stop what runs, which emits `finished`, and end the thread that reads images."""
        self.stop()
        self._thread.stop()

    def _end(self, problem: Message | None) -> None:
        if not self._running:
            return
        self._running = False
        self._looks.cancel()
        if self._errand is not None:
            self._inference.withdraw()
        self._paths.clear()
        self._read.clear()
        self._looking_at = self._errand = None
        self._progress = replace(self._progress, seconds_left=None, paused=False, problem=problem)
        self.finished.emit(self._progress)

    def _go_on(self) -> None:
        """Give the detector its next image and the reader its next file, or end."""
        if not self._running or self._progress.paused:
            return
        if self._errand is None and self._read:
            self._errand = image = self._read.popleft()
            self._since = time.perf_counter()
            self._inference.detect_in_background(image, self._filter)
        if self._paths and self._looking_at is None and len(self._read) < READ_AHEAD:
            self._looking_at = path = self._paths.popleft()
            self._looks.submit(
                partial(self._reader.look, path, self._model, self._filter), Message("doing.opening_image")
            )
        if not (self._paths or self._looking_at or self._read or self._errand):
            self._end(None)

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
    def _on_looked(self, message: RequestSucceeded) -> None:
        self._looking_at, found = None, message.result
        if isinstance(found, ImageRead):
            self._read.append(found.image)
        elif isinstance(found, ImageKnown):
            self.image_detected.emit(found.path, found.count)
            self._count(known=1)
        self._go_on()

    @Slot(object)
    def _on_look_failed(self, message: RequestFailed) -> None:
        path, self._looking_at = self._looking_at, None
        self.image_failed.emit(path, message.message)
        self._count(failed=1)
        self._go_on()

    @Slot(object)
    def _on_detected(self, message: DetectSucceeded | RequestFailed) -> None:
        if self._errand is None:
            return
        path, self._errand = self._errand.path, None
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
