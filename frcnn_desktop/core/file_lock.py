"""Locks on open files. The system lets go of one when its process ends, however that ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    _HELD = PermissionError

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _HELD = BlockingIOError

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def try_lock(descriptor: int) -> bool | None:
    """Lock an open file; False when another opening of it holds the lock, None where there are none."""
    try:
        _lock(descriptor)
    except _HELD:
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
        """Let go of the file; it stays on disk."""
        self._file.close()
