"""Edits that were never saved, kept in a file until they are: for the day the program does not end properly.

One entry is one JSON file that holds the annotation as the XML it would have become.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.voc.codec import decode_annotation, encode_annotation

FILE_NAME = "edits.json"
_FORMAT = "frcnn-desktop unsaved edits 1"


@dataclass(frozen=True, slots=True, eq=False)
class UnsavedEdits:
    """An annotation that was edited and not saved. `target`: the XML file it belongs into; `time` as Unix."""

    image: Path
    target: Path
    annotation: ImageAnnotation
    time: float


def write_edits(edits: UnsavedEdits, folder: Path) -> None:
    """Keep `edits` in `folder`, in the place of those kept there before.

    Raises OSError, or AnnotationWriteError when they cannot be written as XML.
    """
    facts = {
        "format": _FORMAT,
        "image": str(edits.image),
        "target": str(edits.target),
        "time": edits.time,
        "xml": b64encode(encode_annotation(edits.annotation)).decode("ascii"),
    }
    write_atomically(folder / FILE_NAME, json.dumps(facts).encode("ascii"))


def read_edits(folder: Path) -> UnsavedEdits | None:
    """Return what is kept in `folder`; None where that is nothing, is damaged, or has been saved since."""
    try:
        facts = json.loads((folder / FILE_NAME).read_bytes())
        if facts["format"] != _FORMAT:
            return None
        data = b64decode(facts["xml"], validate=True)
        image, target = Path(facts["image"]), Path(facts["target"])
        edits = UnsavedEdits(image, target, decode_annotation(data, image.name), float(facts["time"]))
        return None if _holds(target, data) else edits
    except (OSError, ValueError, KeyError, TypeError, RecursionError, AnnotationReadError):
        return None


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
