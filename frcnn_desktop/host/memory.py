"""Memory of this process, and giving back what is not used."""

from __future__ import annotations

import ctypes
import sys


def give_memory_back() -> bool:
    """Return to the system what the C library holds of freed memory; False where it has no such function.

    Takes milliseconds, without the interpreter's lock. What is needed again costs as much as the first time.
    """
    if sys.platform != "linux":
        return False
    try:
        # Only glibc has it.
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return False
    trim(0)
    return True
