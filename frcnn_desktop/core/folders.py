"""Folders for what the program keeps between runs. None of them is needed for it to work."""

from __future__ import annotations

import tempfile
from pathlib import Path

import platformdirs

APPLICATION = "frcnn-desktop"


def cache_folder(*parts: str) -> Path:
    """Return a writable cache folder; a temporary one where the user's cache cannot be written."""
    for root in (platformdirs.user_cache_path(APPLICATION), Path(tempfile.gettempdir()) / APPLICATION):
        folder = root.joinpath(*parts)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix=APPLICATION))
