"""What the program's caches take on disk, added up off the GUI thread."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.host.folders import cache_folder
from frcnn_desktop.workers.base.lifecycle import WorkerThread
from frcnn_desktop.workers.detect.inference_worker import failure_text
from frcnn_desktop.workers.detect.run_store import DEFAULT_MAX_BYTES as RUNS_MAX_BYTES


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes on disk; `limit` None: not bounded by bytes. `name`: proposals, runs, kernels."""

    name: str
    folder: Path
    used: int
    limit: int | None


class DiagnosticsWorker(QObject):
    """Its slot runs in a thread of its own."""

    measured = Signal(object)

    @Slot()
    def measure(self) -> None:
        try:
            self.measured.emit(_sizes())
        except Exception as error:  # an exception that leaves a slot would be lost
            failure_text(error, "Adding up the caches")
            self.measured.emit([])


def _sizes() -> list[DiskUse]:
    from frcnn_desktop.proposals.cache import DEFAULT_MAX_BYTES as PROPOSALS_MAX_BYTES

    limits = {"proposals": PROPOSALS_MAX_BYTES, "runs": RUNS_MAX_BYTES, "kernels": None}
    folders = {name: cache_folder(name) for name in limits}
    return [DiskUse(name, folder, folder_bytes(folder), limits[name]) for name, folder in folders.items()]


class DiagnosticsService(QObject):
    """Lives in the GUI thread. Its thread starts with the first question. `measured(list[DiskUse])`."""

    measured = Signal(object)

    _measure_posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = DiagnosticsWorker()
        self._thread = WorkerThread(self._worker, "diagnostics", self)
        self._measure_posted.connect(self._worker.measure)
        self._worker.measured.connect(self._on_measured)

    def measure(self) -> None:
        """Ask for the sizes as they are now."""
        if not self._thread.thread.isRunning():
            self._thread.start(QThread.Priority.LowPriority)
        self._measure_posted.emit()

    def shutdown(self) -> None:
        self._thread.stop()

    @Slot(object)
    def _on_measured(self, sizes: list[DiskUse]) -> None:
        self.measured.emit(sizes)


def folder_bytes(folder: Path) -> int:
    """Return the bytes of all files below a folder; what cannot be looked at counts as nothing."""
    total = 0
    for root, _folders, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(root, name)).st_size
            except OSError:
                continue
    return total
