"""Which images to label next, worked out from what is stored of the folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call, RequestFailed, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.run_store import RunStore

RANKED = 1000
"""So many images are put in order; nobody labels more before the order is made anew."""


@dataclass(frozen=True, slots=True)
class FolderToOrder:
    """`images` says of each whether it is labelled; `model` names the model whose runs are looked at;
    `doubts` asks how doubtful images were to the head that learns, by content key."""

    images: Mapping[Path, bool]
    model: str
    doubts: Callable[[], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class FolderOrdered:
    """`paths` are the images to label next, best first; `known` of `total` images have been seen by the
    model. `by_doubt`: enough are labelled that doubt counts."""

    paths: tuple[Path, ...]
    known: int
    total: int
    by_doubt: bool


class OrderService(QObject):
    """Lives in the GUI thread. Its thread starts with the first question."""

    ordered = Signal(object)
    """FolderOrdered"""
    failed = Signal(object)
    """Message"""

    def __init__(self, store: RunStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._thread = WorkerThread("order", self, gives_way=True)
        self._requests = Latest(self._thread)
        self._requests.succeeded.connect(self._on_succeeded)
        self._requests.failed.connect(self._on_failed)

    def order(self, folder: FolderToOrder) -> None:
        """Ask for the order of a folder, instead of what was asked for before."""
        self._requests.submit(partial(_order, self._store, folder), Message("doing.ordering"))

    def cancel(self) -> None:
        """Give up the question under way; nothing is heard of it."""
        self._requests.cancel()

    def shutdown(self) -> None:
        """Give up the question under way and end the thread, if it was ever started."""
        self._thread.stop()

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        self.ordered.emit(message.result)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(message.message)


def _order(store: RunStore, folder: FolderToOrder, call: Call) -> FolderOrdered:
    from frcnn_desktop.learning.order import TYPICAL_UNTIL, estimated_doubts, order_images

    keys: dict[Path, str] = {}
    for path in folder.images:
        call.token.raise_if_cancelled()
        key = store.content_of(path, file_stamp(path))
        if key is not None:
            keys[path] = key
    seen = store.descriptions(set(keys.values()), folder.model)
    paths = [path for path, key in keys.items() if key in seen]
    if not paths:
        return FolderOrdered((), 0, len(folder.images), by_doubt=False)
    vectors = np.stack([seen[keys[path]] for path in paths])
    labelled = [row for row, path in enumerate(paths) if folder.images[path]]
    asked = folder.doubts()
    known = {row: asked[keys[path]] for row, path in enumerate(paths) if keys[path] in asked}
    doubts = estimated_doubts(vectors, known) if len(labelled) >= TYPICAL_UNTIL else None
    rows = order_images(vectors, labelled, doubts, RANKED, call.token)
    return FolderOrdered(
        tuple(paths[row] for row in rows), len(paths), len(folder.images), by_doubt=doubts is not None
    )
