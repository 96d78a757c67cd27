"""Measuring R-CNN's way against Fast R-CNN's on the open image, in a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.workers.base.jobs import Call, RequestReport, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine_holder import EngineHolder


@dataclass(frozen=True, slots=True, eq=False)
class CompareProgress:
    """`done` of the `total` regions that are measured."""

    request_id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class CompareSucceeded:
    """Both ways measured on the proposals of one image."""

    request_id: int
    ways: WaysCompared


def compare(holder: EngineHolder, image: LoadedImage, boxes: BoxArray, call: Call) -> CompareSucceeded:
    """Measure both ways. `boxes` N x 4 the proposals of the image, image pixels."""

    def report(done: int, total: int) -> None:
        call.report(CompareProgress(call.request_id, done, total))

    engine = holder.get()
    if engine is None or Ability.COMPARE not in engine.abilities:
        raise FrcnnError(Message("model.not_region_wise"))
    return CompareSucceeded(call.request_id, engine.compare_ways(image, boxes, call.token, report))


class CompareService(QObject):
    """One measurement at a time; a new one, `cancel` and `shutdown` stop the one before.

    Lives in the GUI thread. Its thread starts with the first request. Each request ends in exactly one of
    `succeeded`, `failed` and `cancelled`.
    """

    progress = Signal(object)
    """CompareProgress"""
    succeeded = Signal(object)
    """CompareSucceeded"""
    failed = Signal(object)
    """RequestFailed"""
    cancelled = Signal(object)
    """RequestCancelled"""

    def __init__(self, holder: EngineHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._holder = holder
        self._thread = WorkerThread("comparing", self, gives_way=True)
        self._requests = Latest(self._thread)
        self._requests.reported.connect(self._on_reported)
        self._requests.succeeded.connect(self._on_succeeded)
        self._requests.failed.connect(self.failed)
        self._requests.cancelled.connect(self.cancelled)

    @property
    def busy(self) -> bool:
        """Whether a measurement is under way."""
        return self._requests.busy

    def compare(self, image: LoadedImage, boxes: BoxArray) -> int:
        """Measure both ways on an image and its proposals. Returns the request's id."""
        return self._requests.submit(partial(compare, self._holder, image, boxes), Message("doing.measuring"))

    def cancel(self) -> None:
        """Stop: the request counts as cancelled now, whatever the worker still does."""
        self._requests.cancel()

    def shutdown(self) -> None:
        """Stop and end the thread, if it was ever started."""
        self._thread.stop()

    @Slot(object)
    def _on_reported(self, message: RequestReport) -> None:
        self.progress.emit(message.value)

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        self.succeeded.emit(message.result)
