"""Letting what a person waits for go before what is prepared for later, in the middle of the work."""

from __future__ import annotations

import threading

from frcnn_desktop.core.cancellation import CancelToken

LONGEST_WAIT_S = 0.1
"""Nothing that is forgotten keeps the background waiting for longer than this at a time."""


class RightOfWay:
    """While somebody holds it, background work waits at its next look at its token. Thread-safe."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()

    @property
    def taken(self) -> bool:
        return not self._free.is_set()

    def take(self) -> None:
        self._free.clear()

    def give_back(self) -> None:
        self._free.set()

    def wait(self) -> None:
        """Return once it is free, at the latest after `LONGEST_WAIT_S`."""
        self._free.wait(LONGEST_WAIT_S)


class BackgroundToken(CancelToken):
    """The token of work that nobody waits for: looking at it lets others go first.

    The backbone looks between its blocks and the head between its chunks, so a box under the hand is not
    scored beside them but instead of them, and neither cores nor the interpreter are shared.
    """

    __slots__ = ("_right_of_way",)

    def __init__(self, right_of_way: RightOfWay) -> None:
        super().__init__()
        self._right_of_way = right_of_way

    def raise_if_cancelled(self) -> None:
        if not self.cancelled:
            self._right_of_way.wait()
        super().raise_if_cancelled()
