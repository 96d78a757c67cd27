"""The side store of who made each box: one small file an annotation, in the user's data folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.provenance import (
    ObjectOrigin,
    Origin,
    Place,
    origin_from_plain,
    origin_since,
    place_of,
)
from frcnn_desktop.host.folders import data_folder

_LIMIT = 8 * 2**20
Record = Mapping[Place, Origin]


def record_folder() -> Path:
    """Return where records are kept. It is tried out, so ask once for many."""
    return data_folder("provenance")


def record_path(annotation: Path, folder: Path | None = None) -> Path:
    """Return the file that says who made the boxes of an annotation."""
    name = hashlib.blake2b(str(annotation).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return (folder or record_folder()) / f"{name}.json"


def read_record(path: Path) -> Record:
    """Return who made the boxes of an annotation; what cannot be read is not known."""
    try:
        plain = parse_plain(path.read_bytes(), _LIMIT)
    except (OSError, ValueError):
        return {}
    rows = plain.get("objects") if isinstance(plain, dict) else None
    found: dict[Place, Origin] = {}
    for row in rows if isinstance(rows, list) else ():
        place, origin = _place(row), origin_from_plain(row)
        if place is not None and origin is not None:
            found[place] = origin
    return found


def write_record(annotation: Path, objects: Sequence[ObjectOrigin], path: Path) -> None:
    """Say who made these boxes; of those that were read the record before is asked. Raises OSError."""
    before = read_record(path)
    rows = []
    for each in objects:
        name, x1, y1, x2, y2 = place_of(each.item.name, each.item.box)
        if (origin := origin_since(each, before)) is not None:
            rows.append({"name": name, "box": [x1, y1, x2, y2], **origin.to_plain()})
    content = {"annotation": str(annotation), "objects": rows}
    write_atomically(path, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _place(row: object) -> Place | None:
    if not isinstance(row, Mapping):
        return None
    name, box = row.get("name"), row.get("box")
    if not isinstance(name, str) or not isinstance(box, list) or len(box) != 4:
        return None
    if not all(isinstance(side, int) for side in box):
        return None
    x1, y1, x2, y2 = box
    return name, x1, y1, x2, y2
