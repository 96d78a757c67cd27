"""What a format sees of folders while it finds out whether a data set is its own."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from frcnn_desktop.core.image_kinds import IMAGE_SUFFIXES

_MOST = 500_000
"""Beyond so many entries a folder is not read: what it is for shows long before."""


class Glance:
    """Reads each folder once, however many formats look into it, and makes no path of an image.

    It shows a folder as it was when it was first looked at: it is made anew for each data set.
    """

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[dict[str, list[str]], list[str]]] = {}

    def files(self, folder: Path, *suffixes: str) -> list[Path]:
        """Return the files with one of these lower-case suffixes, in any case, in the order of names, images
        never; nothing where there is no such folder. Raises OSError for one that cannot be read."""
        files, _ = self._read(folder)
        return [folder / name for name in sorted(name for each in suffixes for name in files.get(each, ()))]

    def folders(self, folder: Path) -> list[Path]:
        """Return the folders inside a folder, in the order of their names. Raises OSError as `files` does."""
        _, folders = self._read(folder)
        return [folder / name for name in folders]

    def _read(self, folder: Path) -> tuple[dict[str, list[str]], list[str]]:
        if folder not in self._seen:
            self._seen[folder] = _entries(folder)
        return self._seen[folder]


def _entries(folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Return the names by suffix of the files in a folder that are no images, and those of its folders."""
    files: dict[str, list[str]] = {}
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in islice(entries, _MOST):
                suffix = os.path.splitext(entry.name)[1].lower()
                if entry.is_dir():
                    folders.append(entry.name)
                elif suffix not in IMAGE_SUFFIXES:
                    files.setdefault(suffix, []).append(entry.name)
    except (FileNotFoundError, NotADirectoryError):
        pass
    return files, sorted(folders)
