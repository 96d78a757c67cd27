"""The measured process of `bench start`: the real window, driven from inside by timers."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frcnn_desktop.bench.child_process import STARTED
from frcnn_desktop.bench.stalls import StallMeter
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed

DETECTIONS = 5
FIDGET_MS = 40
READY_MS = 200


class Driver(QObject):
    """Waits for the first paint, drops the photo, fidgets, detects again a few times, reports and quits."""

    def __init__(self, application: Application, image: Path, started: float) -> None:
        super().__init__()
        self._application, self._image, self._started = application, image, started
        self._meter = StallMeter(self)
        self._report: dict[str, float] = {}
        self._left = DETECTIONS
        self._dropped = 0.0
        self._steps = 0
        self._fidget = QTimer(self, interval=FIDGET_MS)
        self._fidget.timeout.connect(self._on_fidget)
        application.window.installEventFilter(self)
        application.inference.model_loaded.connect(self._on_model)
        application.detection.run_shown.connect(self._on_run)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the time when the window is first painted, and drop the photo then."""
        if event.type() is QEvent.Type.Paint and "window_s" not in self._report:
            self._report["window_s"] = time.time() - self._started
            self._report["torch_loaded_before_window"] = float("torch" in sys.modules)
            QTimer.singleShot(0, self._drop)
        return super().eventFilter(watched, event)

    @Slot()
    def _drop(self) -> None:
        self._meter.enter("loading")
        self._fidget.start()
        self._dropped = time.time()
        self._application.workspace.open_paths([self._image])

    @Slot()
    def _on_fidget(self) -> None:
        """Move the mouse over the canvas and press harmless keys, as a person would meanwhile."""
        viewport = self._application.canvas.viewport()
        self._steps += 1
        QTest.mouseMove(viewport, QPoint(50 + self._steps * 7 % 400, 50 + self._steps * 3 % 300))
        QTest.keyClick(self._application.canvas, Qt.Key.Key_Shift)

    @Slot(object)
    def _on_model(self, _info: object) -> None:
        self._report["model_ready_s"] = time.time() - self._started

    @Slot(object)
    def _on_run(self, run: object) -> None:
        if run is None:
            return
        if "first_detection_s" not in self._report:
            self._report["first_detection_s"] = time.time() - self._started
            self._report["drop_to_detection_s"] = time.time() - self._dropped
        self._detect_again()

    @Slot()
    def _detect_again(self) -> None:
        """Detect until enough was measured, once the compiled search has taken over from OpenCV's."""
        from frcnn_desktop.proposals.kernels import preparation

        if not (preparation.ready or preparation.failed):
            QTimer.singleShot(READY_MS, self._detect_again)
        elif self._left:
            self._left -= 1
            self._meter.enter("detecting")
            QTimer.singleShot(0, self._application.detection.detect)
        else:
            self._finish()

    def _finish(self) -> None:
        for phase, gaps in self._meter.phases.items():
            for name, value in gaps.summary().items():
                self._report[f"{phase}_stall_{name}"] = float(value)
        print(json.dumps(self._report), flush=True)
        self._fidget.stop()
        self._application.window.close()
        QApplication.quit()


def measure(image: Path) -> int:
    """Run the window once and print what was measured as one line of JSON."""
    started = float(os.environ.get(STARTED, time.time()))
    qt_application = make_qt_application()
    application = Application()
    driver = Driver(application, image, started)
    status = run_until_closed(qt_application, application, application.start)
    driver.deleteLater()
    return status
