"""Writing an animated GIF off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QSaveFile, Signal, Slot

from frcnn_desktop.core.animation import encode_gif
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.workers.base.lifecycle import WorkerThread, give_way_to_gui
from frcnn_desktop.workers.detect.inference_worker import failure_text


@dataclass(frozen=True, slots=True, eq=False)
class GifRequest:
    """`frames` H x W x 3 uint8, all of one size."""

    frames: tuple[NDArray[np.uint8], ...]
    path: Path
    token: CancelToken


class GifWorker(QObject):
    progress = Signal(int, int)
    written = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    @Slot(object)
    def write(self, request: GifRequest) -> None:
        give_way_to_gui()
        try:
            data = encode_gif(request.frames, progress=self.progress.emit, token=request.token)
            file = QSaveFile(str(request.path))
            opened = file.open(QSaveFile.OpenModeFlag.WriteOnly)
            if not (opened and file.write(data) == len(data) and file.commit()):
                self.failed.emit(f"{request.path.name} cannot be written: {file.errorString()}.")
                return
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # an exception that leaves a slot would be lost
            self.failed.emit(failure_text(error, "Writing the animation"))
        else:
            self.written.emit(request.path)


class GifService(QObject):
    """Writes one animation at a time; its thread starts with the first. Lives in the GUI thread.

    Every `write` ends in exactly one of `written`, `failed`, `cancelled`.
    """

    progress = Signal(int, int)
    written = Signal(object)
    """Path"""
    failed = Signal(str)
    cancelled = Signal()

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request: GifRequest | None = None
        self._started = False
        self._worker = GifWorker()
        self._thread = WorkerThread(self._worker, "animation", self)
        self._posted.connect(self._worker.write)
        self._worker.progress.connect(self.progress)
        self._worker.written.connect(self._on_written)
        self._worker.failed.connect(self._on_failed)
        self._worker.cancelled.connect(self._on_cancelled)

    @property
    def busy(self) -> bool:
        return self._request is not None

    def write(self, frames: tuple[NDArray[np.uint8], ...], path: Path) -> None:
        """Write an animation, unless one is being written."""
        if self.busy:
            return
        if not self._started:
            self._started = True
            self._thread.start()
        self._request = GifRequest(frames, path, CancelToken())
        self._posted.emit(self._request)

    def cancel(self) -> None:
        if self._request is not None:
            self._request.token.cancel()

    def shutdown(self) -> None:
        """Stop writing and end the thread, if it was ever started."""
        self.cancel()
        if self._started:
            self._thread.stop()

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self._request = None
        self.written.emit(path)

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self._request = None
        self.failed.emit(text)

    @Slot()
    def _on_cancelled(self) -> None:
        self._request = None
        self.cancelled.emit()
