"""Ending the process beside threads that do not end."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Sequence
from weakref import WeakSet

_log = logging.getLogger(__name__)
_compiling: WeakSet[threading.Thread] = WeakSet()


def do_not_wait_for(thread: threading.Thread) -> None:
    """Say that this daemon may be at work, without the interpreter's lock, when the process ends.

    A compiler is: it goes on while the process takes its libraries down, and aborts when it meets what is
    gone.
    """
    _compiling.add(thread)


def at_work() -> list[str]:
    """Return the names of the threads of `do_not_wait_for` that are at work."""
    return [each.name for each in list(_compiling) if each.is_alive()]


def leave_process(status: int, busy: Sequence[str]) -> int:
    """Return `status`, or end the process with it here and now if a thread is still at work.

    Call it last: nothing that was registered for the exit runs then, so whatever must be kept has been
    written before.
    """
    if busy:
        _log.info("the program ends beside busy threads: %s", ", ".join(busy))
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            # A windowed program has none.
            if stream is not None:
                stream.flush()
        os._exit(status)
    return status
