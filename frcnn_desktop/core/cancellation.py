"""Cancelling work that runs in another thread."""

from __future__ import annotations

import threading

from frcnn_desktop.core.errors import Cancelled


class CancelToken:
    """A one-way switch. The thread that wants work to stop sets it; the thread that works asks it.

    A queued Qt signal would arrive after the work it should stop, so the token is set directly from the
    GUI thread. Thread-safe; it cannot be reset: make a new one for each request.
    """

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Set the token, from any thread; it stays set."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work is to stop."""
        return self._event.is_set()

    @property
    def somebody_waits(self) -> bool:
        """Whether a person waits for the result; what is made ahead can wait for something better."""
        return True

    @property
    def leave_a_core(self) -> bool:
        """Whether somebody else needs a core now more than this work does."""
        return False

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` once the token is set. Call it between the steps of long work."""
        if self._event.is_set():
            raise Cancelled
