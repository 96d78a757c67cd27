"""Lists of images for jobs of any size: a path or an address a line, or JSON lines.

Where the result of an image goes follows from its own line alone, so that every process of a job knows it
without asking, and a longer list moves nothing. Lines whose results would meet are refused before any work.
"""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.image_kinds import IMAGE_SUFFIXES, UNREADABLE_KINDS, suffix_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.urls import is_url, scheme_of, shown_url, url_parts

_LONGEST_LINE = 2**16
_XML = ".xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """An image of a manifest.

    `image` is a path or an address to open, `name` the same as listed and without secrets, `out` where its
    XML goes below the folder for results, `id` what its line calls it ("": nothing), `line` that line's
    number.
    """

    image: str
    name: str
    out: PurePosixPath
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The images of a list, in its order; `repeated` lines said the same as another one."""

    entries: tuple[Entry, ...]
    repeated: int = 0


def read_manifest(path: Path) -> Manifest:
    """Read a list. Paths in it are relative to its own folder.

    Raises DatasetError for a line that cannot be understood, and for images whose results would be one file.
    """
    files: dict[str, Entry] = {}
    folders: dict[str, Entry] = {}
    names: dict[str, Entry] = {}
    repeated = 0
    for entry in _entries(path):
        key = _key(entry.out)
        if (known := files.get(key)) is not None and replace(known, line=entry.line) == entry:
            repeated += 1
            continue
        above = [_key(parent) for parent in entry.out.parents[:-1]]
        others = (known, folders.get(key), names.get(entry.id or entry.name), *map(files.get, above))
        if (other := next(filter(None, others), None)) is not None:
            raise _collision(path, other, entry)
        files[key] = names[entry.id or entry.name] = entry
        folders.update(dict.fromkeys(above, entry))
    return Manifest(tuple(files.values()), repeated)


def _entries(path: Path) -> Iterator[Entry]:
    folder = Path(os.path.abspath(path)).parent
    try:
        with path.open("r", encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
            for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), ""), 1):
                if len(line) >= _LONGEST_LINE:
                    raise _wrong(path, number, "manifest.line_too_long")
                if text := line.strip("\r\n"):
                    yield _entry(path, folder, text, number)
    except OSError as error:
        raise DatasetError(Message("file.image_list_not_read", path=path, reason=reason_of(error))) from error


def _entry(path: Path, folder: Path, text: str, number: int) -> Entry:
    fields = _fields(path, text, number) if text.startswith("{") else {"image": text}
    listed, wished, id_ = fields["image"], fields.get("out", ""), fields.get("id", "")
    if is_url(listed):
        scheme_of(listed)
        image, name, out = listed, shown_url(listed), PurePosixPath(*url_parts(listed))
        replaces = suffix_of(out.name) in IMAGE_SUFFIXES | UNREADABLE_KINDS.keys()
    else:
        image, out = _local(folder, listed)
        name, replaces = listed, True
    if not out.name or "\0" in listed:
        raise _wrong(path, number, "manifest.no_image")
    out = out.with_suffix(_XML) if replaces else out.with_name(out.name + _XML)
    return Entry(image, name, _wished(path, wished, number) if wished else out, id_, number)


def _fields(path: Path, text: str, number: int) -> dict[str, str]:
    try:
        fields: Any = parse_plain(text, _LONGEST_LINE, 2)
    except ValueError as error:
        raise _wrong(path, number, "manifest.no_json") from error
    known = {key: fields[key] for key in ("image", "id", "out") if key in fields}
    if type(known.get("id")) is int:
        known["id"] = str(known["id"])
    if not known.get("image") or not all(isinstance(value, str) for value in known.values()):
        raise _wrong(path, number, "manifest.no_image")
    return known


def _local(folder: Path, image: str) -> tuple[str, PurePosixPath]:
    """Return the path of a listed file, and the same below the folder for results.

    What lies outside the list's own folder goes there with its whole path.
    """
    path = os.path.normpath(folder / image)
    try:
        inside = Path(path).relative_to(folder)
    except ValueError:
        inside = Path(path).relative_to(Path(path).anchor)
    return path, PurePosixPath(inside.as_posix())


def _wished(path: Path, name: str, number: int) -> PurePosixPath:
    """Return the name below the folder for results that a line asks for: never outside it."""
    parts = name.split("/")
    harmless = not set(name) & set('\\:\0*?"<>|') and all(part.strip(". ") for part in parts)
    if not harmless or posixpath.isabs(name):
        raise _wrong(path, number, "manifest.out_outside")
    return PurePosixPath(name if name.lower().endswith(_XML) else name + _XML)


def _collision(path: Path, first: Entry, second: Entry) -> DatasetError:
    names = Message("text.pair", first=first.id or first.name, second=second.id or second.name)
    return DatasetError(
        Message("manifest.collision", path=path, first=first.line, second=second.line, names=names)
    )


def _wrong(path: Path, line: int, reason: str) -> DatasetError:
    return DatasetError(Message("manifest.line", path=path, line=line, reason=Message(reason)))


def _key(out: PurePosixPath) -> str:
    """Make names equal that some file systems take for one."""
    return unicodedata.normalize("NFC", str(out)).casefold()
