"""Folders for what the program keeps between runs. None of them is needed for it to work."""

from __future__ import annotations

import tempfile
from pathlib import Path

import platformdirs

APPLICATION = "frcnn-desktop"


def cache_folder(*parts: str) -> Path:
    """Return a cache folder: the user's, a temporary one where that cannot be written.

    Never raises. Where nothing can be written at all, the folder is not there and writing to it fails.
    """
    users = platformdirs.user_cache_path(APPLICATION)
    for find_root in (lambda: users, lambda: Path(tempfile.gettempdir()) / APPLICATION):
        try:
            folder = find_root().joinpath(*parts)
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return users.joinpath(*parts)
