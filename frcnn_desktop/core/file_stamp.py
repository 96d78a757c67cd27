"""What tells whether a file is still the one that was read, without reading it again."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int]


def file_stamp(path: Path) -> Stamp:
    """Return a number for the file's last change, and its size in bytes; zeros where there is no such file.

    The number comes from the inode and the times of modification and of change. The last one cannot be set:
    a picture that is copied over another with its time and its size is told from it.
    """
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return stamp_of(status)


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file from what the system says of it."""
    return _mixed(status), status.st_size


def _mixed(status: os.stat_result) -> int:
    if sys.platform == "win32":
        # There it is the time of creation.
        return status.st_mtime_ns
    return hash((status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
