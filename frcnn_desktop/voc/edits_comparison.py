"""Unsaved edits beside what their file holds now: mine, theirs, and the base that both started from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation, new_object_id
from frcnn_desktop.core.errors import AnnotationReadError, AnnotationWriteError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.regular_file import read_regular
from frcnn_desktop.voc.codec import MAX_BYTES, decode_annotation, encode_annotation
from frcnn_desktop.voc.coordinates import voc_from_box
from frcnn_desktop.voc.problems import check_against_image
from frcnn_desktop.voc.source import source_of
from frcnn_desktop.voc.unsaved_edits import UnsavedEdits, file_digest, with_fixes

_Pairs: TypeAlias = dict[int, ObjectAnnotation]
"""What has become of objects of the base, by their ids, in the file as it is now"""
_HEAD = ("width", "height", "depth", "verified", "filename", "folder", "comment")


class Standing(Enum):
    """How the file stands to edits that were kept."""

    UNCHANGED = "unchanged"
    """It is as it was when the edits began"""
    CHANGED = "changed"
    """Somebody has saved it since: which of both is right, or both, is for a person to say"""
    SAVED = "saved"
    """It holds the edits"""
    UNREADABLE = "unreadable"
    """It cannot be read, at least now"""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """`theirs` is what the file holds now, `mine` that with the edits in its place, `combined` with both.

    All three have the bytes of the file behind them, so that what nobody edited keeps its bytes. `reason`
    says why a file cannot be read; the three are None then.
    """

    standing: Standing
    theirs: ImageAnnotation | None = None
    mine: ImageAnnotation | None = None
    combined: ImageAnnotation | None = None
    reason: Message | None = None


def compare_edits(edits: UnsavedEdits) -> Comparison:
    """Compare edits with what their target holds now. Reads it, changes nothing, raises nothing."""
    try:
        data = _content(edits.target)
        theirs = _theirs(edits, data)
    except AnnotationReadError as error:
        return Comparison(Standing.UNREADABLE, reason=error.message)
    except OSError as error:
        reason = Message("file.not_opened", name=edits.target.name, reason=reason_of(error))
        return Comparison(Standing.UNREADABLE, reason=reason)
    pairs = _pairs(edits, theirs)
    mine = _mine(edits, theirs, pairs)
    if file_digest(data) == edits.base_digest:
        standing = Standing.UNCHANGED
    else:
        standing = Standing.SAVED if data and _written(mine) == data else Standing.CHANGED
    return Comparison(standing, theirs, mine, _combined(edits, theirs, pairs))


def _content(path: Path) -> bytes | None:
    try:
        return read_regular(path, MAX_BYTES)
    except FileNotFoundError:
        return None


def _theirs(edits: UnsavedEdits, data: bytes | None) -> ImageAnnotation:
    width, height = edits.shown_size
    if data is None:
        return ImageAnnotation(width, height, filename=edits.image.name, folder=edits.image.parent.name)
    return check_against_image(decode_annotation(data, edits.target.name), width, height)


def _pairs(edits: UnsavedEdits, theirs: ImageAnnotation) -> _Pairs:
    """Find the objects of the base that are still there: as they were, or as a save has written them."""
    pairs: _Pairs = {}
    free = {each.id: each for each in theirs.objects}
    for key in (_as_is, lambda value: _as_written(value, edits.shown_size)):
        places: dict[object, list[ObjectAnnotation]] = {}
        for each in free.values():
            places.setdefault(key(each), []).append(each)
        for value in edits.base.objects:
            found = places.get(key(value)) if value.id not in pairs else None
            if found:
                pairs[value.id] = found.pop(0)
                del free[pairs[value.id].id]
    return pairs


def _as_is(value: ObjectAnnotation) -> object:
    return value


def _as_written(value: ObjectAnnotation, size: tuple[int, int]) -> object:
    try:
        return replace(value, name=value.name.strip(), box=voc_from_box(value.box, *size))
    except (ValueError, OverflowError):
        return value


def _mine(edits: UnsavedEdits, theirs: ImageAnnotation, pairs: _Pairs) -> ImageAnnotation:
    objects = tuple(_paired(each, pairs) for each in edits.mine.objects)
    return _over(edits, theirs, objects, pairs)


def _combined(edits: UnsavedEdits, theirs: ImageAnnotation, pairs: _Pairs) -> ImageAnnotation:
    """Take both sides' objects; where both changed one, both versions stay for a person to choose."""
    base = {each.id: each for each in edits.base.objects}
    mine = {each.id: each for each in edits.mine.objects}
    origins = {found.id: known for known, found in pairs.items()}
    objects = []
    for each in theirs.objects:
        known = origins.get(each.id)
        if known is None or mine.get(known) == base[known]:
            objects.append(each)
        elif known in mine:
            objects.append(replace(mine[known], id=each.id))
    present = set(objects)
    for each in edits.mine.objects:
        changed = each.id not in base or (each.id not in pairs and each != base[each.id])
        if changed and each not in present:
            objects.append(_paired(each, pairs))
    return _over(edits, theirs, tuple(objects), pairs)


def _paired(value: ObjectAnnotation, pairs: _Pairs) -> ObjectAnnotation:
    found = pairs.get(value.id)
    return replace(value, id=found.id if found is not None else new_object_id())


def _over(
    edits: UnsavedEdits, theirs: ImageAnnotation, objects: tuple[ObjectAnnotation, ...], pairs: _Pairs
) -> ImageAnnotation:
    """Return `theirs` with these objects, and with what was edited outside of them."""
    changed = {
        name: getattr(edits.mine, name)
        for name in _HEAD
        if getattr(edits.mine, name) != getattr(edits.base, name)
    }
    fixed = {pairs[each].id for each in edits.fixed if each in pairs}
    result = with_fixes(replace(theirs, objects=objects, **changed), fixed, edits.fixed_head)
    return check_against_image(result, *edits.shown_size) if source_of(result) else result


def _written(annotation: ImageAnnotation) -> bytes:
    """Return the bytes that a save would write, none where it would refuse to."""
    try:
        return encode_annotation(annotation)
    except AnnotationWriteError:
        return b""
