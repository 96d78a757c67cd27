"""Looking where the model and the labels of a folder disagree, in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QObject, Signal

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.disagreement import SEEN_SCORE, Disagreement, disagreements
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.images.image_cache import ImageCache
from frcnn_desktop.workers.images.image_service import open_image
from frcnn_desktop.workers.learning.files_in_turn import FilesInTurn
from frcnn_desktop.workers.learning.messages import ImageSuggestions, LabelledFile

Look: TypeAlias = Callable[[LoadedImage, CancelToken], ImageSuggestions | None]


@dataclass(frozen=True, slots=True)
class ImageReviewed:
    """What the labels in the file of an image and the model do not agree on, most certain first."""

    path: Path
    content_key: str
    found: tuple[Disagreement, ...]


class ReviewService(FilesInTurn):
    """One labelled image after another, in a thread that starts with the first.

    The head that learns looks, where there is one, else the loaded model. Nothing is ever written.
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
        self._begin(files, partial(_review, self._holder, self._look, names))

    def shutdown(self) -> None:
        self.stop()
        self._thread.stop()

    def _take(self, result: object) -> None:
        self.reviewed.emit(result)


def _review(
    holder: EngineHolder, look: Look, names: frozenset[str], file: LabelledFile, call: Call
) -> ImageReviewed:
    opened = open_image(ImageCache(), file.path, file.folder, file.siblings, call)
    objects = () if opened.annotation is None else opened.annotation.objects
    sound = [item for item in objects if item.box[0] < item.box[2] and item.box[1] < item.box[3]]
    found = _compare(holder, look, opened.image, sound, names, call.token)
    return ImageReviewed(file.path, opened.image.content_key, tuple(found))


def _compare(
    holder: EngineHolder,
    look: Look,
    image: LoadedImage,
    objects: list[ObjectAnnotation],
    names: frozenset[str],
    token: CancelToken,
) -> list[Disagreement]:
    engine, seen = holder.get(), look(image, token)
    if engine is None:
        raise Cancelled
    if seen is None:
        wanted = DetectionFilter(score_threshold=SEEN_SCORE)
        run = engine.run(image, wanted, token, keep_features=False).detections
        seen = ImageSuggestions(image.content_key, run.boxes, run.class_names, run.scores)
        # It knows nothing of the other classes, so of them it says nothing.
        names = names & frozenset(engine.info.class_names)
        objects = [item for item in objects if item.name in names]
    rows = np.array([row for row, name in enumerate(seen.names) if name in names], np.int64)
    return disagreements(objects, seen.boxes[rows], [seen.names[row] for row in rows], seen.scores[rows])
