"""What was read of annotations and heads of images, kept on disk: a folder that is opened again is not read
again."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.search.facts import ObjectFacts
from frcnn_desktop.workers.base.sqlite_cache import SqliteCache

FILE_NAME = "search-1.sqlite"
_MOST_ROWS = 1_000_000
_MOST_BYTES = 64 * 2**20
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, folder TEXT NOT NULL, name TEXT NOT NULL,
    stamp TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (kind, folder, name));
"""
Row = tuple[str, str]
"""A stamp of what was read, and what was read"""


class AnnotationIndex(SqliteCache):
    """Rows by kind, folder and name. A row counts while its stamp is that of the files it was read from."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` None: the user's cache folder."""
        super().__init__("search", FILE_NAME, _SCHEMA, folder)

    def rows(self, kind: str, folder: str) -> dict[str, Row]:
        """Return everything of a kind that is known of a folder, by name."""
        query = "SELECT name, stamp, data FROM facts WHERE kind = ? AND folder = ?"
        found = self._try(lambda db: db.execute(query, (kind, folder)).fetchall(), [])
        return {name: (stamp, data) for name, stamp, data in found}

    def keep(self, kind: str, folder: str, rows: Mapping[str, Row]) -> None:
        """Keep rows in the place of older ones; those written longest ago go first."""

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany(
                    "INSERT OR REPLACE INTO facts (kind, folder, name, stamp, data) VALUES (?, ?, ?, ?, ?)",
                    [(kind, folder, name, *row) for name, row in rows.items()],
                )
                newest = connection.execute("SELECT COALESCE(MAX(id), 0) FROM facts").fetchone()[0]
                connection.execute("DELETE FROM facts WHERE id <= ?", (newest - _MOST_ROWS,))

        if rows:
            self._try(write, None)


@dataclass(frozen=True, slots=True)
class AnnotationFacts:
    """What is searched of an annotation. `size` None: the file does not say how large its image is."""

    objects: tuple[ObjectFacts, ...]
    verified: bool
    size: tuple[int, int] | None
    comment: str = ""

    def to_text(self) -> str:
        """Return what `facts_from_text` reads."""
        rows = [
            [each.name, *each.box, each.difficult, each.truncated, each.occluded, each.maker]
            for each in self.objects
        ]
        return json.dumps([self.verified, self.size, rows, self.comment], ensure_ascii=False)


def facts_from_text(text: str) -> AnnotationFacts | None:
    """Return what `to_text` wrote, None for anything else."""
    try:
        verified, size, rows, comment = cast(tuple, parse_plain(text.encode(), _MOST_BYTES))
        objects = tuple(_object(row) for row in rows)
        return AnnotationFacts(
            objects,
            bool(verified),
            None if size is None else (int(size[0]), int(size[1])),
            str(comment),
        )
    except (ValueError, TypeError, IndexError, RecursionError):
        return None


def _object(row: Sequence) -> ObjectFacts:
    name, x1, y1, x2, y2, difficult, truncated, occluded, maker = row
    box = float(x1), float(y1), float(x2), float(y2)
    # The same few names come in thousands of files.
    name = sys.intern(str(name))
    return ObjectFacts(
        name, box, bool(difficult), bool(truncated), bool(occluded), None if maker is None else Maker(maker)
    )
