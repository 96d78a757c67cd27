"""Memory for the arrays of a search, kept for the next one: asking the system for it anew costs a tenth."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import DTypeLike, NDArray

_MOST_BYTES = 40 * 2**20


class Scratch:
    """Named stretches of memory that grow to the largest array ever asked for. For one thread at a time."""

    def __init__(self) -> None:
        self._memory: dict[str, NDArray[np.uint8]] = {}

    def array(self, name: str, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray:
        """Return an array with unknown contents; it is valid until `name` is asked for again."""
        size = math.prod(shape) * np.dtype(dtype).itemsize
        memory = self._memory.get(name)
        if memory is None or memory.size < size:
            memory = self._memory[name] = np.empty(size, np.uint8)
        return memory[:size].view(dtype).reshape(shape)

    @property
    def size(self) -> int:
        """Return the bytes held."""
        return sum(memory.size for memory in self._memory.values())


_idle: deque[Scratch] = deque(maxlen=4)


@contextmanager
def borrowed_scratch() -> Iterator[Scratch]:
    """Lend a scratch. One that a large image has blown up is kept until `drop_large_scratch`."""
    try:
        scratch = _idle.pop()
    except IndexError:
        scratch = Scratch()
    try:
        yield scratch
    except BaseException:
        if scratch.size <= _MOST_BYTES:
            _idle.append(scratch)
        raise
    _idle.append(scratch)


def drop_large_scratch() -> None:
    """Give the memory that a large image has needed back to the system: call it when its search has ended."""
    for _ in range(len(_idle)):
        try:
            scratch = _idle.popleft()
        except IndexError:
            return
        if scratch.size <= _MOST_BYTES:
            _idle.append(scratch)
