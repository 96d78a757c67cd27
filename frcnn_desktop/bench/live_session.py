"""The measured session of `bench live`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtTest import QTest

from frcnn_desktop.bench.paint_watch import PaintWatch
from frcnn_desktop.bench.stalls import StallMeter
from frcnn_desktop.bench.window_session import WindowSession, photos_of
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.images import load_image
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed
from frcnn_desktop.ui.browse.read_ahead import AHEAD
from frcnn_desktop.ui.detect.feature import DetectFeature
from frcnn_desktop.ui.live.feature import LiveFeature
from frcnn_desktop.ui.live.meter_bars import MeterOverlay
from frcnn_desktop.workers.detect.messages import ScoreSucceeded

SLIDER_STEPS = 200
NEXT_IMAGES = 20
OVERTAKINGS = 20
PAUSE_S = 0.21
"""Not a multiple of what a stage takes, so that every stage is overtaken."""
LISTED = NEXT_IMAGES + 5
PREFETCHED = 150
"""Photos beyond the listed ones, to keep the detector busy while a box is dragged."""
KINDS = "score_one_box", "meter", "slider", "next_image", "overtake"


class Session(WindowSession):
    """Opens the photos, drags, slides, walks on, and collects milliseconds."""

    def __init__(self, application: Application, images: list[Path], seconds: float) -> None:
        super().__init__(application)
        self._seconds, self._beyond = seconds, images[LISTED : LISTED + PREFETCHED]
        self.times: dict[str, list[float]] = {name: [] for name in KINDS}
        self.stalls = StallMeter(self)
        self._moves: dict[Box, float] = {}
        self._asked_at = 0.0
        self._filtered = 0
        self.prefetched = 0
        # Brought after the window otherwise, and its overlay is watched from the first paint on.
        application.feature(LiveFeature)
        overlay = application.canvas.viewport().findChild(MeterOverlay)
        assert overlay is not None
        self._overlay = overlay
        self._meter_watch = PaintWatch(overlay, self._on_meter_painted)
        application.scoring.scored.connect(self._on_scored)
        application.scoring.filtered.connect(self._on_filtered)
        application.canvas.box_changing.connect(self._on_box_changing)

    def _steps(self) -> Iterator[bool]:
        while self.app.detection.run is None:
            yield True
        yield from self._drag()
        yield from self._slide()
        yield from self._overtake()
        yield from self._walk()

    def _drag(self) -> Iterator[bool]:
        """Draw one box that never stands still, while other images are being detected."""
        self._prefetch_others()
        self.app.inference.prefetched.connect(self._on_prefetched)
        self.stalls.enter("drag")
        yield from self._drag_box(self._seconds)
        self.stalls.stop()
        self.app.inference.prefetched.disconnect(self._on_prefetched)
        self._stop_prefetching()
        yield True

    def _slide(self) -> Iterator[bool]:
        slider = self.app.feature(DetectFeature).panel.controls.score.slider
        for step in range(SLIDER_STEPS):
            shown = self._filtered
            started = time.perf_counter()
            QTest.keyClick(slider, Qt.Key.Key_Right if step // 40 % 2 else Qt.Key.Key_Left)
            while self._filtered == shown or self._painted_at < started:
                yield True
            self.times["slider"].append((self._painted_at - started) * 1000)

    def _overtake(self) -> Iterator[bool]:
        """Ask for a detection while others are prefetched; the time until it has begun."""
        self._prefetch_others()
        self.app.inference.progress.connect(self._on_begun)
        for _ in range(OVERTAKINGS):
            yield from self._rest(PAUSE_S)
            self._asked_at = time.perf_counter()
            self.app.detection.detect()
            while self._asked_at:
                yield True
            self.app.inference.cancel()
        self._stop_prefetching()

    @Slot(object)
    def _on_begun(self, _message: object) -> None:
        if self._asked_at:
            self.times["overtake"].append((time.perf_counter() - self._asked_at) * 1000)
            self._asked_at = 0.0

    def _prefetch_others(self) -> None:
        self.app.inference.prefetch(map(load_image, self._beyond), self.app.detection.filter)

    def _stop_prefetching(self) -> None:
        # In the place of those: what opening the image had asked for.
        ahead = self.app.workspace.catalogue.ahead(AHEAD)
        self.app.inference.prefetch(map(load_image, ahead), self.app.detection.filter)

    def _walk(self) -> Iterator[bool]:
        for _ in range(NEXT_IMAGES):
            key = self._key_of_next()
            while self.app.inference.kept(key) is None:
                yield True
            yield from self._go_on(key)

    def _key_of_next(self) -> str:
        following = self.app.workspace.catalogue.neighbour(1)
        assert following is not None
        return load_image(following).content_key

    def _go_on(self, key: str) -> Iterator[bool]:
        """Press D and wait for the image of this content key, which has been detected ahead."""
        app = self.app
        app.canvas.setFocus()
        started = time.perf_counter()
        QTest.keyClick(app.canvas, Qt.Key.Key_D)
        while app.detection.run is None or app.detection.run.content_key != key or self._painted_at < started:
            yield True
        self.times["next_image"].append((self._painted_at - started) * 1000)

    @Slot(tuple)
    def _on_box_changing(self, box: Box) -> None:
        self._moves[box] = time.perf_counter()

    @Slot(object)
    def _on_scored(self, message: ScoreSucceeded) -> None:
        self.times["score_one_box"].append(message.seconds * 1000)

    @Slot()
    def _on_prefetched(self) -> None:
        self.prefetched += 1

    @Slot()
    def _on_filtered(self) -> None:
        self._filtered += 1

    def _on_meter_painted(self) -> None:
        meter = self._overlay.meter
        if meter is None:
            return
        now = time.perf_counter()
        moved = [box for box in self._moves if np.allclose(box, meter.box, atol=1e-3)]
        if moved:
            self.times["meter"].append((now - self._moves[moved[0]]) * 1000)
            self._moves.clear()


def measure_live(folder: Path, seconds: float) -> dict[str, float]:
    """Return p95 in milliseconds of each kind of answer, and the longest stall while dragging."""
    images = photos_of(folder)
    qt_application = make_qt_application()
    application = Application()
    session = Session(application, images, seconds)
    run_until_closed(qt_application, application, lambda: application.start(images[:LISTED]))
    session.raise_problem()
    figures = {
        f"{name}_p95_ms": float(np.percentile(values, 95)) for name, values in session.times.items() if values
    }
    drag = session.stalls.phases["drag"].gaps
    figures["gui_stall_max_ms"] = max(drag, default=0.0)
    figures["prefetched_count"] = float(session.prefetched)
    return figures | {f"{name}_count": float(len(values)) for name, values in session.times.items()}
