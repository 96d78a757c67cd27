"""Folders for what the program keeps between runs. None of them is needed for it to work."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

import platformdirs

APPLICATION = "frcnn-desktop"


def cache_folder(*parts: str) -> Path:
    """Return a cache folder: the user's, a temporary one where that cannot be written.

    Never raises. Where nothing can be written at all, the folder is not there and writing to it fails.
    """
    return _writable(platformdirs.user_cache_path(APPLICATION), parts)


def state_folder(*parts: str) -> Path:
    """Return a folder for what should outlive caches but is no setting, e.g. reports; else as caches."""
    return _writable(platformdirs.user_state_path(APPLICATION), parts)


def state_folders(*parts: str) -> list[Path]:
    """Return every folder that `state_folder` may have been at another time, whether there or not."""
    found = [platformdirs.user_state_path(APPLICATION).joinpath(*parts)]
    with contextlib.suppress(OSError):
        found.append(private_temporary_folder().joinpath(*parts))
    return found


def data_folder(*parts: str) -> Path:
    """Return a folder for what belongs to the user's work and is no cache; else as caches."""
    return _writable(platformdirs.user_data_path(APPLICATION), parts)


def private_cache_folder(name: str, *parts: str, root: Path | None = None) -> Path:
    """Return a cache folder that nobody else can put files into: compiled code is loaded from it.

    It is looked for below `root`, else below `cache_folder(name)`; where somebody else owns it there, or may
    write to it, a temporary one stands for it. Raises PermissionError when that is not safe either.
    """
    for find_root in (lambda: root or cache_folder(name), lambda: private_temporary_folder() / name):
        try:
            folder = find_root().joinpath(*parts)
            folder.parent.mkdir(parents=True, exist_ok=True)
            # With a mode of its own: many systems let a group write to what its members make.
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            continue
        if is_private(folder):
            return folder
    raise PermissionError(f"there is no folder for {name} that nobody else may write to")


def runtime_folder() -> Path:
    """Return a folder for sockets that nobody else can enter. Raises OSError where there is none."""
    if given := os.environ.get("XDG_RUNTIME_DIR"):
        folder = Path(given) / APPLICATION
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if is_private(folder, readable=False):
                return folder
        except OSError:
            pass
    return private_temporary_folder()


def is_private(folder: Path, *, readable: bool = True) -> bool:
    """Say whether a folder is this user's and nobody else may write to it (or, not `readable`, enter it)."""
    if not hasattr(os, "getuid"):
        return True
    status = folder.lstat()
    others = 0o022 if readable else 0o077
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & others


def _writable(users: Path, parts: tuple[str, ...]) -> Path:
    for find_root in (lambda: users, private_temporary_folder):
        try:
            folder = find_root().joinpath(*parts)
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return users.joinpath(*parts)


def private_temporary_folder() -> Path:
    """Return the user's own folder among the temporary ones. Raises OSError where it is somebody else's."""
    user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"{APPLICATION}-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not is_private(folder, readable=False):
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder
