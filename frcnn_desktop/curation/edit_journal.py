"""What an edit of many files needs to be undone: the bytes of each file before and after it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from frcnn_desktop.core.atomic_file import flush_folder, replacing, write_atomically
from frcnn_desktop.core.plain_json import parse_plain

VERSION = 1
_ABOUT, _FILES, _CONTENT = "edit.json", "files.json", "content.bin"
_MOST_BYTES = 512 * 2**20
Span = tuple[int, int]
"""Where bytes are in the content, and how many; -1 bytes for no file."""
_NO_FILE: Span = (0, -1)


class State(StrEnum):
    """How far an edit is. `UNDER_WAY` and `UNDOING` are found again after a crash only."""

    UNDER_WAY = "under way"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file with its bytes before and after; None is no file."""

    path: Path
    old: bytes | None
    new: bytes | None


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of many files. `journal` is its folder, `folders` are those of the files, `about` is what the
    editor wrote down: plain values."""

    journal: Path
    state: State
    time: float
    count: int
    folders: tuple[str, ...] = ()
    about: Mapping[str, object] = field(default_factory=dict)

    @property
    def undoable(self) -> bool:
        """Whether there is something to be taken back."""
        return self.state is not State.UNDONE


class JournalWriter:
    """Writes the content of a new journal; nothing of it counts before `finish`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: list[list[object]] = []
        self._folders: set[str] = set()
        self._at = 0

    def write(self, changes: Iterator[FileChange]) -> None:
        """Write all changes and flush them to the disk. Raises OSError, and what `changes` raises."""
        with replacing(self._folder / _CONTENT) as file:
            for change in changes:
                spans = []
                for data in (change.old, change.new):
                    spans += [self._at, len(data)] if data is not None else list(_NO_FILE)
                    file.write(data or b"")
                    self._at += len(data or b"")
                self._rows.append([os.fspath(change.path), *spans])
                self._folders.add(str(change.path.parent))
        # Not as UTF-8: names of files need not be text.
        write_atomically(self._folder / _FILES, json.dumps(self._rows).encode("ascii"))

    def finish(self, time: float, about: Mapping[str, object]) -> Edit:
        """Make the journal one that is found. Raises OSError."""
        folders = tuple(sorted(self._folders))
        edit = Edit(self._folder, State.UNDER_WAY, time, len(self._rows), folders, about)
        set_state(edit, State.UNDER_WAY)
        flush_folder(self._folder.parent)
        return edit


def set_state(edit: Edit, state: State) -> Edit:
    """Write down how far an edit is. Raises OSError."""
    plain = {
        "version": VERSION, "state": state, "time": edit.time, "count": edit.count,
        "folders": list(edit.folders), "about": dict(edit.about),
    }  # fmt: skip
    write_atomically(edit.journal / _ABOUT, json.dumps(plain).encode("ascii"))
    return replace(edit, state=state)


def read_edit(journal: Path) -> Edit | None:
    """Return the edit of a journal; None for what is none, or of another version."""
    try:
        plain = parse_plain((journal / _ABOUT).read_bytes(), _MOST_BYTES)
        if not isinstance(plain, dict) or plain.get("version") != VERSION:
            return None
        folders, about = plain.get("folders"), plain.get("about")
        return Edit(
            journal, State(str(plain.get("state"))), float(plain["time"]), int(plain["count"]),
            tuple(map(str, folders)) if isinstance(folders, list) else (),
            about if isinstance(about, dict) else {},
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_changes(edit: Edit) -> Iterator[FileChange]:
    """Yield the changes of an edit in their order. Raises OSError or ValueError for a damaged journal."""
    rows = parse_plain((edit.journal / _FILES).read_bytes(), _MOST_BYTES)
    with (edit.journal / _CONTENT).open("rb") as file:
        for row in rows if isinstance(rows, list) else ():
            path, *spans = _row(row)
            old, new = (_bytes_at(file.fileno(), at, count) for at, count in (spans[:2], spans[2:]))
            yield FileChange(Path(path), old, new)


def _row(row: object) -> tuple[str, int, int, int, int]:
    if not isinstance(row, list) or len(row) != 5 or not isinstance(row[0], str):
        raise ValueError("a damaged journal")
    first, second, third, fourth = (int(each) for each in row[1:])
    return row[0], first, second, third, fourth


def _bytes_at(descriptor: int, at: int, count: int) -> bytes | None:
    if count < 0:
        return None
    os.lseek(descriptor, at, os.SEEK_SET)
    data = os.read(descriptor, count)
    if len(data) != count:
        raise ValueError("a damaged journal")
    return data
