"""Noticing that images have come into the open folders or gone from them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from frcnn_desktop.core.image_kinds import is_image_name
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.images.messages import ImagesListed

PAUSE_MS = 400
"""Many changes in a row, as of a camera or a copy, are looked at together, at most this often."""

UNFINISHED_S = 0.3
"""A new file that was written to a moment ago is probably still being copied."""

ListImages = Callable[[tuple[Path, ...], Call], ImagesListed]
Names = Mapping[Path, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Look:
    """What was there when the folders were last looked at: names of images by folder, and what was listed.

    `settled` False: some new files are still being written, and are left out of `listed`.
    """

    names: Names
    listed: ImagesListed
    settled: bool = True


class FolderWatch(QObject):
    """Lives in the GUI thread, where it only hears *that* a folder has changed; the folders are read in
    `thread`. A folder that cannot be read any more, as of a drive that was pulled out, is no change.

    Signals: `changed(ImagesListed)`; `touched()` something in the folders has changed, whatever it is.
    """

    changed = Signal(object)
    touched = Signal()

    def __init__(self, thread: WorkerThread, list_images: ListImages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._list_images = list_images
        self._looks = Latest(thread)
        self._looks.succeeded.connect(self._on_looked)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_directory)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._last: Look | None = None
        thread.stopped.connect(self._on_stopped)

    def watch(self, listed: ImagesListed) -> None:
        """Watch the folders of a listing from now on, and no others."""
        self._looks.cancel()
        self._pause.stop()
        watched, wanted = set(self._watcher.directories()), {str(root) for root in listed.folders}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))
        self._last = Look(dict.fromkeys(listed.folders, frozenset()), listed)
        if listed.folders:
            # Something may have come between the listing and now.
            self._pause.start()

    @Slot(str)
    def _on_directory(self, _folder: str) -> None:
        # Not started anew: a folder that never rests is looked at too.
        if self._last is not None and not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        if self._last is not None:
            self.touched.emit()
            self._looks.submit(
                partial(look_anew, self._last, self._list_images), Message("doing.reading_folder")
            )

    @Slot()
    def _on_stopped(self) -> None:
        # Nobody is left who could read a folder.
        self._last = None
        self._pause.stop()

    @Slot(object)
    def _on_looked(self, message: RequestSucceeded) -> None:
        look = message.result
        if not isinstance(look, Look) or self._last is None:
            return
        before, self._last = self._last, look
        if not look.settled:
            self._pause.start()
        if look.listed.paths != before.listed.paths:
            self.changed.emit(look.listed)


def look_anew(last: Look, list_images: ListImages, call: Call) -> Look | None:
    """Read the folders; None where the names of their images are as before, or a folder is gone."""
    names = {folder: _image_names(folder) for folder in last.names}
    # Saving an annotation changes the folder too.
    if names == last.names or None in names.values():
        return None
    listed = list_images(last.listed.wanted, call)
    known = set(last.listed.paths)
    unfinished = {path for path in listed.paths if path not in known and _just_written(path)}
    paths = tuple(path for path in listed.paths if path not in unfinished)
    kept = last.names if unfinished else {folder: found or frozenset() for folder, found in names.items()}
    return Look(kept, replace(listed, paths=paths), settled=not unfinished)


def _image_names(folder: Path) -> frozenset[str] | None:
    try:
        return frozenset(_only_images(os.listdir(folder)))
    except OSError:
        return None


def _only_images(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if is_image_name(name))


def _just_written(path: Path) -> bool:
    try:
        age = time.time() - path.stat().st_mtime
    except OSError:
        return False
    return 0 <= age < UNFINISHED_S
