"""What a person decided about a data set, and is not in its annotations: kept between starts.

One JSON file for the folders of a set, in the user's data folder. What concerns an image is found by its
content, so it outlives renaming and moving.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.host.folders import data_folder

VERSION = 1
FOLDER = "learning"
MOST_BOXES = 20_000
"""Of those rejected; the images that were answered longest ago go first."""
MOST_NAMES = 2_000
_LONGEST_NAME, _LONGEST_TEXT = 1_000, 8_192
_MOST_BYTES = 32 * 2**20


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """A box that a person has answered: its class, and `kind` of the disagreement that it was about."""

    name: str
    box: Box
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SetMemory:
    """`excluded` classes are not suggested; `thresholds` are the least scores that a person chose; `rejected`
    are suggestions, as the head made them, that are no objects; `kept` are disagreements where the label is
    right. Both by the content key of their image, the newest image last. `search` filtered the image list;
    `learns` is whether the set is learnt, `model` the path of its checkpoint, "" the bundled one: None for
    what nobody chose here."""

    excluded: frozenset[str] = frozenset()
    thresholds: Mapping[str, float] = field(default_factory=dict)
    rejected: Mapping[str, tuple[MarkedBox, ...]] = field(default_factory=dict)
    kept: Mapping[str, tuple[MarkedBox, ...]] = field(default_factory=dict)
    search: str = ""
    learns: bool | None = None
    model: str | None = None

    def searching(self, text: str) -> SetMemory:
        """Return it with what the image list is filtered by."""
        return replace(self, search=text)

    def learning(self, on: bool) -> SetMemory:
        """Return it with whether the set is learnt."""
        return replace(self, learns=on)

    def with_model(self, path: str) -> SetMemory:
        """Return it with the checkpoint that a person chose, "" for the bundled one."""
        return replace(self, model=path)

    def excluding(self, names: frozenset[str]) -> SetMemory:
        """Return it with these classes left out, and no others."""
        return replace(self, excluded=names)

    def with_threshold(self, name: str, score: float | None) -> SetMemory:
        """Return it with the least score of a class; None: chosen by what pays."""
        others = {other: least for other, least in self.thresholds.items() if other != name}
        return replace(self, thresholds=others if score is None else {**others, name: score})

    def with_rejected(self, content_key: str, box: MarkedBox) -> SetMemory:
        """Return it with one more suggestion rejected; its image becomes the newest."""
        return replace(self, rejected=_with(self.rejected, content_key, box))

    def without_rejected(self, content_key: str) -> SetMemory:
        """Return it with nothing rejected on an image."""
        return replace(self, rejected=_without(self.rejected, content_key))

    def with_kept(self, content_key: str, box: MarkedBox) -> SetMemory:
        """Return it with one more label confirmed; its image becomes the newest."""
        return replace(self, kept=_with(self.kept, content_key, box))

    def without_kept(self) -> SetMemory:
        """Return it so that every disagreement is asked about again."""
        return replace(self, kept={})


NOTHING_DECIDED = SetMemory()
Marked = Mapping[str, tuple[MarkedBox, ...]]


def _with(marked: Marked, content_key: str, box: MarkedBox) -> Marked:
    before = tuple(each for each in marked.get(content_key, ()) if each != box)
    return _newest({**_without(marked, content_key), content_key: (*before, box)})


def _without(marked: Marked, content_key: str) -> dict[str, tuple[MarkedBox, ...]]:
    return {key: boxes for key, boxes in marked.items() if key != content_key}


def _newest(rejected: dict[str, tuple[MarkedBox, ...]]) -> dict[str, tuple[MarkedBox, ...]]:
    count = sum(map(len, rejected.values()))
    while count > MOST_BOXES and len(rejected) > 1:
        count -= len(rejected.pop(next(iter(rejected))))
    return rejected


def memory_path(folders: Iterable[Path], root: Path | None = None) -> Path:
    """Return the file that remembers the set whose images are in these folders."""
    names = "\0".join(sorted(map(str, folders)))
    digest = hashlib.blake2b(names.encode("utf-8", "surrogatepass"), digest_size=16)
    return (root or data_folder(FOLDER)) / f"{digest.hexdigest()}.json"


def experience_path(folders: Iterable[Path], only: str = "", root: Path | None = None) -> Path:
    """Return the file beside it that keeps what became of suggestions; those of `only` one class, where it is
    learnt alone, are another matter."""
    path = memory_path(folders, root)
    if not only:
        return path.with_suffix(".experience")
    digest = hashlib.blake2b(only.encode("utf-8", "surrogatepass"), digest_size=8)
    return path.with_name(f"{path.stem}-{digest.hexdigest()}.experience")


def read_memory(path: Path) -> SetMemory:
    """Return what is remembered; what cannot be read, or is of another version, is not."""
    try:
        plain = parse_plain(path.read_bytes(), _MOST_BYTES)
    except (OSError, ValueError):
        return NOTHING_DECIDED
    if not isinstance(plain, dict) or plain.get("version") != VERSION:
        return NOTHING_DECIDED
    shares = ((name, _share(value)) for name, value in _items(plain, "thresholds")[:MOST_NAMES])
    return SetMemory(
        frozenset(_names(plain.get("excluded"))),
        {name: share for name, share in shares if share is not None},
        _marked(plain, "rejected"),
        _marked(plain, "kept"),
        _text(plain.get("search")) or "",
        learns if isinstance(learns := plain.get("learns"), bool) else None,
        _text(plain.get("model")),
    )


def write_memory(path: Path, memory: SetMemory, folders: Iterable[Path]) -> None:
    """Keep it; `folders` are written down for whoever looks into the file. Raises OSError."""
    content = {
        "version": VERSION,
        "folders": sorted(map(str, folders)),
        "excluded": sorted(memory.excluded)[:MOST_NAMES],
        "thresholds": dict(list(memory.thresholds.items())[:MOST_NAMES]),
        "rejected": _plain(memory.rejected),
        "kept": _plain(memory.kept),
        "search": memory.search,
        "learns": memory.learns,
        "model": memory.model,
    }
    write_atomically(path, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _plain(marked: Marked) -> dict[str, list[dict[str, object]]]:
    return {key: [_row(each) for each in boxes] for key, boxes in marked.items()}


def _row(each: MarkedBox) -> dict[str, object]:
    row: dict[str, object] = {"name": each.name, "box": list(each.box)}
    return {**row, "kind": each.kind} if each.kind else row


def _marked(plain: Mapping[str, object], key: str) -> Marked:
    found = ((content_key, _boxes(rows)) for content_key, rows in _items(plain, key))
    return _newest({content_key: boxes for content_key, boxes in found if boxes})


def _items(plain: Mapping[str, object], key: str) -> list[tuple[str, object]]:
    found = plain.get(key)
    return list(found.items()) if isinstance(found, dict) else []


def _names(value: object) -> list[str]:
    names = value[:MOST_NAMES] if isinstance(value, list) else []
    return [name for name in names if isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= _LONGEST_TEXT and "\0" not in value else None


def _share(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        return None
    return float(value)


def _boxes(rows: object) -> tuple[MarkedBox, ...]:
    found = (_box(row) for row in (rows[:MOST_BOXES] if isinstance(rows, list) else ()))
    return tuple(each for each in found if each is not None)


def _box(row: object) -> MarkedBox | None:
    if not isinstance(row, dict):
        return None
    name, sides, kind = row.get("name"), row.get("box"), row.get("kind", "")
    if (
        not isinstance(name, str)
        or not isinstance(kind, str)
        or not isinstance(sides, list)
        or len(sides) != 4
    ):
        return None
    numbers = [float(side) for side in sides if isinstance(side, int | float) and math.isfinite(side)]
    if len(numbers) != 4:
        return None
    x1, y1, x2, y2 = numbers
    return MarkedBox(name, (x1, y1, x2, y2), kind)
