"""What the benches of the window share: the real program, driven by mouse and keys, a step a timer tick."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frcnn_desktop.bench.paint_watch import PaintWatch
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.image_kinds import is_image_name
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.app import Application

MOVE_MS = 16


def never() -> bool:
    """Nothing is ever enough."""
    return False


def photos_of(folder: Path) -> list[Path]:
    """Return the photos of a folder in the order of their names. Raises FrcnnError for none."""
    photos = sorted(path for path in folder.iterdir() if is_image_name(path.name))
    if not photos:
        raise FrcnnError(Message("input.no_images"))
    return photos


class WindowSession(QObject):
    """Does the work of `_steps` while Qt's loop runs as it would, then closes the window.

    A step yields True wherever it has to wait or has moved the mouse once. What the window refuses to open
    ends the session: what it waits for would never come.
    """

    def __init__(self, application: Application, interval: int = MOVE_MS) -> None:
        super().__init__()
        self.app = application
        self.problem: Message | None = None
        application.workspace.open_failed.connect(self._on_refused)
        application.workspace.nothing_found.connect(self._on_refused)
        self._painted_at = 0.0
        self._canvas_watch = PaintWatch(application.canvas.viewport(), self._on_canvas_painted)
        self._work = self._steps()
        self._timer = QTimer(self, interval=interval, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _steps(self) -> Iterator[bool]:
        yield from ()

    @Slot()
    def _step(self) -> None:
        if next(self._work, None) is None:
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self.app.session.undo_stack.setClean()
        self.app.window.close()
        QApplication.quit()

    @Slot(object, object)
    def _on_refused(self, _path: Path | None, reason: Message | None) -> None:
        self.problem = reason or Message("input.no_images")
        self._end()

    def raise_problem(self) -> None:
        """Raise FrcnnError with why the session ended early, if it did."""
        if self.problem is not None:
            raise FrcnnError(self.problem)

    def _on_canvas_painted(self) -> None:
        self._painted_at = time.perf_counter()

    def _rest(self, seconds: float) -> Iterator[bool]:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            yield True

    def _drag_box(self, seconds: float, enough: Callable[[], bool] = never) -> Iterator[bool]:
        """Draw a box that never stands still for this long, or until it is `enough`, then give it up."""
        canvas, viewport = self.app.canvas, self.app.canvas.viewport()
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key.Key_W)
        centre = viewport.rect().center()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=centre - QPoint(150, 120))
        started = time.perf_counter()
        while (elapsed := time.perf_counter() - started) < seconds and not enough():
            swing = QPoint(round(100 * math.sin(elapsed * 2)), round(80 * math.cos(elapsed * 3)))
            QTest.mouseMove(viewport, centre + swing)
            yield True
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
