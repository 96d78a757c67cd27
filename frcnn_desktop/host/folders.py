"""Folders for what the program keeps between runs. None of them is needed for it to work."""

from __future__ import annotations

import os
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


def _writable(users: Path, parts: tuple[str, ...]) -> Path:
    for find_root in (lambda: users, _own_temporary_folder):
        try:
            folder = find_root().joinpath(*parts)
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return users.joinpath(*parts)


def _own_temporary_folder() -> Path:
    """Return a folder that nobody else can put files into: compiled code is loaded from it."""
    user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"{APPLICATION}-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o077):
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder
