"""Starting and ending worker threads."""

from __future__ import annotations

import logging
import os
import sys
import threading

from PySide6.QtCore import QObject, QThread

_log = logging.getLogger(__name__)


NICENESS = 10
TURN_S = 0.0005


def give_way_to_gui() -> None:
    """Let the scheduler prefer the GUI thread to this one and to the threads it will start.

    Qt's thread priorities have no effect on Linux, where niceness belongs to each thread; elsewhere they do.
    """
    if sys.platform.startswith("linux"):
        try:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        except OSError:
            _log.debug("the thread keeps its priority", exc_info=True)


def take_short_turns() -> None:
    """Let a thread that waits for the interpreter have it after half a millisecond instead of five.

    A box under the hand asks for it a dozen times, the GUI thread at every event; torch's threads between two
    steps of theirs have it back before another thread has woken up.
    """
    sys.setswitchinterval(TURN_S)


class _LowThread(QThread):
    """A thread that gives way where Qt's own priority would do nothing."""

    def run(self) -> None:
        if self.priority() is QThread.Priority.LowPriority:
            give_way_to_gui()
        self.exec()


class WorkerThread:
    """A QThread and the one worker that lives in it.

    The worker is moved before the thread starts and is deleted by its own event loop. Work that is under
    way is stopped by its cancel token, never by `terminate`: set the tokens, then call `stop`.
    """

    def __init__(self, worker: QObject, name: str, parent: QObject | None = None) -> None:
        self.thread = _LowThread(parent)
        self.thread.setObjectName(name)
        self.worker = worker
        worker.moveToThread(self.thread)
        self.thread.finished.connect(worker.deleteLater)

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        self.thread.start(priority)

    def stop(self, timeout_ms: int = 30_000) -> bool:
        """End the event loop and wait. Returns False if the thread still runs after `timeout_ms`."""
        self.thread.quit()
        ended = self.thread.wait(timeout_ms)
        if not ended:
            _log.warning("the thread %s did not end within %d ms", self.thread.objectName(), timeout_ms)
        return ended
