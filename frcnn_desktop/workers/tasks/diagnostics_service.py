"""What the program's caches take on disk, added up off the GUI thread."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.host.folders import cache_folder, data_folder
from frcnn_desktop.workers.base.jobs import Call, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.run_store import DEFAULT_MAX_BYTES as RUNS_MAX_BYTES


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes on disk; `limit` None: not bounded by bytes. `name`: proposals, runs, kernels, search,
    learning, provenance."""

    name: str
    folder: Path
    used: int
    limit: int | None


def _sizes(_call: Call) -> list[DiskUse]:
    from frcnn_desktop.proposals.cache import DEFAULT_MAX_BYTES as PROPOSALS_MAX_BYTES

    limits = {"proposals": PROPOSALS_MAX_BYTES, "runs": RUNS_MAX_BYTES}
    folders = {name: cache_folder(name) for name in (*limits, "kernels", "search")}
    folders |= {name: data_folder(name) for name in ("learning", "provenance")}
    return [DiskUse(name, folder, folder_bytes(folder), limits.get(name)) for name, folder in folders.items()]


class DiagnosticsService(QObject):
    """Lives in the GUI thread. Its thread starts with the first question. `measured(list[DiskUse])`."""

    measured = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = WorkerThread("diagnostics", self, gives_way=True)
        self._requests = Latest(self._thread)
        self._requests.succeeded.connect(self._on_measured)
        self._requests.failed.connect(self._on_failed)

    def measure(self) -> None:
        """Ask for the sizes as they are now."""
        self._requests.submit(_sizes, Message("doing.adding_up_caches"))

    def shutdown(self) -> None:
        """Give up adding up and end the thread, if it was ever started."""
        self._thread.stop()

    @Slot(object)
    def _on_measured(self, message: RequestSucceeded) -> None:
        self.measured.emit(message.result)

    @Slot()
    def _on_failed(self) -> None:
        # The log has the reason.
        self.measured.emit([])


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
