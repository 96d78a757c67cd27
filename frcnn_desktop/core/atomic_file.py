"""Replacing a file as a whole: after a crash or a power cut there is the old content or the new one."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".frcnn-desktop-", ".tmp"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a temporary file beside `path`, flush it to the disk and let it take the file's place.

    A link is followed: what it points to is replaced, with its permissions. Raises OSError; the old file is
    then still there, unharmed.
    """
    target = Path(os.path.realpath(path))
    # A name of its own: one with the file's name in it can be too long where the file's is not.
    temporary = target.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{TEMPORARY_SUFFIX}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            # Some network drives know no permissions; that is no reason to lose the content.
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make a renaming itself survive a power cut, where folders can be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
