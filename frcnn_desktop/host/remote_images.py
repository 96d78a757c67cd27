"""Images on servers, kept in one bounded folder while they are worked on."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

from frcnn_desktop.core.atomic_file import replacing
from frcnn_desktop.core.errors import ImageLoadError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.urls import scheme_of, shown_url, url_parts
from frcnn_desktop.host.folders import cache_folder
from frcnn_desktop.host.remote_files import RemoteFiles

MAX_CACHE_BYTES = 2 * 2**30
_FETCHES_BETWEEN_SWEEPS = 16


class RemoteImages:
    """Fetches images by address. What is kept is used again while its server says that it is the same.

    Safe between threads and processes: files are written beside their place and moved into it.
    """

    def __init__(
        self, files: RemoteFiles | None = None, folder: Path | None = None, max_bytes: int = MAX_CACHE_BYTES
    ) -> None:
        """`folder` None: the user's cache folder. `max_bytes` in all; the longest unused go first."""
        self._files = files if files is not None else RemoteFiles()
        self._folder = folder if folder is not None else cache_folder("remote-images")
        self._max_bytes = max_bytes
        self._fetches = 0

    def require(self, url: str) -> None:
        """Raise MissingPackageError where what opens such addresses is not installed."""
        self._files.require(scheme_of(url))

    def fetch(self, url: str) -> Path:
        """Return a file with the content of an address, named as it is. Raises ImageLoadError."""
        fingerprint = self._files.fingerprint(url)
        digest = hashlib.blake2b(f"{fingerprint}\n{url}".encode("utf-8", "surrogatepass"), digest_size=16)
        path = self._folder / digest.hexdigest() / url_parts(url)[-1]
        try:
            if path.is_file():
                os.utime(path)
                return path
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as file:
                self._files.read(url, file.write, lambda: (file.seek(0), file.truncate()))
            if self._fetches % _FETCHES_BETWEEN_SWEEPS == 0:
                self._sweep(path)
            self._fetches += 1
        except OSError as error:
            reason = reason_of(error)
            raise ImageLoadError(Message("remote.not_fetched", url=shown_url(url), reason=reason)) from error
        return path

    def _sweep(self, fresh: Path) -> None:
        """Delete the longest unused files until the rest take no more than nine tenths of the room."""
        files: list[tuple[float, int, Path]] = []
        for path in self._folder.glob("*/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                files.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in files)
        if total <= self._max_bytes:
            return
        for _, size, path in sorted(files):
            if path != fresh:
                shutil.rmtree(path.parent, ignore_errors=True)
                total -= size
            if total <= self._max_bytes * 9 // 10:
                return
