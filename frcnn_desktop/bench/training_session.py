"""The measured session of `bench training`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtTest import QTest

from frcnn_desktop.bench.window_session import WindowSession, photos_of
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed
from frcnn_desktop.ui.training.feature import TrainingFeature
from frcnn_desktop.ui.training.run_card import CardKind

REST_S = 2.0
"""After the first detection: the window has its files read and the images ahead detected."""
_LEFT = Qt.MouseButton.LeftButton


class TrainingSession(WindowSession):
    """Opens the Training page, starts the run that it proposes and takes its model into use."""

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self.figures: dict[str, float] = {}
        self._loaded_at = 0.0

    def _steps(self) -> Iterator[bool]:
        app = self.app
        while app.detection.run is None:
            yield True
        yield from self._rest(REST_S)
        QTest.keyClick(app.canvas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        control = app.feature(TrainingFeature).control
        while control.view is None or control.view.data.summary is None:
            yield True
        page = control.view.page
        app.inference.model_loaded.connect(self._on_loaded)
        started = time.perf_counter()
        QTest.mouseClick(page.buttons.start, _LEFT)
        while page.card.kind is CardKind.RUNNING and not control.run.record.total_steps:
            yield True
        prepared = time.perf_counter()
        while page.card.kind is CardKind.RUNNING:
            yield True
        trained = time.perf_counter()
        if page.card.kind is not CardKind.FINISHED:
            self.problem = verbatim(page.card.sentence.text() or "No training was offered for these images.")
            return
        QTest.mouseClick(page.card.use, _LEFT)
        while not self._loaded_at:
            yield True
        self.figures = {
            "to_model_in_use_s": self._loaded_at - started,
            "prepared_s": prepared - started,
            "trained_s": trained - started,
            "steps": float(control.run.record.total_steps),
        }

    @Slot()
    def _on_loaded(self) -> None:
        self._loaded_at = time.perf_counter()


def measure(folder: Path) -> dict[str, float]:
    """Return the figures of one run, in seconds. Raises FrcnnError where it failed."""
    photos_of(folder)  # Refuses a folder without any before a window opens.
    qt_application = make_qt_application()
    application = Application()
    session = TrainingSession(application)
    run_until_closed(qt_application, application, lambda: application.start([folder]))
    session.raise_problem()
    return session.figures
