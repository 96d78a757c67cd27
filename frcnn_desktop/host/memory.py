"""Memory of this process, and giving back what is not used."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's malloc.h."""
_ARENAS = 2


def share_memory_between_threads() -> bool:
    """Let threads take memory from two pools together, before there are any; False where that is not known.

    glibc gives each thread a pool of its own, up to eight a core: what one has freed no other can use.
    """
    adjust = _of_c_library("mallopt")
    return adjust is not None and bool(adjust(_ARENA_MAX, _ARENAS))


def give_memory_back() -> bool:
    """Return to the system what the C library holds of freed memory; False where it has no such function.

    Takes milliseconds, without the interpreter's lock. What is needed again costs as much as the first time.
    """
    trim = _of_c_library("malloc_trim")
    if trim is None:
        return False
    trim(0)
    return True


def _of_c_library(name: str) -> Callable[..., int] | None:
    """Return a function that only glibc has; None elsewhere."""
    if sys.platform != "linux":
        return None
    try:
        return getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return None
