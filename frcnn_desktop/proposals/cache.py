"""Proposals kept on disk between runs, as small files of integers; never pickles.

A file: "FRCP", then little-endian uint32 CRC-32 of all that follows, bytes per coordinate (2 or 4) and number
of boxes N; N x 4 unsigned coordinates in sixteenths of a pixel; N float32 scores. Its name is a digest of the
image's content key and of the method that made the boxes, so that what OpenCV served while the kernels were
being compiled is never taken for the kernels' own.
"""

from __future__ import annotations

import hashlib
import logging
import os
import struct
import zlib
from pathlib import Path
from typing import Protocol

import numpy as np

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.host.folders import cache_folder
from frcnn_desktop.proposals.kernels import current_method
from frcnn_desktop.proposals.modes import GRID, method_name

logger = logging.getLogger(__name__)

DEFAULT_MAX_BYTES = 256 * 2**20
_MAGIC = b"FRCP"
_HEADER = struct.Struct("<4sIII")
_SUFFIX = ".proposals"
_PUTS_BETWEEN_SWEEPS = 64


class ProposalStore(Protocol):
    """Where proposals are looked for before a search, and put after it."""

    def get(self, content_key: str, mode: str) -> Proposals | None:
        """Return what this mode would find in the image with this content, or None when it is not stored."""
        ...

    def put(self, content_key: str, mode: str, proposals: Proposals) -> None:
        """Store what a search in this mode found."""
        ...


class ProposalCache:
    """Proposals by image content and mode. Never raises for what the disk does: it is only a cache.

    Thread-safe, and safe between processes: files are written beside their place and moved into it.
    """

    def __init__(self, folder: Path | None = None, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        """`folder` None: the user's cache folder. `max_bytes` in all; the longest unused go first."""
        self._folder = folder if folder is not None else cache_folder("proposals")
        self._max_bytes = max_bytes
        self._puts = 0

    def get(self, content_key: str, mode: str) -> Proposals | None:
        """Return what this mode would find in the image with this content, or None when it is not stored."""
        method = current_method(mode)
        path = self._path(content_key, method)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return _decode(data, method)

    def put(self, content_key: str, mode: str, proposals: Proposals) -> None:
        """Store what a search in this mode found. Quietly does nothing where it cannot write.

        Raises ValueError for an unknown mode.
        """
        method_name(mode)
        path = self._path(content_key, proposals.method)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, _encode(proposals))
            if self._puts % _PUTS_BETWEEN_SWEEPS == 0:
                self._sweep()
            self._puts += 1
        except OSError as error:
            logger.debug("Proposals are not cached: %s", error)

    def _path(self, content_key: str, method: str) -> Path:
        digest = hashlib.blake2b(f"{content_key}\n{method}".encode(), digest_size=16)
        return self._folder / f"{digest.hexdigest()}{_SUFFIX}"

    def _sweep(self) -> None:
        """Delete the longest unused files until the rest take no more than nine tenths of the room."""
        files = []
        for entry in os.scandir(self._folder):
            if entry.name.endswith(_SUFFIX):
                status = entry.stat()
                files.append((status.st_mtime, status.st_size, entry.path))
        total = sum(size for _, size, _ in files)
        if total <= self._max_bytes:
            return
        for _, size, path in sorted(files):
            os.unlink(path)
            total -= size
            if total <= self._max_bytes * 9 // 10:
                return


def _encode(proposals: Proposals) -> bytes:
    positions = np.floor(proposals.boxes.astype(np.float64) * GRID + 0.5)
    width = 2 if positions.max(initial=0) < 2**16 else 4
    body = struct.pack("<II", width, len(proposals))
    body += positions.astype(f"<u{width}").tobytes() + proposals.scores.astype("<f4").tobytes()
    return _MAGIC + struct.pack("<I", zlib.crc32(body)) + body


def _decode(data: bytes, method: str) -> Proposals | None:
    if len(data) < _HEADER.size:
        return None
    magic, checksum, width, count = _HEADER.unpack_from(data)
    if magic != _MAGIC or checksum != zlib.crc32(data[8:]) or width not in (2, 4):
        return None
    split = _HEADER.size + 4 * width * count
    if len(data) != split + 4 * count:
        return None
    positions = np.frombuffer(data, f"<u{width}", 4 * count, _HEADER.size).reshape(-1, 4)
    boxes = (positions.astype(np.float64) / GRID).astype(np.float32)
    scores = np.frombuffer(data, "<f4", count, split).astype(np.float32)
    return Proposals(read_only(boxes), read_only(scores), {"cache": 0.0}, method)
