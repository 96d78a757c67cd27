"""The JSON lines of `detect`: written image by image, so that an interrupted run goes on where it stopped.

Each process writes a part of its own beside the file; when all are done the first one puts the lines in
order. Parts that another model, or the same with other settings, has left are made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from frcnn_desktop.core.atomic_file import replacing, write_atomically
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.distributed.ranks import Ranks

NAME = "detections.jsonl"
_ESCAPED = "backslashreplace"
"""Of file names that are no UTF-8; JSON reads such escapes as what they were."""


class LinesFile:
    """One line of JSON for each image; `settings` say what made them."""

    def __init__(self, folder: Path, settings: dict[str, Any], ranks: Ranks) -> None:
        self._folder = folder
        self._settings = settings
        self._part = folder / f"{NAME}.part-{ranks.rank}"

    def finished(self) -> dict[str, str]:
        """Return the images that earlier, interrupted runs have done, and the keys of their content."""
        done = self._lines(self._parts())
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
                part.write(_line(record) + "\n")
                part.flush()

            yield add

    def merge(self, images: Sequence[str]) -> int:
        """Put the lines of all parts into one file, in the order of `images`; return how many are missing."""
        lines = self._lines(self._parts())
        with replacing(self._folder / NAME) as file:
            kept = [f"{lines[image]}\n" for image in images if image in lines]
            file.writelines(line.encode("utf-8", _ESCAPED) for line in kept)
        for part in self._parts():
            part.unlink()
        return sum(image not in lines for image in images)

    def _parts(self) -> list[Path]:
        return sorted(self._folder.glob(f"{NAME}.part-*"))

    def _lines(self, parts: Iterable[Path]) -> dict[str, str]:
        lines: dict[str, str] = {}
        for part in parts:
            head, *rest = part.read_text(encoding="utf-8", errors="replace").split("\n")
            if _parsed(head) == self._settings:
                # Without a line end behind it a line may be half of one.
                records = ((_parsed(line), line) for line in rest[:-1])
                lines |= {each["image"]: line for each, line in records if each and "image" in each}
        return lines


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _parsed(line: str) -> dict[str, Any]:
    try:
        value = parse_plain(line, len(line))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
