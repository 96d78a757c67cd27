"""Detector runs kept on disk between starts, in one SQLite file in the user's cache; never pickles.

A run belongs to the content of an image and to a model. Beside the runs the store remembers which content a
file had, so that a folder can be summed up without reading its images. It is only a cache: whatever the disk
does, no method raises.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop import __version__
from frcnn_desktop.core.detections import DetectionRun, ModelInfo
from frcnn_desktop.workers.base.sqlite_cache import SqliteCache
from frcnn_desktop.workers.detect.run_codec import StoredRun, decode_run, encode_run

logger = logging.getLogger(__name__)

DEFAULT_MAX_BYTES = 512 * 2**20
FILE_NAME = "runs-1.sqlite"
_MAX_FILES = 200_000
_MAX_DESCRIPTIONS = 50_000
"""Some hundred bytes each, so they outlive the runs."""
_AT_ONCE = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, image TEXT NOT NULL, model TEXT NOT NULL,
    bytes INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (image, model));
CREATE INDEX IF NOT EXISTS run_sizes ON runs (id, bytes);
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE,
    changed INTEGER NOT NULL, size INTEGER NOT NULL, image TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS descriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, image TEXT NOT NULL, model TEXT NOT NULL,
    data BLOB NOT NULL, UNIQUE (image, model));
"""


def model_key(info: ModelInfo, proposal_method: str) -> str:
    """Return what names a model: a digest of its file, or of what is known of it where there is no file.

    Reads the whole file: call it in a worker thread. Another version of the program and other proposals
    count as another model.
    """
    digest = hashlib.blake2b(f"{__version__}\n{proposal_method}\n".encode(), digest_size=16)
    try:
        with open(info.path, "rb") as file:
            while block := file.read(2**20):
                digest.update(block)
    except OSError:
        known = (
            info.name,
            info.path,
            info.preset,
            info.pooling,
            info.class_names,
            sorted(info.facts.items()),
        )
        digest.update(repr(known).encode())
    return digest.hexdigest()


class RunStore(SqliteCache):
    """Runs by image content and model, bounded in bytes; those stored first go first."""

    def __init__(self, folder: Path | None = None, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        """`folder` None: the user's cache folder."""
        super().__init__("runs", FILE_NAME, _SCHEMA, folder)
        self._max_bytes = max_bytes
        self._coming: dict[tuple[str, str], DetectionRun] = {}
        self._coming_lock = threading.Lock()

    def announce(self, run: DetectionRun, model: str) -> None:
        """Let every thread find a run that will be `put` as soon as the disk has time for it."""
        with self._coming_lock:
            self._coming[run.content_key, model] = run

    def get(self, content_key: str, model: str) -> StoredRun | None:
        """Return the run of an image, None when there is none or it is damaged."""
        coming = self._announced(content_key, model)
        if coming is not None:
            return decode_run(content_key, encode_run(coming))

        def read(connection: sqlite3.Connection) -> bytes | None:
            query = "SELECT data FROM runs WHERE image = ? AND model = ?"
            row = connection.execute(query, (content_key, model)).fetchone()
            return bytes(row[0]) if row else None

        data = self._try(read, None)
        if data is None:
            return None
        try:
            return decode_run(content_key, data)
        except ValueError as error:
            logger.warning("A stored run is damaged and counts as missing: %s", error)
            return None

    def has(self, content_key: str, model: str) -> bool:
        """Say whether a run is stored, without reading it; False where the disk does not answer."""
        if self._announced(content_key, model) is not None:
            return True
        query = "SELECT 1 FROM runs WHERE image = ? AND model = ?"
        return self._try(lambda db: db.execute(query, (content_key, model)).fetchone() is not None, False)

    def put(self, run: DetectionRun, model: str) -> bool:
        """Keep a run in the place of an older one. Returns False where it cannot be written."""

        def write(connection: sqlite3.Connection) -> bool:
            data = encode_run(run)
            with connection:
                values = (run.content_key, model, len(data), data)
                connection.execute(
                    "INSERT OR REPLACE INTO runs (image, model, bytes, data) VALUES (?, ?, ?, ?)", values
                )
                if run.description is not None:
                    _describe(connection, run.content_key, model, run.description)
                _prune(connection, self._max_bytes)
            return True

        try:
            return self._try(write, False)
        finally:
            with self._coming_lock:
                # A newer run of the same image may have been announced meanwhile.
                if self._coming.get((run.content_key, model)) is run:
                    del self._coming[run.content_key, model]

    def _announced(self, content_key: str, model: str) -> DetectionRun | None:
        with self._coming_lock:
            return self._coming.get((content_key, model))

    def descriptions(self, content_keys: Iterable[str], model: str) -> dict[str, NDArray[np.float32]]:
        """Return what images look like to a model, of those that it has seen."""
        keys = list(content_keys)

        def read(connection: sqlite3.Connection) -> list[tuple[str, bytes]]:
            found: list[tuple[str, bytes]] = []
            for first in range(0, len(keys), _AT_ONCE):
                part = keys[first : first + _AT_ONCE]
                marks = ", ".join("?" * len(part))
                query = f"SELECT image, data FROM descriptions WHERE model = ? AND image IN ({marks})"
                found.extend(connection.execute(query, (model, *part)))
            return found

        rows = self._try(read, [])
        return {key: np.frombuffer(data, np.float16).astype(np.float32) for key, data in rows}

    def remember_file(self, path: Path, stamp: tuple[int, int], content_key: str) -> None:
        """Keep which content a file has. `stamp` is its `file_stamp` when it was read."""

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                query = "INSERT OR REPLACE INTO files (path, changed, size, image) VALUES (?, ?, ?, ?)"
                newest = connection.execute(query, (str(path), *stamp, content_key)).lastrowid or 0
                connection.execute("DELETE FROM files WHERE id <= ?", (newest - _MAX_FILES,))

        self._try(write, None)

    def content_of(self, path: Path, stamp: tuple[int, int]) -> str | None:
        """Return the content key of a file that has not changed since it was remembered."""
        query = "SELECT image FROM files WHERE path = ? AND changed = ? AND size = ?"
        row = self._try(lambda db: db.execute(query, (str(path), *stamp)).fetchone(), None)
        return str(row[0]) if row else None


def _describe(
    connection: sqlite3.Connection, content_key: str, model: str, description: NDArray[np.float32]
) -> None:
    query = "INSERT OR REPLACE INTO descriptions (image, model, data) VALUES (?, ?, ?)"
    data = description.astype(np.float16).tobytes()
    newest = connection.execute(query, (content_key, model, data)).lastrowid or 0
    connection.execute("DELETE FROM descriptions WHERE id <= ?", (newest - _MAX_DESCRIPTIONS,))


def _prune(connection: sqlite3.Connection, max_bytes: int) -> None:
    """Delete the oldest runs until the rest fits."""
    total = connection.execute("SELECT COALESCE(SUM(bytes), 0) FROM runs").fetchone()[0]
    while total > max_bytes:
        row = connection.execute("SELECT id, bytes FROM runs ORDER BY id LIMIT 1").fetchone()
        connection.execute("DELETE FROM runs WHERE id = ?", (row[0],))
        total -= row[1]
