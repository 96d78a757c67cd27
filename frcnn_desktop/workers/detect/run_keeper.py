"""Putting runs into the store in a thread of its own, so that no request waits for the disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call, RequestSucceeded
from frcnn_desktop.workers.base.policies import Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.messages import RunKept
from frcnn_desktop.workers.detect.run_store import RunStore


class RunKeeper(QObject):
    """Lives in the GUI thread. What it was given is kept before its thread ends."""

    kept = Signal(object)
    """RunKept: the store has a new run, or knows another file of an old one"""

    def __init__(self, store: RunStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._thread = WorkerThread("keep runs", self, gives_way=True)
        self._queue = Queue(self._thread, finishes=True)
        self._queue.succeeded.connect(self._on_succeeded)

    def keep(self, path: Path, run: DetectionRun, model: str) -> None:
        """Keep a run that was made with this model of the image in this file; it can be found at once."""
        self._store.announce(run, model)
        self._queue.submit(partial(_keep, self._store, path, run, model), Message("doing.keeping_run"))

    def remember(self, path: Path, run: DetectionRun) -> None:
        """A run that the store has already is one of this file too, which may be news."""
        self._queue.submit(
            partial(_remember, self._store, path, run.content_key), Message("doing.keeping_run")
        )

    def shutdown(self) -> None:
        """Write what was given so far and end the thread."""
        self._thread.stop()

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        if message.result is not None:
            self.kept.emit(message.result)


def _keep(store: RunStore, path: Path, run: DetectionRun, model: str, _call: Call) -> RunKept | None:
    stamp = file_stamp(path)
    if not store.put(run, model):
        return None
    store.remember_file(path, stamp, run.content_key)
    return RunKept(path, run.content_key)


def _remember(store: RunStore, path: Path, content_key: str, _call: Call) -> RunKept | None:
    stamp = file_stamp(path)
    if store.content_of(path, stamp) == content_key:
        return None
    store.remember_file(path, stamp, content_key)
    return RunKept(path, content_key)
