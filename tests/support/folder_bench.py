"""Folder detection on real threads."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.workers.detect.folder_counts import FolderCountService
from frcnn_desktop.workers.detect.folder_detection import FolderDetection
from frcnn_desktop.workers.detect.folder_messages import FolderProgress
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.run_store import RunStore
from support.fake_engine import FakeEngine

FILTER = DetectionFilter(score_threshold=0.5)


class FolderBench:
    """Folder detection on real threads with a known detector; `detected` and `failed`: its answers."""

    def __init__(self, engine: FakeEngine, store: RunStore) -> None:
        self.engine, self.store = engine, store
        self.inference = InferenceService(lambda _path, _device: engine, store=store)
        self.folder = FolderDetection(self.inference, store)
        self.counts = FolderCountService(self.inference.holder, store)
        self.detected: dict[str, int] = {}
        self.failed: dict[str, str] = {}
        self.progress: list[FolderProgress] = []
        self.ends: list[FolderProgress] = []
        self.folder.image_detected.connect(self._on_detected)
        self.folder.image_failed.connect(self._on_failed)
        self.folder.progressed.connect(self.progress.append)
        self.folder.finished.connect(self.ends.append)
        for service in (self.inference, self.folder, self.counts):
            service.start()

    def _on_detected(self, path: Path, count: int) -> None:
        self.detected[path.name] = count

    def _on_failed(self, path: Path, text: str) -> None:
        self.failed[path.name] = text

    def finish(self, qtbot: QtBot, paths: list[Path]) -> None:
        """Detect all of these images and wait until the store has them."""
        with qtbot.waitSignal(self.folder.finished):
            self.folder.detect(paths, FILTER)
        model = self.inference.model_key
        qtbot.waitUntil(lambda: all(self.store.has(key, model) for key in self.engine.runs))

    def close(self) -> None:
        self.engine.gate.set()
        for service in (self.folder, self.counts, self.inference):
            service.shutdown()
        self.store.close()
