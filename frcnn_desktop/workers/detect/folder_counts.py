"""How many detections of each class the images of a folder have, following the sliders."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.detections import DetectionFilter, Detections
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.facts import ObjectFacts
from frcnn_desktop.workers.base.jobs import Call, RequestFailed, RequestReport, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.right_of_way import BackgroundToken
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine import Engine
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.detect.folder_messages import FolderCounts
from frcnn_desktop.workers.detect.run_codec import StoredRun
from frcnn_desktop.workers.detect.run_store import RunStore

BATCH = 200
"""Images counted between two reports."""

HELD_BYTES = 96 * 2**20
"""Unpacked runs held in memory, so that a slider does not read the disk again; about 1,000 images."""


class CountWorker:
    """Runs in a thread of its own, on runs from the store."""

    def __init__(self, holder: EngineHolder, store: RunStore) -> None:
        self._holder, self._store = holder, store
        self._held: OrderedDict[tuple[str, str], StoredRun] = OrderedDict()
        self._held_bytes = 0
        self.held_limit = HELD_BYTES

    def count(
        self, paths: tuple[Path, ...], model: str, detection_filter: DetectionFilter, call: Call
    ) -> FolderCounts:
        """Count what a filter leaves of the stored runs of these images."""
        engine = self._holder.get()
        if engine is None:
            raise Cancelled
        classes: Counter[str] = Counter()
        images: dict[Path, tuple[ObjectFacts, ...]] = {}
        for number, path in enumerate(paths, start=1):
            call.token.raise_if_cancelled()
            found = self._detections(engine, path, model, detection_filter)
            if found is not None:
                classes.update(found.class_names)
                images[path] = _facts(found)
            if number % BATCH == 0:
                call.report(FolderCounts(call.request_id, dict(classes), dict(images), complete=False))
        return FolderCounts(call.request_id, classes, images, complete=True)

    def _detections(
        self, engine: Engine, path: Path, model: str, detection_filter: DetectionFilter
    ) -> Detections | None:
        key = self._store.content_of(path, file_stamp(path))
        run = key and self._run(key, model)
        if not run:
            return None
        rest = replace(detection_filter, max_proposals=None)
        return engine.filter(run.candidates(detection_filter), rest)

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


def _facts(detections: Detections) -> tuple[ObjectFacts, ...]:
    rows = zip(detections.class_names, detections.boxes.tolist(), detections.scores.tolist(), strict=True)
    return tuple(ObjectFacts(name, tuple(box), score=score) for name, box, score in rows)


class FolderCountService(QObject):
    """Lives in the GUI thread. Only the newest count is told, and it stands still while a hand is at a
    slider.

    `counted(FolderCounts)` brings the counts, of a large folder in several growing steps.
    """

    counted = Signal(object)

    def __init__(self, holder: EngineHolder, store: RunStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._right_of_way = holder.right_of_way
        self._worker = CountWorker(holder, store)
        self._thread = WorkerThread("folder counts", self, gives_way=True)
        self._requests = Latest(self._thread)
        self._requests.reported.connect(self._on_reported)
        self._requests.succeeded.connect(self._on_succeeded)
        self._requests.failed.connect(self._on_failed)

    def start(self) -> None:
        """Start the thread before its first count."""
        self._thread.start()

    def set_held_limit(self, limit: int) -> None:
        """Hold so many bytes of unpacked runs from the next one on."""
        self._worker.held_limit = limit

    def stop(self) -> None:
        """Give up the count under way: its answer is out of date."""
        self._requests.cancel()

    def count(self, paths: tuple[Path, ...], model: str, detection_filter: DetectionFilter) -> None:
        """Count anew; an older request is given up."""
        work = partial(self._worker.count, paths, model, detection_filter)
        self._requests.submit(work, Message("doing.counting"), BackgroundToken(self._right_of_way))

    def shutdown(self) -> None:
        """Give up the count under way and end the thread."""
        self._thread.stop()

    @Slot(object)
    def _on_reported(self, message: RequestReport) -> None:
        self.counted.emit(message.value)

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        self.counted.emit(message.result)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        # The log has the reason; the panel shows no counts rather than old ones.
        self.counted.emit(FolderCounts(message.request_id, {}, {}, complete=True))
