"""Listening to the program that started this one, from the first line of a command on."""

from __future__ import annotations

import os
import threading

from frcnn_desktop.core.cancellation import CancelToken

OPTION = "--supervised"
STOPPED_STATUS = 130


class Supervisor:
    """Hears a line "stop" on standard input, and its end: the supervising program is gone, however it ended.

    As long as no token is obeyed there is nothing to save, and the process ends at once: importing torch may
    take many seconds, in which nobody would look at a token.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token: CancelToken | None = None
        self._asked = False

    def start(self) -> None:
        """Listen in a thread of its own, which ends with the process."""
        threading.Thread(target=self.listen, name="standard-input", daemon=True).start()

    def obey(self, token: CancelToken) -> None:
        """Set this token from now on instead of ending the process."""
        with self._lock:
            self._token = token
            if self._asked:
                token.cancel()

    def listen(self) -> None:
        """Wait until a stop is asked for. Reads the descriptor: a thread in `sys.stdin` holds up the exit."""
        heard = b""
        while b"stop" not in heard:
            try:
                data = os.read(0, 256)
            except OSError:
                break
            if not data:
                break
            heard = heard[-8:] + data
        with self._lock:
            self._asked = True
            if self._token is None:
                os._exit(STOPPED_STATUS)
            self._token.cancel()


_supervisor = Supervisor()


def listen_if_supervised(argv: list[str]) -> None:
    """Begin to listen where the command line asks for it. Call it before anything large is imported."""
    if argv[:1] == ["train"] and OPTION in argv:
        _supervisor.start()


def obey_supervisor(token: CancelToken) -> None:
    """Let the supervising program set this token; what it asked for before counts."""
    _supervisor.obey(token)
