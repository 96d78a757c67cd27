"""One data set being learnt on the loaded engine, as work for worker threads."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import Box, BoxArray, as_box_array, read_only
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.core.errors import Cancelled, FrcnnError, reason_of
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.similar_box import SimilarBox
from frcnn_desktop.explain.meter import class_scores
from frcnn_desktop.workers.base.jobs import Call
from frcnn_desktop.workers.detect.engine import Engine, with_features
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.images.image_cache import ImageCache
from frcnn_desktop.workers.images.image_service import open_image
from frcnn_desktop.workers.learning.messages import (
    BoxesSnapped,
    BoxJudged,
    BoxToSnap,
    HeadFacts,
    ImageSuggestions,
    LabelledFile,
    LearningState,
    RefitEnded,
    Sight,
    SimilarFound,
)
from frcnn_desktop.workers.learning.session_port import Learning, SessionFactory
from frcnn_desktop.workers.learning.set_memory import NOTHING_DECIDED, SetMemory

if TYPE_CHECKING:
    from frcnn_desktop.learning.picture import Picture
    from frcnn_desktop.learning.suggestions import Suggestions


_DOUBTS = 10_000
_SIMILAR = 60
"""Places that are told of at most."""


class Learner:
    """A learning session and the engine that encodes for it. Thread-safe, as the session is.

    Before `begin` has ended, and once another engine is loaded, everything counts as cancelled.
    """

    def __init__(
        self,
        holder: EngineHolder,
        factory: SessionFactory,
        class_names: tuple[str, ...],
        only: str = "",
        memory: SetMemory = NOTHING_DECIDED,
        experience: Path | None = None,
    ) -> None:
        """`only`: learn objects of this class alone, "" for all; `memory`: what was decided before;
        `experience` the file of what became of suggestions, None: it is not kept."""
        self._holder, self._factory, self._class_names, self._only = holder, factory, class_names, only
        self._memory, self._experience = memory, experience
        self._kept_at, self._unkept, self._refused = time.monotonic(), False, False
        self._lock = threading.Lock()
        self._parts: tuple[Engine, Learning] | None = None
        self._taken = 0
        self._resumed = False
        self._keys: dict[Path, str] = {}
        self._doubts: OrderedDict[str, float] = OrderedDict()

    def begin(self, _call: Call) -> LearningState:
        """Make the session and tell it what was decided before. Raises FrcnnError: the model cannot learn."""
        engine = self._holder.get()
        if engine is None:
            raise Cancelled
        if Ability.LEARN not in engine.abilities:
            raise FrcnnError(Message("learning.not_able"))
        session = self._factory(engine, self._class_names)
        for name, score in self._memory.thresholds.items():
            session.set_threshold(name, score)
        for key, boxes in self._memory.rejected.items():
            for each in boxes:
                session.reject(key, each.box, each.name)
        problem = self._resume(session)
        with self._lock:
            self._parts = engine, session
        return replace(self._state(session), problem=problem)

    def _resume(self, session: Learning) -> Message | None:
        """Go on from what became of earlier suggestions; return why that is not possible."""
        from frcnn_desktop.learning.experience import UnsoundError
        from frcnn_desktop.learning.experience_file import read_experience

        if self._experience is None:
            return None
        try:
            known = read_experience(self._experience)
            self._resumed = known is not None and session.resume(known)
        except (OSError, UnsoundError) as error:
            return Message("learning.experience_unread", reason=reason_of(error))
        return None

    def keep(self, at_most_every: float, _call: Call) -> None:
        """Keep what became of suggestions for the next start, unless that was done so few seconds ago.

        Raises FrcnnError once where it cannot be kept. Another model may be loaded by now.
        """
        from frcnn_desktop.learning.experience_file import write_experience

        with self._lock:
            due = self._unkept and time.monotonic() - self._kept_at >= at_most_every
            if self._parts is None or self._experience is None or not due:
                return
            (_, session), self._kept_at, self._unkept = self._parts, time.monotonic(), False
        try:
            write_experience(self._experience, session.experience)
        except OSError as error:
            first, self._refused = not self._refused, True
            if first:
                reason = reason_of(error)
                raise FrcnnError(Message("learning.experience_unkept", reason=reason)) from error

    def suggest(self, image: LoadedImage, call: Call) -> ImageSuggestions:
        """Judge the proposals of an image; its features are kept, for somebody looks at it or soon will."""
        engine, session = self._get()
        heads = self._taken

        def suggest() -> Suggestions:
            encoded, proposals = engine.encode_with_proposals(image, call.token, keep_features=True)
            return session.suggest(encoded, proposals, call.token, _picture(image))

        found = with_features(engine, suggest)
        self._remember_doubt(image.content_key, found)
        shown = found.of(found.shown)
        boxes, scores = read_only(shown.boxes.copy()), read_only(shown.scores.copy())
        return ImageSuggestions(image.content_key, boxes, shown.names, scores, heads)

    def look(self, image: LoadedImage, token: CancelToken, *, first: bool) -> Sight | None:
        """Return what is seen on a labelled image, the `first` of a review; None while nothing was learnt."""
        engine, session = self._get()
        if not session.history:
            return None
        if first:
            session.begin_review(token)
        encoded, proposals = engine.encode_with_proposals(image, token)
        found, known = session.look(encoded, proposals, token)
        return Sight(found.boxes, found.names, found.scores, proposals, known)

    def take_save(self, image: LoadedImage, annotation: ImageAnnotation, call: Call) -> LearningState:
        """Learn what a person made of an image."""
        with self._lock:
            self._unkept = True
        return self._take(image, annotation, call)

    def _take(
        self, image: LoadedImage, annotation: ImageAnnotation, call: Call, *, judged: bool = True
    ) -> LearningState:
        engine, session = self._get()
        chosen = tuple(item for item in annotation.objects if self._only in ("", item.name))
        learnt = annotation.with_objects(chosen)

        def take() -> None:
            encoded, proposals = engine.encode_with_proposals(image, call.token)
            session.image_saved(encoded, proposals, learnt, _picture(image), judged=judged)

        with_features(engine, take)
        with self._lock:
            self._keys[image.path] = image.content_key
        return self._state(session)

    def remove(self, paths: Iterable[Path], _call: Call) -> LearningState:
        """Forget images that are gone or have no annotation any more, unless another file has the same
        content."""
        session = self._get()[1]
        with self._lock:
            gone = {key for path in paths if (key := self._keys.pop(path, "")) and key}
            gone -= set(self._keys.values())
        for key in gone:
            session.image_removed(key)
        return self._state(session)

    def reject(self, content_key: str, box: Box, name: str, _call: Call) -> LearningState:
        """Learn that a suggested box is no object."""
        session = self._get()[1]
        session.reject(content_key, box, name)
        return self._state(session)

    def suggest_again(self, image: LoadedImage, call: Call) -> ImageSuggestions:
        """Suggest on an image as if nothing had been rejected there."""
        self._get()[1].take_back_rejections(image.content_key)
        return self.suggest(image, call)

    def take_file(self, file: LabelledFile, call: Call) -> LearningState:
        """Learn an image that was labelled before. Raises FrcnnError when it cannot be read.

        Suggestions are judged by it only while nothing is known of earlier ones.
        """
        opened = open_image(ImageCache(), file.path, file.folder, file.siblings, call)
        if opened.annotation is None or not opened.annotation.objects:
            return self._state(self._get()[1])
        return self._take(opened.image, opened.annotation, call, judged=not self._resumed)

    def refit(self, call: Call) -> RefitEnded:
        """Refit the head on all that was saved; see the session for when it is taken."""
        _, session = self._get()
        before, started = session.head, time.perf_counter()
        session.refit(call.token)
        taken = session.head is not before
        with self._lock:
            self._taken += taken
        return RefitEnded(taken, time.perf_counter() - started, self._state(session))

    def roll_back(self, steps: int, _call: Call) -> LearningState:
        """Return to the head so many steps back; suggestions of the heads after it are outdated."""
        _, session = self._get()
        session.rollback(steps)
        with self._lock:
            self._taken += 1
        return self._state(session)

    def set_threshold(self, name: str, score: float | None, _call: Call) -> LearningState:
        """Let a person choose the least score of a class; None: what paid lately."""
        _, session = self._get()
        session.set_threshold(name, score)
        with self._lock:
            # What is kept was chosen by the threshold before.
            self._taken += 1
        return self._state(session)

    def judge(self, image: LoadedImage, box: Box, call: Call) -> BoxJudged:
        """Tell what the head thinks of a box that was drawn, and of which class it looks to be."""
        scored = self._score(image, as_box_array([box]), call, _picture(image))
        return BoxJudged(image.content_key, box, {} if scored is None else class_scores(scored))

    def similar(self, image: LoadedImage, box: Box, call: Call) -> SimilarFound:
        """Find what looks most like a box, among what was learnt from files that are still there."""
        engine, session = self._get()

        def similar() -> tuple[SimilarBox, ...]:
            encoded, _ = engine.encode_with_proposals(image, call.token)
            return session.similar(encoded, box, _SIMILAR, call.token)

        found = with_features(engine, similar)
        with self._lock:
            paths = {key: path for path, key in self._keys.items()}
        known = tuple((paths[each.content_key], each) for each in found if each.content_key in paths)
        return SimilarFound(image.content_key, box, known)

    def snap(self, image: LoadedImage, asked: Sequence[BoxToSnap], call: Call) -> BoxesSnapped:
        """Tighten boxes by the head's regression for their class; one stays where no head knows the class."""
        scored = self._score(image, as_box_array([each.box for each in asked]), call)
        known = () if scored is None else scored.class_names
        boxes: list[Box] = []
        for row, each in enumerate(asked):
            if scored is None or each.name not in known:
                boxes.append(each.box)
                continue
            x1, y1, x2, y2 = scored.class_boxes[row, known.index(each.name) + 1].tolist()
            boxes.append((x1, y1, x2, y2))
        return BoxesSnapped(image.content_key, tuple(asked), tuple(boxes))

    def save_model(self, path: Path, _call: Call) -> Path:
        """Write the head that suggests, with the backbone below it, as a checkpoint. Raises FrcnnError."""
        engine, session = self._get()
        if session.head is None:
            raise FrcnnError(Message("learning.nothing_learnt"))
        session.head.save(path, *engine.checkpoint)
        return path

    @property
    def store_use(self) -> tuple[int, int]:
        """Bytes of labelled images held, and bytes that may be."""
        with self._lock:
            parts = self._parts
        return (0, 0) if parts is None else parts[1].store_use

    @property
    def doubts(self) -> Mapping[str, float]:
        """How doubtful the images were that suggestions were asked for, by content key."""
        with self._lock:
            return dict(self._doubts)

    def _remember_doubt(self, content_key: str, found: Suggestions) -> None:
        from frcnn_desktop.learning.order import doubt

        with self._lock:
            self._doubts[content_key] = doubt(found.scores)
            self._doubts.move_to_end(content_key)
            while len(self._doubts) > _DOUBTS:
                self._doubts.popitem(last=False)

    def _score(
        self, image: LoadedImage, boxes: BoxArray, call: Call, picture: Picture | None = None
    ) -> ScoredRois | None:
        engine, session = self._get()

        def score() -> ScoredRois | None:
            encoded, _ = engine.encode_with_proposals(image, call.token)
            return session.score(encoded, boxes, call.token, picture)

        return with_features(engine, score)

    def _get(self) -> tuple[Engine, Learning]:
        with self._lock:
            parts = self._parts
        if parts is None or self._holder.get() is not parts[0]:
            raise Cancelled
        return parts

    def _state(self, session: Learning) -> LearningState:
        right, shown = session.right_lately()
        names = session.class_names
        least = ((name, session.threshold(name)) for name in names)
        return LearningState(
            names,
            tuple(HeadFacts(len(each.knows), len(each.class_names), each.score) for each in session.history),
            self._taken,
            right,
            shown,
            {name: score if math.isfinite(score) else None for name, score in least},
            session.refit_due,
            session.head.class_names if session.history and session.head is not None else (),
        )


def _picture(image: LoadedImage) -> Picture:
    from frcnn_desktop.learning.picture import Picture

    return Picture(image.rgb)
