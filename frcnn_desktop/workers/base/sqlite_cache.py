"""A cache in one SQLite file in the user's cache folder. It is only a cache: whatever the disk does, no
method raises."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from frcnn_desktop.host.folders import cache_folder

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
_PATIENCE_SECONDS = 2.0
_OPENING = threading.Lock()
"""SQLite does not wait for who else makes a new file a WAL file: that fails at once as locked."""


class SqliteCache:
    """Thread-safe: each thread has a connection of its own. Several programs may use one file.

    A damaged file is set aside, and an empty one begun.
    """

    def __init__(self, name: str, file_name: str, schema: str, folder: Path | None = None) -> None:
        """`folder` None: `name` in the user's cache folder. Nothing is opened before the first question."""
        self._name, self._file_name, self._schema = name, file_name, schema
        self._folder = folder
        self._lock = threading.Lock()
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._generation = 0
        self._off = False

    def close(self) -> None:
        """Close all connections; from now on nothing is found or kept. No other thread may be at work."""
        with self._lock:
            self._off = True
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    def _try(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        try:
            connection = self._connection()
            return otherwise if connection is None else work(connection)
        except sqlite3.OperationalError as error:  # locked, full, read-only: the file itself is sound
            logger.debug("The cache of %s cannot be used now: %s", self._name, error)
        except sqlite3.DatabaseError as error:
            self._set_aside(error)
        except (OSError, UnicodeEncodeError) as error:
            logger.debug("The cache of %s cannot be used: %s", self._name, error)
        return otherwise

    def _connection(self) -> sqlite3.Connection | None:
        if self._off:
            return None
        here, generation = self._local, self._generation
        if getattr(here, "generation", -1) != generation:
            here.tried = generation
            here.connection = self._open()
            here.generation = generation
        return here.connection

    def _open(self) -> sqlite3.Connection:
        with self._lock:
            if self._folder is None:
                self._folder = cache_folder(self._name)
        self._folder.mkdir(parents=True, exist_ok=True)
        # Only `close` uses a connection outside its thread.
        connection = sqlite3.connect(
            self._folder / self._file_name, timeout=_PATIENCE_SECONDS, check_same_thread=False
        )
        try:
            with _OPENING:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.executescript(self._schema)
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._connections.append(connection)
        return connection

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        """Move a damaged file out of the way, so that the next question begins an empty one."""
        with self._lock:
            folder = self._folder
            if folder is None or self._local.tried != self._generation:
                return  # another thread has done it
            self._generation += 1
            connection = getattr(self._local, "connection", None)
            if connection in self._connections:
                self._connections.remove(connection)
                connection.close()
            try:
                (folder / self._file_name).replace(folder / f"{self._file_name}.broken")
                for suffix in ("-wal", "-shm"):
                    (folder / f"{self._file_name}{suffix}").unlink(missing_ok=True)
                logger.warning("The cache of %s was damaged and has been set aside: %s", self._name, error)
            except OSError as reason:
                self._off = True
                logger.warning("The cache of %s is damaged and cannot be set aside: %s", self._name, reason)
