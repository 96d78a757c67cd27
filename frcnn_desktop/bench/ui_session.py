"""Opening folders and walking through photos, timed from the key to the painted photo, for `bench ui`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtTest import QTest

from frcnn_desktop.bench.window_session import WindowSession, photos_of
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.app import Application

POLL_MS = 1
WINDOW = 1366, 768
REST_S = 0.1
"""A person looks at an image before the next key."""
SETTLE_S = 1.0
"""After the model is loaded: the window has its files read and its kernels ready."""


class Pace(Enum):
    """When a walk presses the key for the next image."""

    BACK_TO_BACK = "as soon as an image is painted"
    READ_AHEAD = "once the next image is read ahead"
    DETECTED = "once the next image is read ahead and detected"


class TimedSession(WindowSession):
    """A session that waits for the model, opens a folder and collects milliseconds."""

    def __init__(self, application: Application, folder: Path, steps: int) -> None:
        super().__init__(application, POLL_MS)
        application.window.resize(*WINDOW)
        self._folder, self._count = folder, steps
        application.canvas.paint_first.awaited.connect(self._on_awaited)
        self.times: dict[str, list[float]] = {}

    def _until_loaded(self) -> Iterator[bool]:
        while not self.app.inference.model_key:
            yield True
        yield from self._rest(SETTLE_S)

    def _note(self, name: str, started: float, ended: float) -> None:
        self.times.setdefault(name, []).append((ended - started) * 1000)

    @Slot(bool)
    def _on_awaited(self, awaited: bool) -> None:
        """The photo has been painted ahead of everything else: what follows is not part of its time."""
        if not awaited:
            self._on_canvas_painted()

    def figures(self) -> dict[str, float]:
        """Return the 95th percentile of each kind of time in milliseconds."""
        return {f"{name}_p95_ms": percentile_95(values) for name, values in self.times.items()}


class FolderSession(TimedSession):
    """Opens the folder in a window that is at rest: seconds until its first image is painted."""

    def _steps(self) -> Iterator[bool]:
        yield from self._until_loaded()
        started = time.perf_counter()
        self.app.workspace.open_paths([self._folder])
        while self.app.session.image is None or self._painted_at < started:
            yield True
        self._note("folder", started, self._painted_at)

    def figures(self) -> dict[str, float]:
        """Return seconds: a folder is opened once."""
        return {"folder_s": self.times["folder"][0] / 1000}


class SwitchSession(TimedSession):
    """Walks through the folder with the key D: milliseconds until the next image is painted.

    With `Pace.DETECTED` until it is painted with its detections.
    """

    paces: Sequence[tuple[str, Pace]] = (("switch", Pace.READ_AHEAD), ("switch_detected", Pace.DETECTED))

    def __init__(self, application: Application, folder: Path, steps: int) -> None:
        super().__init__(application, folder, steps)
        self._read: dict[Path, LoadedImage] = {}
        self._shown: Path | None = None
        application.workspace.neighbours_loaded.connect(self._on_read)

    def _steps(self) -> Iterator[bool]:
        yield from self._until_loaded()
        self.app.workspace.open_paths(photos_of(self._folder)[: len(self.paces) * self._count + 5])
        while self.app.detection.run is None:
            yield True
        for name, pace in self.paces:
            for _ in range(self._count):
                yield from self._step_on(name, pace)

    def _step_on(self, name: str, pace: Pace) -> Iterator[bool]:
        following = self.app.workspace.catalogue.neighbour(1)
        if following is None:
            return
        while not self._may_go_on(following, pace):
            yield True
        if pace is not Pace.BACK_TO_BACK:
            yield from self._rest(REST_S)
        self.app.canvas.setFocus()
        started = time.perf_counter()
        QTest.keyClick(self.app.canvas, Qt.Key.Key_D)
        while self._shown != following or self._painted_at < started:
            yield True
        self._note(name, started, self._painted_at)

    def _may_go_on(self, following: Path, pace: Pace) -> bool:
        if pace is Pace.BACK_TO_BACK:
            return True
        image = self._read.get(following)
        if image is None or pace is Pace.READ_AHEAD:
            return image is not None
        return self.app.inference.kept(image.content_key) is not None

    @Slot(list)
    def _on_read(self, images: list[LoadedImage]) -> None:
        self._read = {image.path: image for image in images}

    def _on_canvas_painted(self) -> None:
        image = self.app.session.image
        if image is None or image.path == self._shown:
            return
        self._shown = image.path
        super()._on_canvas_painted()


class LargeSession(SwitchSession):
    """The same with photos of 12 megapixels, back to back and with a pause before each."""

    paces = (("switch_12mp", Pace.BACK_TO_BACK), ("switch_12mp_prefetched", Pace.READ_AHEAD))


def percentile_95(values: Sequence[float]) -> float:
    """Return the 95th percentile of at least two values."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
