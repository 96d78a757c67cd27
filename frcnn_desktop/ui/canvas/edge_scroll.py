"""Scrolling on while a gesture holds the mouse outside the viewport."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QSize, QTimer, Slot

_INTERVAL_MS = 16
_SHARE_PER_STEP = 0.15
_FASTEST = 24.0


class EdgeScroller(QObject):
    """Scrolls the faster the further outside the mouse is, so that a box can be larger than the view."""

    def __init__(self, scroll: Callable[[float, float], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scroll = scroll
        self._step = QPointF()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def running(self) -> bool:
        """Whether it scrolls, i.e. the mouse was outside when last followed."""
        return self._timer.isActive()

    def follow(self, position: QPointF, room: QSize) -> None:
        """Take the mouse's position in a viewport of size `room`."""
        self._step = QPointF(_step(position.x(), room.width()), _step(position.y(), room.height()))
        if self._step.isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    @Slot()
    def stop(self) -> None:
        """Stop scrolling; `follow` may start it again."""
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        self._scroll(self._step.x(), self._step.y())


def _step(place: float, room: float) -> float:
    outside = place if place < 0 else max(place - room, 0)
    return -min(max(outside * _SHARE_PER_STEP, -_FASTEST), _FASTEST)
