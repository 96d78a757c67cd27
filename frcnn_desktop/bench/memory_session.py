"""The measured walk of `bench memory`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from frcnn_desktop.bench.window_session import WindowSession, photos_of
from frcnn_desktop.host.memory import give_memory_back
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed
from frcnn_desktop.ui.detect.feature import DetectFeature
from frcnn_desktop.workers.detect.engine import Engine

FIRST = 50
"""Images after which every cache is full."""
FEATURE_BYTES = 20 * 2**20
IMAGE_BYTES = 16 * 2**20
RUNS = 30
COUNTED_BYTES = 2 * 2**20
STEP_MS = 10
STATUS = Path("/proc/self/status")


def small_engine(path: Path | None, device: str) -> Engine:
    """Load a predictor that keeps the features of about 30 images of 500 x 375."""
    from frcnn_desktop.inference import Predictor

    predictor = Predictor.load(path, device)
    predictor.set_cache_limit(FEATURE_BYTES)
    return predictor


class Walk(WindowSession):
    """Opens one image after the other and notes the memory in use, in MB, after `FIRST`, 100, 150, ..."""

    def __init__(
        self, application: Application, count: int, measure: Callable[[], float] | None = None
    ) -> None:
        super().__init__(application, STEP_MS)
        self._count, self._measure = count, measure or least_megabytes
        self.resident: dict[int, float] = {}

    def _steps(self) -> Iterator[bool]:
        before = ""
        for number in range(1, self._count + 1):
            while self.app.detection.run is None or self.app.detection.run.content_key == before:
                yield True
            before = self.app.detection.run.content_key
            if number % FIRST == 0:
                self.resident[number] = self._measure()
                print(f"after {number} images: {self.resident[number]:.0f} MB", file=sys.stderr, flush=True)
            QTest.keyClick(self.app.canvas, Qt.Key.Key_D)
            yield True


def least_megabytes() -> float:
    """Return the memory in use after everything that nobody needs has been given back; 0 where unknown."""
    gc.collect()
    # Freed memory that the C library holds back says nothing about leaks.
    return resident_megabytes() if give_memory_back() else 0.0


def resident_megabytes() -> float:
    """Return the memory in use as the system counts it (RSS); 0 where unknown."""
    try:
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        return 0.0
    return int(line.split()[1]) / 1024


def measure_memory(folder: Path, count: int) -> dict[str, float]:
    """Return MB in use after 50 images and after all, and their ratio."""
    images = photos_of(folder)[: count + 1]
    qt_application = make_qt_application()
    application = Application(engine_factory=small_engine)
    application.services.images.set_cache_limit(IMAGE_BYTES)
    application.inference.set_kept_runs(RUNS)
    application.feature(DetectFeature).counts.set_held_limit(COUNTED_BYTES)
    walk = Walk(application, min(count, len(images) - 1))
    run_until_closed(qt_application, application, lambda: application.start(images))
    walk.raise_problem()
    first, last = walk.resident.get(FIRST, 0.0), walk.resident[max(walk.resident)]
    figures = {f"after_{number}_mb": value for number, value in walk.resident.items()}
    return figures | {"growth": last / first if first else 0.0, "images": float(max(walk.resident))}
