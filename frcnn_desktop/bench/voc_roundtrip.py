"""Count the VOC XML files that a save changes where it must not.

Every file is read and written untouched; then, in every file with two or more objects, each object in turn
is moved by one pixel. What may differ is found without the codec: by blanking the four numbers of that
object's bndbox in the text of both versions.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.voc import decode_annotation, encode_annotation, read_annotation, write_annotation

_OBJECT = re.compile(rb"<object>.*?</object>", re.DOTALL)
_PART = re.compile(rb"(<part>.*?</part>)", re.DOTALL)
_NUMBER = re.compile(rb"(<(xmin|ymin|xmax|ymax)>)[^<]*(</\2>)")


@dataclass(slots=True)
class RoundTripCounts:
    """What a run over folders found; the lists hold paths."""

    files: int = 0
    refused: list[Path] = field(default_factory=list)
    changed_untouched: list[Path] = field(default_factory=list)
    files_moved_in: int = 0
    objects_moved: int = 0
    changed_elsewhere: list[Path] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take folders, which are searched for XML with all below them."""
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="folders of XML files")


def run(args: argparse.Namespace) -> int:
    """Print the counts; return 1 when a byte changed that must not."""
    start = time.perf_counter()
    paths = sorted(path for folder in args.data for path in folder.rglob("*.xml"))
    counts = check_files(paths)
    print(f"{counts.files} XML files in {time.perf_counter() - start:.1f} s, {len(counts.refused)} refused")
    print(f"untouched save: {len(counts.changed_untouched)} files changed")
    print(
        f"one object moved 1 px: {counts.objects_moved} times in {counts.files_moved_in} files, "
        f"{len(counts.changed_elsewhere)} files with another byte changed"
    )
    for path in (*counts.refused, *counts.changed_untouched, *counts.changed_elsewhere):
        print(f"  {path}")
    return 1 if counts.changed_untouched or counts.changed_elsewhere else 0


def check_files(paths: Iterable[Path]) -> RoundTripCounts:
    """Check every file; none of them is written to."""
    counts = RoundTripCounts()
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            counts.files += 1
            try:
                annotation = read_annotation(path)
            except AnnotationReadError:
                counts.refused.append(path)
                continue
            target = Path(folder, f"{counts.files}.xml")
            write_annotation(annotation, target)
            if target.read_bytes() != path.read_bytes():
                counts.changed_untouched.append(path)
            target.unlink()
            _move_each_object(path, annotation, counts)
    return counts


def _move_each_object(path: Path, annotation: ImageAnnotation, counts: RoundTripCounts) -> None:
    data = path.read_bytes()
    elements = [match.span() for match in _OBJECT.finditer(data)]
    if len(elements) < 2 or not annotation.objects:
        return
    counts.files_moved_in += 1
    spans = [span for span in elements if _is_editable(data[slice(*span)])]
    for value, span in zip(annotation.objects, spans, strict=True):
        moved = _moved(value, annotation)
        others = tuple(moved if each.id == value.id else each for each in annotation.objects)
        saved = encode_annotation(annotation.with_objects(others))
        counts.objects_moved += 1
        if not _differs_there_only(data, saved, span) or not _others_equal(saved, annotation, value):
            counts.changed_elsewhere.append(path)
            return


def _others_equal(saved: bytes, annotation: ImageAnnotation, moved: ObjectAnnotation) -> bool:
    read = decode_annotation(saved).objects
    pairs = zip(annotation.objects, read, strict=True)
    return all((old == new) != (old.id == moved.id) for old, new in pairs)


def _is_editable(element: bytes) -> bool:
    return len({match[2] for match in _NUMBER.finditer(_without_parts(element))}) == 4


def _moved(value: ObjectAnnotation, annotation: ImageAnnotation) -> ObjectAnnotation:
    """Move towards the inside of the image; coordinates that are no whole numbers become such."""
    x1, y1, x2, y2 = (float(int(side)) for side in value.box)
    step = -1 if x1 >= 1 else 1
    if step == 1 and annotation.width and x2 >= annotation.width:
        return replace(value, box=(x1 + 1, y1, x2, y2))
    return replace(value, box=(x1 + step, y1, x2 + step, y2))


def _differs_there_only(old: bytes, new: bytes, span: tuple[int, int]) -> bool:
    start, end = span
    tail = len(old) - end
    return (
        old != new
        and old[:start] == new[:start]
        and old[end:] == new[len(new) - tail :]
        and _blanked(old[start:end]) == _blanked(new[start : len(new) - tail])
    )


def _blanked(element: bytes) -> bytes:
    pieces = _PART.split(element)
    return b"".join(
        piece if index % 2 else _NUMBER.sub(rb"\1\3", piece) for index, piece in enumerate(pieces)
    )


def _without_parts(element: bytes) -> bytes:
    return _PART.sub(b"", element)
