"""The side store of who made each box: one small file an annotation, in the user's data folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.provenance import (
    Maker,
    ObjectOrigin,
    Origin,
    Place,
    origin_from_plain,
    place_of,
)
from frcnn_desktop.host.folders import data_folder
from frcnn_desktop.workers.base.jobs import Call, RequestFailed
from frcnn_desktop.workers.base.policies import Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread

_LIMIT = 8 * 2**20
Record = Mapping[Place, Origin]


def record_path(annotation: Path, folder: Path | None = None) -> Path:
    """Return the file that says who made the boxes of an annotation."""
    name = hashlib.blake2b(str(annotation).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return (folder or data_folder("provenance")) / f"{name}.json"


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
        name, x1, y1, x2, y2 = here = place_of(each.item.name, each.item.box)
        origin = each.origin or _since(before.get(each.before or here), moved=each.before not in (None, here))
        if origin is not None:
            rows.append({"name": name, "box": [x1, y1, x2, y2], **origin.to_plain()})
    content = {"annotation": str(annotation), "objects": rows}
    write_atomically(path, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _since(origin: Origin | None, *, moved: bool) -> Origin | None:
    if origin is not None and moved and origin.maker is Maker.ACCEPTED:
        return replace(origin, maker=Maker.CORRECTED)
    return origin


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


class ProvenanceService(QObject):
    """Writes records in a thread of its own. Lives in the GUI thread. What it was given is written before
    the thread ends."""

    failed = Signal(object)
    """Message"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = WorkerThread("provenance", self, gives_way=True)
        self._queue = Queue(self._thread, finishes=True)
        self._queue.failed.connect(self._on_failed)

    def keep(self, annotation: Path, objects: Sequence[ObjectOrigin]) -> None:
        """Keep who made the boxes of a saved annotation."""
        self._queue.submit(partial(_keep, annotation, tuple(objects)), Message("doing.keeping_provenance"))

    def shutdown(self) -> None:
        self._thread.stop()

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(message.message)


def _keep(annotation: Path, objects: tuple[ObjectOrigin, ...], _call: Call) -> None:
    write_record(annotation, objects, record_path(annotation))
