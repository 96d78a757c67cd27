"""Looking where the model and the labels of a folder disagree, in the background."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.disagreement import SEEN_SCORE, Disagreement, disagreements
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call, RequestFailed, RequestSucceeded
from frcnn_desktop.workers.base.policies import OneAtATime
from frcnn_desktop.workers.base.right_of_way import BackgroundToken
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.images.image_cache import ImageCache
from frcnn_desktop.workers.images.image_service import open_image
from frcnn_desktop.workers.learning.messages import ImageSuggestions, LabelledFile

Look: TypeAlias = Callable[[LoadedImage, CancelToken], ImageSuggestions | None]


@dataclass(frozen=True, slots=True)
class ImageReviewed:
    """What the labels in the file of an image and the model do not agree on, most certain first."""

    path: Path
    content_key: str
    found: tuple[Disagreement, ...]


class ReviewService(QObject):
    """One labelled image after another. Lives in the GUI thread; its thread starts with the first image.

    The head that learns looks, where there is one, else the loaded model. Nothing is ever written.
    """

    progressed = Signal(int, int)
    """Done and in all"""
    reviewed = Signal(object)
    """ImageReviewed"""
    finished = Signal(int)
    """How many images could not be looked at; also when it was stopped"""

    def __init__(self, holder: EngineHolder, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._holder, self._look = holder, look
        self._thread = WorkerThread("review", self, gives_way=True)
        self._requests = OneAtATime(self._thread)
        self._waiting: deque[LabelledFile] = deque()
        self._names: frozenset[str] = frozenset()
        self._done = self._total = self._failed = 0
        self._requests.succeeded.connect(self._on_succeeded)
        self._requests.failed.connect(self._on_failed)
        self._requests.cancelled.connect(self._on_cancelled)

    def begin(self, files: Iterable[LabelledFile], names: frozenset[str]) -> None:
        """Look at these images instead of those asked for before; `names` are the classes of the set: what
        the model sees of others is no disagreement."""
        self.stop()
        self._waiting, self._names = deque(files), names
        self._done, self._total, self._failed = 0, len(self._waiting), 0
        if self._total:
            self.progressed.emit(0, self._total)
            self._go_on()

    @Slot()
    def stop(self) -> None:
        """Leave what was not looked at yet."""
        self._waiting.clear()
        self._requests.cancel()
        self._end()

    def shutdown(self) -> None:
        self.stop()
        self._thread.stop()

    def _go_on(self) -> None:
        if self._requests.busy:
            return
        if not self._waiting:
            self._end()
            return
        work = partial(_review, self._holder, self._look, self._waiting.popleft(), self._names)
        self._requests.submit(work, Message("doing.reviewing"), BackgroundToken(self._holder.right_of_way))

    def _count(self) -> None:
        self._done += 1
        self.progressed.emit(self._done, self._total)
        self._go_on()

    def _end(self) -> None:
        if self._total:
            self._total = 0
            self.finished.emit(self._failed)

    @Slot(object)
    def _on_succeeded(self, message: RequestSucceeded) -> None:
        self.reviewed.emit(message.result)
        self._count()

    @Slot(object)
    def _on_failed(self, _message: RequestFailed) -> None:
        # An image that cannot be read is told of in the list.
        self._failed += 1
        self._count()

    @Slot()
    def _on_cancelled(self) -> None:
        self._waiting.clear()
        self._end()


def _review(
    holder: EngineHolder, look: Look, file: LabelledFile, names: frozenset[str], call: Call
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
