"""Ending the process beside threads that do not end."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Sequence

_log = logging.getLogger(__name__)


def busy_daemons() -> list[str]:
    """Return the names of Python's own threads that are at work and that the interpreter would not wait for.

    Such a thread may be inside a compiler that holds no interpreter lock: it goes on while the process takes
    its libraries down, and aborts when it meets what is gone.
    """
    return [
        each.name
        for each in threading.enumerate()
        # Threads that Qt started count as Python's for ever once they have run Python code.
        if each.daemon and not isinstance(each, threading._DummyThread)  # type: ignore[attr-defined]
    ]


def leave_process(status: int, busy: Sequence[str] = ()) -> int:
    """Return `status`, or end the process with it here and now if a thread is still at work.

    `busy` names threads beside those of `busy_daemons`. Call it last: nothing that was registered for the
    exit runs then, so whatever must be kept has been written before.
    """
    if busy := [*busy, *busy_daemons()]:
        _log.info("the program ends beside busy threads: %s", ", ".join(busy))
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            # A windowed program has none.
            if stream is not None:
                stream.flush()
        os._exit(status)
    return status
