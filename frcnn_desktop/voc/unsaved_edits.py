"""Edits that were never saved, as plain values: also those that XML could not hold."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from frcnn_desktop.core.annotation import Attribute, ImageAnnotation, ObjectAnnotation, new_object_id
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.voc.source import Source, source_of

MAX_BYTES = 32 * 1024 * 1024
"""Of one entry; an annotation file of 16 MB makes less."""
_FORMAT = "frcnn-desktop unsaved edits 2"
_LONGEST_TIME = 253_402_300_799.0
"""The end of the year 9999: what comes after cannot be shown."""
_LARGEST_SIZE = 2**31 - 1
_FLAGS = ("difficult", "truncated", "occluded")
_DEFAULT = ObjectAnnotation("", (0.0, 0.0, 0.0, 0.0))


@dataclass(frozen=True, slots=True, eq=False)
class UnsavedEdits:
    """An annotation that was edited and not saved, and what the edits started from.

    `image_key` is the content key of the picture that the boxes were seen on.
    `target`: the file they belong into. `mine` as edited, `base` as read or last saved; what they have in
    common has the same ids. `base_digest` is that of the target's bytes then, "" where there was no file.
    `shown_size`: the displayed image's. `fixed` and `fixed_head` as in `voc.source`. `sequence` grows from
    entry to entry, whatever the clock does; `time`, as Unix, is for people, 0 where it is not known.
    """

    image: Path
    image_key: str
    target: Path
    mine: ImageAnnotation
    base: ImageAnnotation
    base_digest: str
    shown_size: tuple[int, int]
    fixed: frozenset[int] = field(default_factory=frozenset)
    fixed_head: bool = False
    sequence: int = 0
    time: float = 0.0


def file_digest(data: bytes | None) -> str:
    """Return what tells whether a file still holds `data`; "" for none or an empty one."""
    return hashlib.sha256(data).hexdigest() if data else ""


def encode_edits(edits: UnsavedEdits) -> bytes:
    """Return edits as JSON. Raises ValueError for a box with a number that is none."""
    source = source_of(edits.mine)
    fixed = source.fixed_objects if source is not None else edits.fixed
    fixed_head = source.fixed_head if source is not None else edits.fixed_head
    places = {each.id: place for place, each in enumerate(edits.base.objects)}
    facts = {
        "format": _FORMAT,
        "image": os.fspath(edits.image),
        "image_key": edits.image_key,
        "target": os.fspath(edits.target),
        "sequence": edits.sequence,
        "time": edits.time,
        "base_digest": edits.base_digest,
        "shown_size": list(edits.shown_size),
        "fixed_head": fixed_head,
        "base": _head(edits.base) | {"objects": [_plain(each) for each in edits.base.objects]},
        "mine": _head(edits.mine)
        | {"objects": [_plain(each, places.get(each.id), each.id in fixed) for each in edits.mine.objects]},
    }
    # In ASCII, with escapes: names that are no UTF-8 have halves of characters in them.
    return json.dumps(facts, allow_nan=False).encode("ascii")


def decode_edits(data: bytes) -> UnsavedEdits:
    """Return what `encode_edits` wrote. Raises ValueError for everything else, and never another error."""
    try:
        facts = _mapping(parse_plain(data, MAX_BYTES))
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if facts.get("format") != _FORMAT:
        raise ValueError("not edits that this version keeps")
    base = _annotation(_mapping(facts.get("base")))
    mine_facts = _mapping(facts.get("mine"))
    rows = [_mapping(row) for row in _sequence(mine_facts.get("objects"))]
    mine = _annotation(mine_facts)
    objects = _with_ids_of(base, mine.objects, rows)
    fixed = {each.id for each, row in zip(objects, rows, strict=True) if _flag(row, "fixed")}
    width, height = (_whole(value) for value in _sequence(facts.get("shown_size"), 2))
    return UnsavedEdits(
        image=_path(facts.get("image")),
        image_key=_text(facts.get("image_key")),
        target=_path(facts.get("target")),
        mine=mine.with_objects(objects),
        base=base,
        base_digest=_text(facts.get("base_digest")),
        shown_size=(width, height),
        fixed=frozenset(fixed),
        fixed_head=_flag(facts, "fixed_head"),
        sequence=_whole(facts.get("sequence"), 2**62),
        time=_time(facts.get("time")),
    )


def edits_of(
    image: tuple[Path, str],
    target: Path,
    mine: ImageAnnotation,
    base: tuple[ImageAnnotation, bytes],
    time: float,
) -> UnsavedEdits:
    """Return the edits of an open annotation.

    `image`: path and content key; `base`: as read or last saved, and the bytes on disk then.
    """
    source = source_of(mine)
    size = source.image_size if source is not None else None
    digest, shown = file_digest(base[1]), size or (mine.width, mine.height)
    return UnsavedEdits(*image, target, mine, base[0], digest, shown, time=time)


def with_fixes(annotation: ImageAnnotation, fixed: Collection[int], fixed_head: bool) -> ImageAnnotation:
    """Return an annotation that is written with these objects, and its head if so, in full."""
    source = source_of(annotation)
    if source is None:
        return annotation
    known: Source = replace(
        source,
        fixed_objects=source.fixed_objects.union(fixed),
        fixed_head=source.fixed_head or fixed_head,
    )
    return replace(annotation, source=known)


def _head(annotation: ImageAnnotation) -> dict[str, Any]:
    names = ("width", "height", "depth", "verified", "filename", "folder", "comment")
    return {name: getattr(annotation, name) for name in names}


def _plain(value: ObjectAnnotation, base: int | None = None, fixed: bool = False) -> dict[str, Any]:
    row: dict[str, Any] = {"name": value.name, "box": [float(number) for number in value.box]}
    row |= {flag: True for flag in _FLAGS if getattr(value, flag)}
    if value.pose != _DEFAULT.pose:
        row["pose"] = value.pose
    if value.attributes:
        row["attributes"] = [[each.name, each.value, each.own_tag] for each in value.attributes]
    if base is not None:
        row["base"] = base
    return row | ({"fixed": True} if fixed else {})


def _annotation(facts: Mapping[str, Any]) -> ImageAnnotation:
    return ImageAnnotation(
        width=_whole(facts.get("width")),
        height=_whole(facts.get("height")),
        objects=tuple(_object(_mapping(row)) for row in _sequence(facts.get("objects"))),
        verified=_flag(facts, "verified"),
        filename=_text(facts.get("filename")),
        folder=_text(facts.get("folder")),
        depth=_whole(facts.get("depth")),
        # Journals of earlier versions have none.
        comment=_text(facts.get("comment", "")),
    )


def _object(row: Mapping[str, Any]) -> ObjectAnnotation:
    x1, y1, x2, y2 = (_number(value) for value in _sequence(row.get("box"), 4))
    box: Box = (x1, y1, x2, y2)
    difficult, truncated, occluded = (_flag(row, name) for name in _FLAGS)
    pose = _text(row.get("pose", _DEFAULT.pose))
    attributes = tuple(_attribute(each) for each in _sequence(row.get("attributes", [])))
    return ObjectAnnotation(_text(row.get("name")), box, difficult, truncated, occluded, pose, attributes)


def _attribute(entry: object) -> Attribute:
    name, value, own_tag = _sequence(entry, 3)
    if not isinstance(own_tag, bool):
        raise ValueError("no flag where one belongs")
    return Attribute(_text(name), _text(value), own_tag)


def _with_ids_of(
    base: ImageAnnotation, objects: tuple[ObjectAnnotation, ...], rows: list[Mapping[str, Any]]
) -> tuple[ObjectAnnotation, ...]:
    left = {place: each.id for place, each in enumerate(base.objects)}
    found = []
    for value, row in zip(objects, rows, strict=True):
        if "base" not in row:
            found.append(replace(value, id=new_object_id()))
        elif (known := left.pop(_whole(row["base"]), None)) is not None:
            found.append(replace(value, id=known))
        else:
            raise ValueError("two objects, or one that is not there, where there was one")
    return tuple(found)


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("no object where one belongs")
    return value


def _sequence(value: object, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or length not in (None, len(value)):
        raise ValueError("no list of the right length where one belongs")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text where one belongs")
    return value


def _flag(facts: Mapping[str, Any], name: str) -> bool:
    value = facts.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(f"{name} is neither true nor false")
    return value


def _whole(value: object, largest: int = _LARGEST_SIZE) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
        raise ValueError("no whole number of a likely size where one belongs")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("no number where one belongs")
    try:
        return float(value)
    except OverflowError as error:
        raise ValueError("too large a number") from error


def _time(value: object) -> float:
    """Return a time that can be shown; a strange one is no reason to lose the edits."""
    try:
        time = _number(value)
    except ValueError:
        return 0.0
    return time if math.isfinite(time) and 0 < time <= _LONGEST_TIME else 0.0


def _path(value: object) -> Path:
    text = _text(value)
    path = Path(text)
    if "\0" in text or not path.is_absolute():
        raise ValueError("no path where one belongs")
    return path
