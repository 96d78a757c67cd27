"""Looking into the detector at the box under the hand, in a thread that waits for nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.messages import Message
from frcnn_desktop.explain.roi_inspection import RoiInspection, RoiQuery
from frcnn_desktop.workers.base.jobs import Call, RequestSucceeded
from frcnn_desktop.workers.base.policies import Coalescing
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine_holder import EngineHolder, ScoringEngine


@dataclass(frozen=True, slots=True, eq=False)
class InspectSucceeded:
    """What the detector makes of the box that was asked about."""

    request_id: int
    inspection: RoiInspection


@dataclass(frozen=True, slots=True, eq=False)
class FeaturesMissing:
    """The image is not encoded (yet), or no engine is there that can be looked into."""

    request_id: int


def inspect(engines: ScoringEngine, query: RoiQuery, call: Call) -> InspectSucceeded | FeaturesMissing:
    """Follow one box through the detector, on the weights that the inference thread loaded."""
    engine = engines.get()
    can = engine is not None and Ability.INSPECT in engine.abilities
    found = engine.inspect_cached(query) if engine is not None and can else None
    return FeaturesMissing(call.request_id) if found is None else InspectSucceeded(call.request_id, found)


class InspectorService(QObject):
    """Answers a drag; see `Coalescing`. Lives in the GUI thread. Its thread starts with the first request."""

    inspected = Signal(object)
    """InspectSucceeded"""
    missing = Signal(object)
    """FeaturesMissing"""
    failed = Signal(object)
    """RequestFailed"""

    def __init__(self, holder: EngineHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engines = ScoringEngine(holder)
        self._thread = WorkerThread("inspector", self)
        self._requests = Coalescing(self._thread)
        self._requests.succeeded.connect(self._on_succeeded)
        self._requests.failed.connect(self.failed)

    def inspect(self, query: RoiQuery) -> int:
        """Ask about a box; a request that still waits is replaced. Returns the request's id."""
        return self._requests.submit(partial(inspect, self._engines, query), Message("doing.inspecting"))

    def forget(self) -> None:
        """Drop what waits and what is under way."""
        self._requests.cancel()

    def shutdown(self) -> None:
        """Drop everything and end the thread, if it was ever started."""
        self._thread.stop()

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        if isinstance(message.result, InspectSucceeded):
            self.inspected.emit(message.result)
        else:
            self.missing.emit(message.result)
