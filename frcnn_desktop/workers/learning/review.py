"""Looking where the model and the labels of a folder disagree, in the background."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.disagreement import SAME_IOU, SEEN_SCORE, Disagreement, disagreements
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.recall_ceiling import Reached, reached
from frcnn_desktop.workers.base.jobs import Call
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.images.image_cache import ImageCache
from frcnn_desktop.workers.images.image_service import open_image
from frcnn_desktop.workers.learning.files_in_turn import FilesInTurn
from frcnn_desktop.workers.learning.messages import LabelledFile, Sight


class Look(Protocol):
    """`LearningService.look`, see there."""

    def __call__(self, image: LoadedImage, token: CancelToken, *, first: bool) -> Sight | None:
        """Return what is seen on a labelled image; None while nothing was learnt."""
        ...


@dataclass(frozen=True, slots=True)
class ImageReviewed:
    """What the labels in the file of an image and the model do not agree on, most certain first, and how well
    proposals fit the labels."""

    path: Path
    content_key: str
    found: tuple[Disagreement, ...]
    reached: tuple[Reached, ...] = ()


class ReviewService(FilesInTurn):
    """One labelled image after another, in a thread that starts with the first.

    What was learnt looks, where something was, else the loaded model. Nothing is ever written.
    """

    reviewed = Signal(object)
    """ImageReviewed"""

    def __init__(self, holder: EngineHolder, look: Look, parent: QObject | None = None) -> None:
        thread = WorkerThread("review", gives_way=True)
        super().__init__(thread, holder.right_of_way, Message("doing.reviewing"), parent)
        thread.setParent(self)
        self._holder, self._look, self._thread = holder, look, thread

    def begin(self, files: Iterable[LabelledFile], names: frozenset[str]) -> None:
        """Look at these images instead of those asked for before; `names` are the classes of the set: what
        the model sees of others is no disagreement."""
        self._begin(files, _Review(self._holder, self._look, names).file)

    def shutdown(self) -> None:
        """Leave the rest of the files and end the thread, if it was ever started."""
        self.stop()
        self._thread.stop()

    def _take(self, result: object) -> None:
        self.reviewed.emit(result)


class _Review:
    """One review, in its worker thread."""

    def __init__(self, holder: EngineHolder, look: Look, names: frozenset[str]) -> None:
        self._holder, self._look, self._names = holder, look, names
        self._begun = False

    def file(self, file: LabelledFile, call: Call) -> ImageReviewed:
        opened = open_image(ImageCache(), file.path, file.folder, file.siblings, call)
        objects = () if opened.annotation is None else opened.annotation.objects
        sound = [item for item in objects if item.box[0] < item.box[2] and item.box[1] < item.box[3]]
        seen = self._sight(opened.image, call.token)
        found = _compare(sound, seen, self._names & seen.known)
        fits = reached(sound, seen.proposals)
        return ImageReviewed(file.path, opened.image.content_key, tuple(found), fits)

    def _sight(self, image: LoadedImage, token: CancelToken) -> Sight:
        """Return what was learnt to see, or else what the loaded model sees."""
        engine, seen = self._holder.get(), self._look(image, token, first=not self._begun)
        self._begun = True
        if engine is None:
            raise Cancelled
        if seen is not None:
            return seen
        run = engine.run(image, DetectionFilter(score_threshold=SEEN_SCORE), token, keep_features=False)
        found = run.detections
        known = frozenset(engine.info.class_names)
        return Sight(found.boxes, found.class_names, found.scores, run.proposals.boxes, known)


def _compare(objects: list[ObjectAnnotation], seen: Sight, known: frozenset[str]) -> list[Disagreement]:
    """Compare labels and sight of the `known` classes. What is seen where a label of another class lies may
    well be that object: nothing is said of it."""
    others = as_box_array([item.box for item in objects if item.name not in known])
    taken = pairwise_iou(as_box_array(seen.boxes), others).max(axis=1, initial=0) >= SAME_IOU
    rows = np.array([r for r, name in enumerate(seen.names) if name in known and not taken[r]], np.int64)
    judged = [item for item in objects if item.name in known]
    return disagreements(judged, seen.boxes[rows], [seen.names[row] for row in rows], seen.scores[rows])
