"""Gestures among many objects and proposals, timed from event to paint, for `bench ui`."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frcnn_desktop.bench.ui_session import REST_S, TimedSession
from frcnn_desktop.bench.window_session import photos_of
from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.shell.action_ids import ActionId

PROPOSALS = 2000
OBJECTS = 100
_OBJECT_SIDE = 30


class CrowdSession(TimedSession):
    """Drags, nudges, zooms and scrolls among many objects and proposals: milliseconds from event to paint."""

    def _steps(self) -> Iterator[bool]:
        app = self.app
        yield from self._until_loaded()
        app.workspace.open_paths(photos_of(self._folder)[:1])
        while app.detection.run is None:
            yield True
        app.session.add_objects(crowd(*photo_size(app)))
        app.actions[ActionId.SHOW_PROPOSALS].setChecked(True)
        app.canvas.set_proposal_limit(PROPOSALS)
        app.session.select([app.session.objects[-1].id])
        yield from self._rest(REST_S)
        for gesture in (self._drag, self._nudge, self._zoom, self._scroll):
            yield from gesture()

    def _timed(self, event: Callable[[], object]) -> Iterator[bool]:
        started = time.perf_counter()
        event()
        while self._painted_at < started:
            yield True
        self._note("event_to_paint", started, self._painted_at)

    def _drag(self) -> Iterator[bool]:
        viewport = self.app.canvas.viewport()
        x1, y1, x2, y2 = self.app.session.objects[-1].box
        start = self.app.canvas.mapFromScene(QPointF((x1 + x2) / 2, (y1 + y2) / 2))
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 2 * self._count + 1):
            swing = QPoint(
                -round(90 - 90 * math.cos(step / 9)) - step % 2, -round(60 * abs(math.sin(step / 7)))
            )
            yield from self._timed(lambda swing=swing: QTest.mouseMove(viewport, start + swing))
        yield from self._timed(
            lambda: QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start - QPoint(20, 20))
        )

    def _nudge(self) -> Iterator[bool]:
        self.app.canvas.setFocus()
        for step in range(self._count):
            key = Qt.Key.Key_Left if step % 20 < 10 else Qt.Key.Key_Right
            yield from self._timed(lambda key=key: QTest.keyClick(self.app.canvas, key))

    def _zoom(self) -> Iterator[bool]:
        for step in range(self._count // 2):
            turn = QPoint(0, 120 if step % 10 < 5 else -120)
            yield from self._timed(lambda turn=turn: self._wheel(turn, Qt.KeyboardModifier.ControlModifier))
        for _ in range(3):
            yield from self._timed(lambda: self._wheel(QPoint(0, 120), Qt.KeyboardModifier.ControlModifier))

    def _scroll(self) -> Iterator[bool]:
        for step in range(self._count // 2):
            turn = QPoint(0, 60 if step % 4 < 2 else -60)
            yield from self._timed(lambda turn=turn: self._wheel(turn, Qt.KeyboardModifier.NoModifier))

    def _wheel(self, turn: QPoint, held: Qt.KeyboardModifier) -> None:
        viewport = self.app.canvas.viewport()
        at = viewport.rect().center()
        event = QWheelEvent(
            QPointF(at), QPointF(viewport.mapToGlobal(at)), QPoint(), turn,
            Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)


def crowd(width: int, height: int) -> list[ObjectAnnotation]:
    """Return `OBJECTS` objects of two classes, evenly over a photo."""
    side = round(math.sqrt(OBJECTS))
    places = [(column / side * width, row / side * height) for row in range(side) for column in range(side)]
    return [
        ObjectAnnotation(
            "person" if number % 2 else "dog",
            (x, y, min(x + _OBJECT_SIDE, float(width)), min(y + _OBJECT_SIDE, float(height))),
        )
        for number, (x, y) in enumerate(places)
    ]


def photo_size(application: Application) -> tuple[int, int]:
    """Return width and height of the open photo."""
    image = application.session.image
    assert image is not None
    return image.width, image.height
