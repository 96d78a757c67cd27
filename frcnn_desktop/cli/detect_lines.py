"""The JSON lines of `detect`: written image by image, so that an interrupted run goes on where it stopped.

Each process writes a part of its own beside the file; when all are done the first one puts the lines in
order. Every shard has a file of its own. Lines that another model, or the same with other settings, has left
are made again: `made_by` tells them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from frcnn_desktop.core.atomic_file import replacing, write_atomically
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.distributed.ranks import Ranks
from frcnn_desktop.distributed.shard import Shard

NAME = "detections.jsonl"
_ESCAPED = "backslashreplace"
"""Of file names that are no UTF-8; JSON reads such escapes as what they were."""


class LinesFile:
    """One line of JSON for each image; `settings` say what made them."""

    def __init__(
        self,
        folder: Path,
        settings: dict[str, Any],
        ranks: Ranks,
        shard: Shard = Shard(),  # noqa: B008 - a frozen value
    ) -> None:
        """Raises DatasetError where a job that was divided in another way has left lines."""
        self._folder = folder
        self._settings = settings
        self._file = folder / shard.mark(NAME)
        self._part = folder / f"{self._file.name}.part-{ranks.rank}"
        text = json.dumps(settings, sort_keys=True).encode()
        self._made_by = hashlib.blake2b(text, digest_size=8).hexdigest()
        if not shard.whole:
            _refuse_other_shards(folder, shard)

    def finished(self) -> dict[str, str]:
        """Return the images that earlier runs have done, and the keys of their content."""
        done = self._merged() | self._lines(self._parts())
        return {image: str(_parsed(line).get("content", "")) for image, line in done.items()}

    @contextmanager
    def appending(self) -> Iterator[Callable[[dict[str, Any]], None]]:
        """Give a function that adds a record to this process's part; it stays if the process is killed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = self._lines([self._part] if self._part.exists() else []).values()
        text = "".join(f"{line}\n" for line in (_line(self._settings), *kept))
        write_atomically(self._part, text.encode("utf-8", _ESCAPED))
        with self._part.open("a", encoding="utf-8", errors=_ESCAPED) as part:

            def add(record: dict[str, Any]) -> None:
                part.write(_line({**record, "made_by": self._made_by}) + "\n")
                part.flush()

            yield add

    def merge(self, images: Sequence[str]) -> int:
        """Put the lines of all parts into one file, in the order of `images`; return how many are missing."""
        lines = self._merged() | self._lines(self._parts())
        with replacing(self._file) as file:
            kept = [f"{lines[image]}\n" for image in images if image in lines]
            file.writelines(line.encode("utf-8", _ESCAPED) for line in kept)
        for part in self._parts():
            part.unlink()
        return sum(image not in lines for image in images)

    def _parts(self) -> list[Path]:
        return sorted(self._folder.glob(f"{self._file.name}.part-*"))

    def _merged(self) -> dict[str, str]:
        """Return the lines of the finished file, by image, as far as they were made the same way."""
        if not self._file.exists():
            return {}
        lines = self._file.read_text(encoding="utf-8", errors="replace").split("\n")
        return {name: line for name, line, by in _named(lines) if by == self._made_by}

    def _lines(self, parts: Iterable[Path]) -> dict[str, str]:
        lines: dict[str, str] = {}
        for part in parts:
            head, *rest = part.read_text(encoding="utf-8", errors="replace").split("\n")
            if _parsed(head) == self._settings:
                # Without a line end behind it a line may be half of one.
                lines |= {name: line for name, line, _by in _named(rest[:-1])}
        return lines


def name_of(image: str, id_: str) -> str:
    """Return what a line is found by."""
    return id_ or image


def _named(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what each line is found by, the line itself, and what made it."""
    for line in lines:
        record = _parsed(line)
        if isinstance(image := record.get("image"), str):
            yield name_of(image, str(record.get("id", ""))), line, str(record.get("made_by", ""))


def _refuse_other_shards(folder: Path, shard: Shard) -> None:
    """Two divisions of one job in a folder would tell of each image twice."""
    own = shard.mark(NAME).rpartition("-of-")[2]
    for path in folder.glob(NAME.replace(".", "-*-of-*.") + "*"):
        if not path.name.rpartition("-of-")[2].startswith(own):
            raise DatasetError(Message("shard.other_count", folder=folder, name=path.name))


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _parsed(line: str) -> dict[str, Any]:
    try:
        value = parse_plain(line, len(line))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
