"""Reading images and searching for proposals ahead of an accelerator, on as many cores as there are.

A search takes a core five times as long as an accelerator takes for all the rest of an image, so that one
core would keep it waiting. On a CPU nothing is to be won: the network uses all cores itself.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.inference.predictor import Predictor

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


def images_ahead(
    predictor: Predictor, items: Iterable[_Item], load: Callable[[_Item], LoadedImage]
) -> Iterable[tuple[_Item, Callable[[], LoadedImage]]]:
    """Give each item with a function that returns its image, or raises what `load` raised; for `run`.

    For an accelerator, images are loaded and their proposals searched ahead on all cores.
    """
    if predictor.torch_device.type == "cpu":
        return ((item, partial(load, item)) for item in items)

    def prepare(item: _Item) -> LoadedImage:
        image = load(item)
        predictor.search_ahead(image)
        return image

    return made_ahead(prepare, items, cores())


def _first(waiting: deque[tuple[_Item, Future[_Made]]]) -> tuple[_Item, Callable[[], _Made]]:
    item, future = waiting.popleft()
    return item, future.result
