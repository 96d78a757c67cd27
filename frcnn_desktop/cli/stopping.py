"""Asking a long command to stop: signals, and a supervising program at the other end of standard input."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from frcnn_desktop.cli.supervision import obey_supervisor
from frcnn_desktop.core.cancellation import CancelToken

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))


@contextmanager
def stop_token(*, supervised: bool = False) -> Iterator[CancelToken]:
    """Give a token that Ctrl+C and a polite kill set; the second signal ends the process as usual.

    `supervised`: the supervising program sets it too, see `Supervisor`.
    """
    token = CancelToken()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        token.cancel()
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    if threading.current_thread() is not threading.main_thread():
        # Only the main thread may have signal handlers.
        yield token
        return
    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    if supervised:
        obey_supervisor(token)
    try:
        yield token
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
