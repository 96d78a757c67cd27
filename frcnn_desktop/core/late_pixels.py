"""Pixels that are decoded when somebody needs all of them: a large photo is seen, and worked on, before."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


class LatePixels:
    """The H x W x 3 uint8 pixels, read-only, that `decode` makes of `packed` bytes in memory.

    Thread-safe: they are decoded once, and whoever asks meanwhile waits. Never ask in the GUI thread.
    """

    def __init__(self, decode: Callable[[], NDArray[np.uint8]], packed: int) -> None:
        self._lock = threading.Lock()
        self._decode: Callable[[], NDArray[np.uint8]] | None = decode
        self._packed = packed
        self._rgb: NDArray[np.uint8] | None = None

    @property
    def there(self) -> NDArray[np.uint8] | None:
        """The pixels, None for as long as nobody has needed them."""
        return self._rgb

    @property
    def nbytes(self) -> int:
        """Bytes held: of the pixels, before that of what they are made of."""
        return self._packed if self._rgb is None else self._rgb.nbytes

    def get(self) -> NDArray[np.uint8]:
        """Return the pixels, decoding them if need be. Raises what `decode` raises, each time anew."""
        with self._lock:
            if self._decode is not None:
                self._rgb = self._decode()
                # With it goes what they were made of.
                self._decode = None
            assert self._rgb is not None
            return self._rgb
