"""Locks on open files. The system lets go of one when its process ends, however that ends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def try_lock(descriptor: int) -> bool | None:
    """Lock an open file; False when another opening of it holds the lock, None where there are none."""
    if os.name != "posix":
        return _try_lock_region(descriptor)
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _try_lock_region(descriptor: int) -> bool | None:
    try:
        import msvcrt
    except ImportError:
        return None
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except PermissionError:
        return False
    except OSError:
        return None
    return True


class FileLock:
    """A file held open and locked. It names neither host nor process: both come again in a container."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Lock `path`, which is made if it is not there; None when somebody else holds it. Raises OSError.

        Where nothing can be locked it counts as free.
        """
        file = path.open("ab")
        try:
            held = try_lock(file.fileno()) is False
        except BaseException:
            file.close()
            raise
        if held:
            file.close()
            return None
        return cls(file)

    def release(self) -> None:
        self._file.close()
