"""Objects on the system clipboard, so that they can be pasted into another image or another window."""

from __future__ import annotations

import atexit
import json
from collections.abc import Iterable
from math import isfinite
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from frcnn_desktop.core.annotation import Attribute, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.voc.markup import escape_text

MIME_TYPE = "application/x-frcnn-desktop-objects+json"
_MOST_BYTES = 16 * 2**20
_FLAGS = ("difficult", "truncated", "occluded")


def put_objects(objects: Iterable[ObjectAnnotation]) -> None:
    """Put copies of the objects on the clipboard."""
    entries = [
        {"name": item.name, "box": item.box, "pose": item.pose}
        | {"attributes": [[each.name, each.value, each.own_tag] for each in item.attributes]}
        | {flag: getattr(item, flag) for flag in _FLAGS}
        for item in objects
    ]
    mime = QMimeData()
    mime.setData(MIME_TYPE, QByteArray(json.dumps(entries).encode()))
    QGuiApplication.clipboard().setMimeData(mime)
    # Registering it again and again would call it as often.
    atexit.unregister(_take_back)
    atexit.register(_take_back)


def _take_back() -> None:
    """Empty the clipboard of what is ours: Qt would free it after Python is gone, and crash."""
    if QGuiApplication.instance() is None:
        return
    held = QGuiApplication.clipboard().mimeData()
    if held is None or held.hasFormat(MIME_TYPE):
        QGuiApplication.clipboard().clear()


def take_objects() -> list[ObjectAnnotation]:
    """Return new objects, with new ids, for those on the clipboard; empty when it holds something else."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None or not mime.hasFormat(MIME_TYPE):
        return []
    try:
        entries = parse_plain(bytes(mime.data(MIME_TYPE).data()), _MOST_BYTES)
        return [_object(entry) for entry in entries] if isinstance(entries, list) else []
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, AnnotationWriteError):
        # Another program may offer anything under this type.
        return []


def _object(entry: dict[str, Any]) -> ObjectAnnotation:
    x1, y1, x2, y2 = (float(value) for value in entry["box"])
    if not all(isfinite(value) for value in (x1, y1, x2, y2)):
        raise ValueError("a box needs finite numbers")
    flags = {flag: bool(entry.get(flag, False)) for flag in _FLAGS}
    pose = str(entry.get("pose", "Unspecified"))
    name = str(entry["name"])
    entries = entry.get("attributes", [])
    attributes = tuple(Attribute(str(key), str(value), own is True) for key, value, own in entries)
    for text in (name, pose, *(text for each in attributes for text in (each.name, each.value))):
        # Raises for what an annotation could not be saved with.
        escape_text(text)
    return ObjectAnnotation(name, (x1, y1, x2, y2), pose=pose, attributes=attributes, **flags)
