"""Keeping who made each box, in a thread of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.provenance import ObjectOrigin
from frcnn_desktop.workers.base.jobs import Call, RequestFailed
from frcnn_desktop.workers.base.policies import Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.images.provenance_records import record_path, write_record


class ProvenanceService(QObject):
    """Writes records in a thread of its own. Lives in the GUI thread. What it was given is written before
    the thread ends."""

    failed = Signal(object)
    """Message"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = WorkerThread("provenance", self, gives_way=True)
        self._queue = Queue(self._thread, finishes=True)
        self._queue.failed.connect(self._on_failed)

    def keep(self, annotation: Path, objects: Sequence[ObjectOrigin]) -> None:
        """Keep who made the boxes of a saved annotation."""
        self._queue.submit(partial(_keep, annotation, tuple(objects)), Message("doing.keeping_provenance"))

    def shutdown(self) -> None:
        """Write what was given so far and end the thread."""
        self._thread.stop()

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(message.message)


def _keep(annotation: Path, objects: tuple[ObjectOrigin, ...], _call: Call) -> None:
    write_record(annotation, objects, record_path(annotation))
