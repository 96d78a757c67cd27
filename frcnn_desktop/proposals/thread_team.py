"""Threads that share out the parts of one search, while the caller watches its token."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, TypeAlias

import numpy as np

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled

Call: TypeAlias = Callable[[], Any]

_POLL_SECONDS = 0.01


class StopFlag:
    """Tells running kernels to give up. They poll one shared byte."""

    __slots__ = ("byte",)

    def __init__(self) -> None:
        self.byte = np.zeros(1, np.uint8)

    def set(self) -> None:
        """Let whoever checks the flag stop, compiled code too."""
        self.byte[0] = 1

    def check(self) -> None:
        """Raise Cancelled once the flag is set."""
        if self.byte[0]:
            raise Cancelled


class Parts(list[Call]):
    """What a call returns when its work goes on in these calls: a list of their results takes its place."""


class ThreadTeam:
    """The threads of one search: they end with the `with` block.

    What is left behind by a call that fails, or by a token that is set, ends by itself at its next look at
    `stop`; nobody waits for it.
    """

    def __init__(self, size: int, token: CancelToken | None) -> None:
        self.stop = StopFlag()
        self._token = token
        self._begun: SimpleQueue[tuple[list[Any], int, Call] | None] = SimpleQueue()
        self._ended: SimpleQueue[tuple[list[Any], int, Any, BaseException | None]] = SimpleQueue()
        self._size = size
        self._idle = [
            threading.Thread(target=self._work, name=f"selective-search-{number}") for number in range(size)
        ]

    def __enter__(self) -> ThreadTeam:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.stop.set()
        for _ in range(self._size):
            self._begun.put(None)

    def run(self, calls: Sequence[Call]) -> list[Any]:
        """Return the results of the calls in the order given, whoever made them and when.

        Raises what the first call to fail raises, and Cancelled.
        """
        results: list[Any] = [None] * len(calls)
        left = self._begin(calls, results)
        while self._idle:  # only now: the first of them is at work before the next one is there
            self._idle.pop().start()
        while left:
            home, place, result, error = self._next()
            if error is not None:
                raise error
            left -= 1
            home[place] = result
            if isinstance(result, Parts):
                home[place] = [None] * len(result)
                left += self._begin(result, home[place])
        return results

    def _begin(self, calls: Sequence[Call], results: list[Any]) -> int:
        for place, call in enumerate(calls):
            self._begun.put((results, place, call))
        return len(calls)

    def _next(self) -> tuple[list[Any], int, Any, BaseException | None]:
        if self._token is None:
            return self._ended.get()
        while True:
            self._token.raise_if_cancelled()
            try:
                return self._ended.get(timeout=_POLL_SECONDS)
            except Empty:
                continue

    def _work(self) -> None:
        while (begun := self._begun.get()) is not None:
            home, place, call = begun
            if self.stop.byte[0]:
                continue
            try:
                self._ended.put((home, place, call(), None))
            except BaseException as error:  # the caller raises it
                self._ended.put((home, place, None, error))
