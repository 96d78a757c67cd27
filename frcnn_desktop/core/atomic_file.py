"""Replacing a file as a whole: after a crash or a power cut there is the old content or the new one.

What a killed program leaves behind is told from the work of a living one by a lock, and cleared away when a
folder is opened or written to again.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from frcnn_desktop.core.file_lock import try_lock

_PREFIX = ".frcnn-desktop-"
"""Of temporary names. One with the file's own name in it can be too long where the file's is not."""
_FILE_SUFFIX, _FOLDER_SUFFIX = ".tmp", ".partial"
_YOUNG_SECONDS = 2.0
"""Between the making of a temporary file and its locking it may look like a left-over."""
_FORGOTTEN_SECONDS = 86_400.0
"""Where nothing can be locked, only age tells."""
_CAN_LOCK = os.name == "posix"
_swept: set[str] = set()


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file that takes the place of `path` when the block ends without an error.

    It is flushed to the disk before. A link is followed: what it points to is replaced. The permissions of
    the old file are kept, those of a new one are what the umask gives. Raises OSError, also when `path` is
    something else than a file; the old file is then still there, unharmed.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_of(target)
    if str(target.parent) not in _swept:
        _swept.add(str(target.parent))
        clear_leftovers(target.parent)
    # Not tempfile's, whose files are private whatever the umask says.
    temporary = target.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_FILE_SUFFIX}")
    try:
        with contextlib.ExitStack() as held:
            with temporary.open("xb") as file:
                held.enter_context(_locked(file.fileno()))
                yield file
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                with contextlib.suppress(OSError):
                    # Some network drives know no permissions; that is no reason to lose the content.
                    temporary.chmod(mode)
            temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(target.parent)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of a file, or make it, as `replacing` does. Raises OSError."""
    with replacing(path) as file:
        file.write(data)


@contextmanager
def staging_folder(destination: Path) -> Iterator[Path]:
    """Give a folder beside `destination` to fill; it is deleted at the end unless it was renamed.

    Raises OSError.
    """
    if destination.parent.is_dir():
        clear_leftovers(destination.parent)
    staging = destination.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_FOLDER_SUFFIX}")
    staging.mkdir(parents=True)
    try:
        with _locked_folder(staging):
            yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def clear_leftovers(folder: Path) -> None:
    """Delete what programs of ours left in a folder when they were killed there; errors are passed over."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(_PREFIX) or not _is_left_over(entry):
                continue
            if entry.name.endswith(_FOLDER_SUFFIX):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name.endswith(_FILE_SUFFIX):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def flush_folder(folder: Path) -> None:
    """Make a renaming itself survive a power cut, where folders can be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _mode_of(target: Path) -> int | None:
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{target.name} is not a file")
    return stat.S_IMODE(status.st_mode)


@contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    """Hold a lock, where there are locks, while the block runs, also after `descriptor` is closed."""
    if not _CAN_LOCK:
        # An open file could not be renamed there either.
        yield
        return
    copy = os.dup(descriptor)
    try:
        try_lock(copy)
        yield
    finally:
        os.close(copy)


@contextmanager
def _locked_folder(folder: Path) -> Iterator[None]:
    if not _CAN_LOCK:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try_lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _is_left_over(entry: os.DirEntry[str]) -> bool:
    """Say whether nobody is at work on a temporary file or folder any more."""
    try:
        if entry.is_symlink():
            return False
        age = time.time() - entry.stat(follow_symlinks=False).st_mtime
        if not _CAN_LOCK or age < _YOUNG_SECONDS:
            return age > _FORGOTTEN_SECONDS
        descriptor = os.open(entry.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        free = try_lock(descriptor)
    finally:
        os.close(descriptor)
    return free is True or (free is None and age > _FORGOTTEN_SECONDS)
