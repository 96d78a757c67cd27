"""Memory of the window with and without a model and after a long walk, for `bench ui`."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from frcnn_desktop.bench.memory_session import Walk, resident_megabytes
from frcnn_desktop.bench.window_session import photos_of
from frcnn_desktop.ui.app import Application

IDLE_S = 4.0


class MemorySession(Walk):
    """Notes the memory in use without a model, with one at rest, and after a walk with caches as they are."""

    def __init__(self, application: Application, folder: Path, steps: int, may_load: threading.Event) -> None:
        photos = photos_of(folder)[: steps + 1]
        super().__init__(application, min(steps, len(photos) - 1), resident_megabytes)
        self._photos, self._may_load = photos, may_load
        self._figures: dict[str, float] = {}

    def _steps(self) -> Iterator[bool]:
        yield from self._idle()
        self._figures["rss_before_model_mb"] = resident_megabytes()
        self._may_load.set()
        while not self.app.inference.model_key:
            yield True
        yield from self._idle()
        self._figures["rss_idle_mb"] = resident_megabytes()
        self.app.workspace.open_paths(self._photos)
        yield from super()._steps()
        yield from self._idle()
        self._figures["rss_after_500_mb"] = resident_megabytes()

    def _idle(self) -> Iterator[bool]:
        until = time.perf_counter() + IDLE_S
        while time.perf_counter() < until:
            yield True

    def figures(self) -> dict[str, float]:
        """Return megabytes."""
        return self._figures
