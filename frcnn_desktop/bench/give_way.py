"""How long a thread of the background goes on after a hand has asked for the cores."""

from __future__ import annotations

import sys
import threading
import time

from PySide6.QtCore import QThread

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.workers.base.right_of_way import RightOfWay


class WatchedRightOfWay(RightOfWay):
    """Takes the place of a window's right of way by `watch`.

    `times`: milliseconds from each question of a hand that met the thread at work to its next look at its
    token, or to the end of its work. `worked`: how many of them it had a core for, where the system tells.
    """

    times: list[float]
    worked: list[float]
    _thread = ""
    _works = _stands = False
    _clock: int | None = None
    _asked_at = _worked_at = 0.0

    @classmethod
    def watch(cls, right_of_way: RightOfWay, thread: str) -> WatchedRightOfWay:
        """Watch the thread of this name from now on; who holds the right of way keeps it."""
        object.__setattr__(right_of_way, "__class__", cls)
        assert isinstance(right_of_way, cls)
        right_of_way.times, right_of_way.worked, right_of_way._thread = [], [], thread
        return right_of_way

    def set_working(self, working: bool) -> None:
        """The thread has been given work, or has ended it."""
        if not working:
            self._note()
        self._works = working

    def take(self) -> None:
        """Note when a hand asks while the thread is at work."""
        super().take()
        if self._works and not self._stands and not self._asked_at:
            self._asked_at, self._worked_at = time.perf_counter(), self._core_time()

    def wait(self, token: CancelToken, *, made_ahead: bool = False) -> None:
        """Note that the thread looks."""
        if QThread.currentThread().objectName() != self._thread:
            super().wait(token, made_ahead=made_ahead)
            return
        if self._clock is None and sys.platform == "linux":
            self._clock = time.pthread_getcpuclockid(threading.get_ident())
        self._note()
        self._stands = True
        super().wait(token, made_ahead=made_ahead)
        self._stands = False

    def _core_time(self) -> float:
        return time.clock_gettime(self._clock) if self._clock is not None else 0.0

    def _note(self) -> None:
        asked_at, self._asked_at = self._asked_at, 0.0
        if asked_at:
            self.times.append((time.perf_counter() - asked_at) * 1000)
            self.worked.append((self._core_time() - self._worked_at) * 1000)
