"""Starting and ending worker threads, whatever they are doing when the program closes."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QThread

_log = logging.getLogger(__name__)


NICENESS = 10
TURN_S = 0.0005

PATIENCE_S = 30.0
"""How long a thread may take to end while the program goes on."""
CLOSING_S = 1.5
"""How long all threads together may take to end when the program closes."""
GRACE_S = 0.05
"""A thread that is asked to end after the others have used up the time still gets this long."""
LAST_RESORT_S = 20.0
"""The process ends so long after closing began, even if a thread never lets go of the interpreter."""

_abandoned: list[WorkerThread] = []
"""Threads that were still busy at the deadline. Destroying a running QThread aborts the process, so they are
kept until it ends through `leave_process`."""
_deadlines: list[float] = []
"""When the closing that is under way ends, by the monotonic clock."""


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

    def stop(self, patience: float | None = None) -> bool:
        """End the event loop and wait for at most `patience` seconds (None: what is usual now).

        Returns False if the thread still runs: it is abandoned then, and lasts until the process ends.
        """
        self.thread.quit()
        ended = self.thread.wait(int(1000 * (_patience() if patience is None else patience)))
        if not ended and self not in _abandoned:
            _log.warning("the thread %s is still busy and is left to itself", self.thread.objectName())
            # Its parent would destroy it.
            self.thread.setParent(None)
            _abandoned.append(self)
        return ended


def _patience() -> float:
    return max(_deadlines[-1] - time.monotonic(), GRACE_S) if _deadlines else PATIENCE_S


@contextmanager
def closing(seconds: float = CLOSING_S) -> Iterator[None]:
    """Within this all threads that are stopped share one deadline."""
    _deadlines.append(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadlines.pop()


def abandoned_threads() -> list[str]:
    """Return the names of the threads that were still busy when they were to end, and are so now."""
    _abandoned[:] = [each for each in _abandoned if each.thread.isRunning()]
    return [each.thread.objectName() for each in _abandoned]


@contextmanager
def last_resort(seconds: float = LAST_RESORT_S) -> Iterator[None]:
    """End the process with status 1 if what is done within takes longer.

    The clock needs no interpreter, so that it works while a thread keeps it to itself, as an import may that
    loads a library from a disk which does not answer.
    """
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def leave_process(status: int) -> int:
    """Return `status`, or end the process with it here and now if a thread is still busy.

    The interpreter's own end would wait for such a thread or destroy it. Call it last: nothing that was
    registered for the exit runs, so whatever must be kept has been written before.
    """
    if busy := abandoned_threads():
        _log.info("the program ends beside busy threads: %s", ", ".join(busy))
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            # A windowed program has none.
            if stream is not None:
                stream.flush()
        os._exit(status)
    return status
