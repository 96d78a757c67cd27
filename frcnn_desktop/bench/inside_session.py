"""The measured session of `bench inside`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtTest import QTest

from frcnn_desktop.bench.paint_watch import PaintWatch
from frcnn_desktop.bench.window_session import WindowSession, photos_of
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed
from frcnn_desktop.ui.inside.feature import InsideFeature
from frcnn_desktop.ui.inside.inspector.tiles import InspectorTiles
from frcnn_desktop.ui.inside.walk.registry import STAGES

ROUNDS = 10
"""Walks through all stages."""
LOOK_S = 0.4
"""How long a stage is looked at before the next: longer than it fades."""
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class InsideSession(WindowSession):
    """Drags a box with the RoI inspector open, walks through the stages, and collects milliseconds."""

    def __init__(self, application: Application, seconds: float) -> None:
        super().__init__(application)
        self._seconds = seconds
        self.times: dict[str, list[float]] = {"inspector": [], "stage_change": []}
        self._moves: dict[Box, float] = {}
        self._watches: list[PaintWatch] = []

    def _steps(self) -> Iterator[bool]:
        while self.app.detection.run is None:
            yield True
        yield from self._drag()
        yield from self._walk()

    def _drag(self) -> Iterator[bool]:
        canvas, panel = self.app.canvas, self.app.feature(InsideFeature).inspector
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key.Key_I, _CTRL_SHIFT)
        # The first box makes the views: it takes once what no later one does.
        while panel.inspection is None or panel.tiles is None:
            yield from self._drag_box(0.5)
        self._watch(panel.tiles)
        canvas.box_changing.connect(self._on_box_changing)
        yield from self._drag_box(self._seconds)
        canvas.box_changing.disconnect(self._on_box_changing)
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key.Key_I, _CTRL_SHIFT)
        yield True

    def _watch(self, tiles: InspectorTiles) -> None:
        # All views change with every box and are painted together; these are the first and the last of them.
        self._watches = [PaintWatch(view, self._on_painted) for view in (tiles.crop, tiles.facts)]

    @Slot(tuple)
    def _on_box_changing(self, box: Box) -> None:
        self._moves[box] = time.perf_counter()

    def _on_painted(self) -> None:
        found = self.app.feature(InsideFeature).inspector.inspection
        if found is None or (moved := self._moves.get(found.query.box)) is None:
            return
        self.times["inspector"].append((time.perf_counter() - moved) * 1000)
        self._moves = {box: at for box, at in self._moves.items() if at > moved}

    def _walk(self) -> Iterator[bool]:
        canvas, walk = self.app.canvas, self.app.feature(InsideFeature).seeing.walk
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key.Key_F2)
        while not all(stage.ready(walk.walk) for stage in STAGES):
            yield True
        for _ in range(ROUNDS):
            for stage in STAGES:
                yield from self._rest(LOOK_S)
                started = time.perf_counter()
                if keys := self.app.actions.keys(stage.action):
                    QTest.keySequence(canvas, keys[0])
                else:
                    self.app.actions[stage.action].trigger()
                while walk.fader.front.stage is not stage or self._painted_at < started:
                    yield True
                self.times["stage_change"].append((self._painted_at - started) * 1000)


def measure_inside(folder: Path, seconds: float) -> dict[str, float]:
    """Return p95 in milliseconds of each kind of answer, and how many each stands on."""
    qt_application = make_qt_application()
    application = Application()
    session = InsideSession(application, seconds)
    run_until_closed(qt_application, application, lambda: application.start(photos_of(folder)[:1]))
    session.raise_problem()
    figures = {f"{name}_p95_ms": float(np.percentile(each, 95)) for name, each in session.times.items()}
    return figures | {f"{name}_count": float(len(each)) for name, each in session.times.items()}
