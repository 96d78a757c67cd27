"""How sure the detector is of labelled objects, by the runs that are stored of their images."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.facts import ObjectFacts
from frcnn_desktop.workers.base.jobs import Call, RequestReport, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.run_codec import StoredRun
from frcnn_desktop.workers.detect.run_store import RunStore
from frcnn_desktop.workers.images.annotation_index import AnnotationIndex

BATCH = 200
LEAST_IOU = 0.5
"""A detected box that overlaps an object by so much is of the object, as in VOC's evaluation."""
Objects = tuple[ObjectFacts, ...]
Scores = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ObjectScores:
    """The objects that were asked about by image, and the score of each; None: nothing is known of it."""

    images: Mapping[Path, tuple[Objects, Scores]]


def scores_of(run: StoredRun, objects: Sequence[ObjectFacts]) -> Scores:
    """Return the best score of each object's class on a box that overlaps the object by `LEAST_IOU`.

    0 where there is no such box; None where the model does not know the class.
    """
    return tuple(_score(run, each) for each in objects)


def _score(run: StoredRun, item: ObjectFacts) -> float | None:
    if item.name not in run.class_names:
        return None
    entries = np.flatnonzero(run.classes == run.class_names.index(item.name) + 1)
    near = pairwise_iou(run.boxes[entries], as_box_array([item.box]))[:, 0] >= LEAST_IOU
    return float(run.scores[entries][near].max(initial=0))


class ObjectScoreService(QObject):
    """Lives in the GUI thread. Its thread starts with the first question. Only the newest is answered, of
    many images in several steps: `scored(ObjectScores)`."""

    scored = Signal(object)

    def __init__(self, store: RunStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._index = store, AnnotationIndex()
        self._thread = WorkerThread("object scores", self, gives_way=True)
        self._requests = Latest(self._thread)
        self._requests.reported.connect(self._on_reported)
        self._requests.succeeded.connect(self._on_succeeded)

    def score(self, images: Mapping[Path, Objects], model: str) -> None:
        """Ask how sure a model is of the objects of these images."""
        work = partial(_score_all, self._store, self._index, dict(images), model)
        self._requests.submit(work, Message("doing.scoring_objects"))

    def shutdown(self) -> None:
        """End the thread."""
        if self._thread.stop():
            self._index.close()

    @Slot(object)
    def _on_reported(self, message: RequestReport) -> None:
        self.scored.emit(message.value)

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        self.scored.emit(message.result)


def _score_all(
    store: RunStore, index: AnnotationIndex, images: dict[Path, Objects], model: str, call: Call
) -> ObjectScores:
    kind = f"scores {model}"
    known = {folder: index.rows(kind, folder) for folder in {str(path.parent) for path in images}}
    new: dict[str, dict[str, tuple[str, str]]] = {}
    found: dict[Path, tuple[Objects, Scores]] = {}
    for path, objects in images.items():
        call.token.raise_if_cancelled()
        folder, content = str(path.parent), store.content_of(path, file_stamp(path))
        stamp = _stamp(content or "", objects)
        row = known[folder].get(path.name)
        scores = _from_text(row[1], len(objects)) if row is not None and row[0] == stamp else None
        if scores is None and content is not None and (run := store.get(content, model)) is not None:
            scores = scores_of(run, objects)
            new.setdefault(folder, {})[path.name] = stamp, _to_text(scores)
        found[path] = objects, scores or (None,) * len(objects)
        if len(found) == BATCH:
            _keep(index, kind, new)
            call.report(ObjectScores(found))
            found = {}
    _keep(index, kind, new)
    return ObjectScores(found)


def _keep(index: AnnotationIndex, kind: str, new: dict[str, dict[str, tuple[str, str]]]) -> None:
    for folder, rows in new.items():
        index.keep(kind, folder, rows)
    new.clear()


def _stamp(content_key: str, objects: Objects) -> str:
    """Return what the scores depend on beside the model: the image, and the objects."""
    places = repr([(each.name, each.box) for each in objects]).encode("utf-8", "surrogatepass")
    return f"{content_key} {hashlib.blake2b(places, digest_size=16).hexdigest()}"


def _to_text(scores: Scores) -> str:
    return " ".join("-" if score is None else f"{score:.5f}" for score in scores)


def _from_text(text: str, count: int) -> Scores | None:
    parts = text.split()
    try:
        scores = tuple(None if part == "-" else float(part) for part in parts)
    except ValueError:
        return None
    return scores if len(scores) == count else None
