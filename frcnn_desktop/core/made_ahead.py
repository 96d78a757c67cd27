"""Making things ahead of whoever takes them, in order and bounded."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def made_ahead(
    make: Callable[[_Item], _Made], items: Iterable[_Item], workers: int
) -> Generator[tuple[_Item, Callable[[], _Made]]]:
    """Yield each item with a function that returns what `make` makes of it, or raises what `make` raised.

    The order is that of `items`. `workers` threads work ahead of the caller, on twice as many items at most;
    no more of `items` is asked for. When the caller leaves, what has not begun is not done.
    """
    with ThreadPoolExecutor(workers, thread_name_prefix="ahead") as pool:
        waiting: deque[tuple[_Item, Future[_Made]]] = deque()
        try:
            for item in items:
                waiting.append((item, pool.submit(make, item)))
                if len(waiting) > 2 * workers:
                    yield _first(waiting)
            while waiting:
                yield _first(waiting)
        finally:
            for _item, future in waiting:
                future.cancel()


def _first(waiting: deque[tuple[_Item, Future[_Made]]]) -> tuple[_Item, Callable[[], _Made]]:
    item, future = waiting.popleft()
    return item, future.result
