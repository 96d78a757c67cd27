"""How many detections of each class the images of a folder have, following the sliders."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, Detections
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.workers.base.lifecycle import WorkerThread
from frcnn_desktop.workers.base.right_of_way import BackgroundToken
from frcnn_desktop.workers.detect.engine import Engine
from frcnn_desktop.workers.detect.folder_messages import CountRequest, FolderCounts
from frcnn_desktop.workers.detect.inference_worker import EngineHolder, failure_text
from frcnn_desktop.workers.detect.run_codec import StoredRun
from frcnn_desktop.workers.detect.run_store import RunStore, file_stamp

BATCH = 200
"""Images counted between two reports."""

HELD_BYTES = 96 * 2**20
"""Unpacked runs held in memory, so that a slider does not read the disk again; about 1,000 images."""


class CountWorker(QObject):
    """Its slot runs in a thread of its own, on runs from the store."""

    counted = Signal(object)

    def __init__(self, holder: EngineHolder, store: RunStore) -> None:
        super().__init__()
        self._holder, self._store = holder, store
        self._held: OrderedDict[tuple[str, str], StoredRun] = OrderedDict()
        self._held_bytes = 0
        self.held_limit = HELD_BYTES

    @Slot(object)
    def count(self, request: CountRequest) -> None:
        try:
            self._count(request)
        except Cancelled:
            return
        except Exception as error:  # an exception that leaves a slot would be lost
            failure_text(error, "Counting")
            self.counted.emit(FolderCounts(request.token, {}, {}, complete=True))

    def _count(self, request: CountRequest) -> None:
        engine = self._holder.get()
        if engine is None:
            return
        classes: Counter[str] = Counter()
        images: dict[Path, int] = {}
        for number, path in enumerate(request.paths, start=1):
            request.token.raise_if_cancelled()
            found = self._detections(engine, request, path)
            if found is not None:
                classes.update(found.class_names)
                images[path] = len(found)
            if number % BATCH == 0:
                self.counted.emit(FolderCounts(request.token, dict(classes), dict(images), complete=False))
        self.counted.emit(FolderCounts(request.token, classes, images, complete=True))

    def _detections(self, engine: Engine, request: CountRequest, path: Path) -> Detections | None:
        key = self._store.content_of(path, file_stamp(path))
        run = key and self._run(key, request.model)
        if not run:
            return None
        rest = replace(request.filter, max_proposals=None)
        return engine.filter(run.candidates(request.filter), rest)

    def _run(self, content_key: str, model: str) -> StoredRun | None:
        name = content_key, model
        held = self._held.get(name)
        if held is not None:
            self._held.move_to_end(name)
            return held
        run = self._store.get(content_key, model)
        if run is not None:
            self._held[name] = run
            self._held_bytes += run.nbytes
            while self._held_bytes > self.held_limit:
                self._held_bytes -= self._held.popitem(last=False)[1].nbytes
        return run


class FolderCountService(QObject):
    """Lives in the GUI thread. While one count is under way only the newest request waits, and a count
    stands still while a hand is at a slider.

    `counted(FolderCounts)` brings the counts, of a large folder in several growing steps.
    """

    counted = Signal(object)

    _posted = Signal(object)

    def __init__(self, holder: EngineHolder, store: RunStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._right_of_way = holder.right_of_way
        self._token: CancelToken = CancelToken()
        self._worker = CountWorker(holder, store)
        self._thread = WorkerThread(self._worker, "folder counts", self)
        self._posted.connect(self._worker.count)
        self._worker.counted.connect(self._on_counted)

    def start(self) -> None:
        self._thread.start(QThread.Priority.LowPriority)

    def set_held_limit(self, limit: int) -> None:
        """Hold so many bytes of unpacked runs from the next one on."""
        self._worker.held_limit = limit

    def stop(self) -> None:
        """Give up the count under way: its answer is out of date."""
        self._token.cancel()

    def count(self, paths: tuple[Path, ...], model: str, detection_filter: DetectionFilter) -> None:
        """Count anew; an older request is given up."""
        self._token.cancel()
        self._token = BackgroundToken(self._right_of_way)
        self._posted.emit(CountRequest(self._token, paths, model, detection_filter))

    def shutdown(self) -> None:
        self._token.cancel()
        self._thread.stop()

    @Slot(object)
    def _on_counted(self, message: FolderCounts) -> None:
        if message.token is self._token:
            self.counted.emit(message)
