"""The services that more than one feature asks. A service that only one feature asks is that feature's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from frcnn_desktop.workers.detect.engine import EngineFactory
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.run_store import RunStore
from frcnn_desktop.workers.detect.scoring_service import ScoringService
from frcnn_desktop.workers.images.image_service import ImageService


class Services(QObject):
    """Threads behind the window: reading images, detecting, and scoring single boxes."""

    def __init__(self, engine_factory: EngineFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.images = ImageService(self)
        self.runs = RunStore()
        self.inference = InferenceService(engine_factory, self, self.runs)
        self.scoring = ScoringService(self.inference.holder, self)
        self.held: dict[str, Callable[[], tuple[int, int]]] = {}
        """What features hold in memory, by name: bytes held, and bytes that may be"""

    def start(self) -> None:
        """Start the threads of all three; models are loaded later, when asked for."""
        for service in (self.images, self.inference, self.scoring):
            service.start()

    def shutdown(self) -> None:
        """End the threads. Safe to call twice. `runs` is closed by whoever knows that no thread is left."""
        for service in (self.scoring, self.images, self.inference):
            service.shutdown()
