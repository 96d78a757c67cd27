"""Reading files that may be anything: pipes and devices are refused, and so is what is too large."""

from __future__ import annotations

import os
import stat
from pathlib import Path

# Windows knows neither of them; there a text mode would translate line ends.
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class IrregularFileError(OSError):
    """A pipe, a device, a folder or a file beyond the limit stands where a file was expected."""


class LargeFileError(IrregularFileError):
    """A file holds more than is read of one."""


def read_regular(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file. Never waits for a writer, never reads more than `limit` bytes.

    Raises LargeFileError beyond `limit`, IrregularFileError for what is no file, else OSError as `open`.
    """
    # Asked before as well: merely opening some devices does something.
    _check(path, os.stat(path), limit)
    descriptor = os.open(path, os.O_RDONLY | _FLAGS)
    with open(descriptor, "rb") as file:
        _check(path, os.fstat(descriptor), limit)
        # Files of /proc call themselves empty whatever they hold.
        data = file.read(limit + 1)
    if len(data) > limit:
        raise LargeFileError(f"{path.name} is larger than {limit} bytes")
    return data


def _check(path: Path, status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise IrregularFileError(f"{path.name} is not a file")
    if status.st_size > limit:
        raise LargeFileError(f"{path.name} is larger than {limit} bytes")
