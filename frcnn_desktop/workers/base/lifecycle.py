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
from typing import Protocol
from weakref import WeakSet

from PySide6.QtCore import QThread
from shiboken6 import isValid

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


class Cancellable(Protocol):
    """A worker thread, as far as closing is concerned."""

    def cancel_work(self) -> None:
        """Let what is under way and waiting stop as soon as it can."""


_threads: WeakSet[Cancellable] = WeakSet()
_abandoned: list[QThread] = []
"""Threads that were still busy at the deadline, kept until the process ends through `host.leaving`."""
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


def register(thread: Cancellable) -> None:
    """Let `closing` reach a thread as long as somebody holds it and it has not been stopped."""
    _threads.add(thread)


def unregister(thread: Cancellable) -> None:
    """The thread has been stopped: there is nothing to cancel any more."""
    _threads.discard(thread)


def patience_ms() -> int:
    """Return how many milliseconds a thread that was asked to end is waited for."""
    seconds = max(_deadlines[-1] - time.monotonic(), GRACE_S) if _deadlines else PATIENCE_S
    return int(1000 * seconds)


def abandon(thread: QThread) -> None:
    """Keep a thread that did not end in time. Destroying a running QThread aborts the process."""
    _log.warning("the thread %s is still busy and is left to itself", thread.objectName())
    # Its parent would destroy it.
    thread.setParent(None)
    _abandoned.append(thread)


@contextmanager
def closing(seconds: float = CLOSING_S) -> Iterator[None]:
    """Cancel the work of all threads; those that are stopped within this share one deadline."""
    for thread in tuple(_threads):
        # Who made it may be gone, and have taken it along.
        if isValid(thread):
            thread.cancel_work()
    with patience(seconds):
        yield


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Wait no longer than this for all threads that are stopped within."""
    _deadlines.append(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadlines.pop()


def abandoned_threads() -> list[str]:
    """Return the names of the threads that were still busy when they were to end, and are so now."""
    _abandoned[:] = [each for each in _abandoned if each.isRunning()]
    return [each.objectName() for each in _abandoned]


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
