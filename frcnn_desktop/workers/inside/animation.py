"""Writing an animated GIF off the GUI thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QSaveFile, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.workers.base.task_service import Progress, TaskService
from frcnn_desktop.workers.inside.gif import encode_gif


def write_gif(
    frames: tuple[NDArray[np.uint8], ...], path: Path, progress: Progress, token: CancelToken
) -> Path:
    """Write an animation and return its path. `frames` H x W x 3 uint8, all of one size."""
    data = encode_gif(frames, progress=progress, token=token)
    file = QSaveFile(str(path))
    opened = file.open(QSaveFile.OpenModeFlag.WriteOnly)
    if not (opened and file.write(data) == len(data) and file.commit()):
        raise FrcnnError(Message("file.not_written", name=path.name, reason=verbatim(file.errorString())))
    return path


class GifService(QObject):
    """Writes one animation at a time; its thread starts with the first. Lives in the GUI thread.

    Every `write` ends in exactly one of `written`, `failed`, `cancelled`.
    """

    progress = Signal(int, int)
    written = Signal(object)
    """Path"""
    failed = Signal(object)
    """Message"""
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskService("animation", self)
        self._tasks.progress.connect(self._on_progress)
        self._tasks.succeeded.connect(self.written)
        self._tasks.failed.connect(self.failed)
        self._tasks.cancelled.connect(self.cancelled)

    @property
    def busy(self) -> bool:
        """Whether an animation is being written."""
        return self._tasks.busy

    def write(self, frames: tuple[NDArray[np.uint8], ...], path: Path) -> None:
        """Write an animation, unless one is being written."""
        if not self.busy:
            self._tasks.run(partial(write_gif, frames, path), Message("doing.writing_animation"))

    def cancel(self) -> None:
        """Ask it to stop; `cancelled` comes when it has, and nothing was written."""
        self._tasks.cancel()

    def shutdown(self) -> None:
        """Stop writing and end the thread, if it was ever started."""
        self._tasks.shutdown()

    @Slot(object, object)
    def _on_progress(self, done: int, total: int) -> None:
        self.progress.emit(done, total)
