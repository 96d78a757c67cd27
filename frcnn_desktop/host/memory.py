"""Memory of this process, and giving back what is not used."""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable
from pathlib import Path

_MAPS = Path("/proc/self/smaps")
_UNCHANGED_LIBRARY = re.compile(
    r"^([0-9a-f]+)-([0-9a-f]+) r-[x-]p .*\.so[.\d]*\n(?:[A-Z].*\n)*?Rss: +(\d{4,}) kB\n"
    r"(?:[A-Z].*\n)*?Anonymous: +0 kB\n",
    re.MULTILINE,
)
"""A part of a library that nobody may write to, and in which nothing was changed before that was so: first
and last address, and the kilobytes in memory, where they are a thousand or more."""
_DONT_NEED = 4
"""`MADV_DONTNEED` of the system's mman.h."""
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


def let_go_of_libraries() -> int:
    """Take loaded libraries out of this process's memory until somebody uses them. Returns the bytes; 0 where
    the system cannot tell what is in memory.

    Loading brings in most of a library, and of several most is never used: CUDA's on a machine without a GPU,
    LLVM once all kernels are compiled. What is used comes back from the system's cache of files, 64 kB at a
    time and unread from the disk. Takes 30 ms, most of it without the interpreter's lock.
    """
    advise = _of_c_library("madvise")
    if advise is None:
        return 0
    try:
        told = _MAPS.read_text()
    except OSError:
        return 0
    kilobytes = 0
    for first, last, resident in _UNCHANGED_LIBRARY.findall(told):
        start = int(first, 16)
        size = int(last, 16) - start
        if advise(ctypes.c_void_p(start), ctypes.c_size_t(size), _DONT_NEED) == 0:
            kilobytes += int(resident)
    return kilobytes * 1024


def _of_c_library(name: str) -> Callable[..., int] | None:
    """Return a function that only glibc has; None elsewhere."""
    if sys.platform != "linux":
        return None
    try:
        return getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return None
