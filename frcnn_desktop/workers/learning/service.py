"""Learning while labelling: what was saved is learnt, refits follow, the images ahead get suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import RequestFailed, RequestSucceeded, Work
from frcnn_desktop.workers.base.policies import Coalescing, Latest, Policy, Queue
from frcnn_desktop.workers.base.right_of_way import BackgroundToken, RefitToken
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.learning.folder import FolderLearning
from frcnn_desktop.workers.learning.learner import Learner
from frcnn_desktop.workers.learning.messages import (
    BoxesSnapped,
    BoxJudged,
    BoxToSnap,
    ImageSuggestions,
    LabelledFile,
    LearningState,
    RefitEnded,
    Sight,
    SimilarFound,
)
from frcnn_desktop.workers.learning.session_port import SessionFactory, new_session
from frcnn_desktop.workers.learning.set_memory import NOTHING_DECIDED, SetMemory

_KEPT_EVERY_S = 60.0
"""What a crash may lose of what became of suggestions."""


class LearningService(QObject):
    """Two niced threads: refits take seconds in one, and the other answers in tenths of one. Lives in the
    GUI thread.

    A refit that is under way is finished, and whatever is saved meanwhile waits for one more: somebody who
    saves every three seconds would never see a refit end otherwise. `end`, another model and the program's
    end stop it between two steps. It lets a hand that drags a box go first.
    """

    begun = Signal(object)
    """LearningState: saves are learnt from now on"""
    ended = Signal()
    """Nothing is learnt any more, until `begun`"""
    unable = Signal(object)
    """Message: why the loaded model cannot learn"""
    changed = Signal(object)
    """LearningState"""
    suggested = Signal(object)
    """ImageSuggestions, of the open image or of one ahead"""
    refitting_changed = Signal(bool)
    refitted = Signal(object)
    """RefitEnded"""
    snapped = Signal(object)
    """BoxesSnapped"""
    judged = Signal(object)
    """BoxJudged"""
    similar_found = Signal(object)
    """SimilarFound"""
    model_saved = Signal(object)
    """Path"""
    failed = Signal(object)
    """Message"""

    def __init__(
        self, holder: EngineHolder, factory: SessionFactory = new_session, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._holder, self._factory = holder, factory
        self._learner: Learner | None = None
        self._waiting: tuple[LoadedImage, ...] = ()
        self._looking = WorkerThread("suggestions", self, gives_way=True)
        self._fitting = WorkerThread("refit", self, gives_way=True)
        self._begins, self._open, self._boxes, self._likes = (Latest(self._looking) for _ in range(4))
        self._ahead, self._changes = Queue(self._looking), Queue(self._looking)
        self._keeps = Queue(self._looking, finishes=True)
        self._refits = Coalescing(self._fitting)
        self.folder = FolderLearning(self._fitting, holder.right_of_way, self)
        self._connect()

    def _connect(self) -> None:
        self._begins.succeeded.connect(self._on_begun)
        self._begins.failed.connect(self._on_unable)
        for policy in (self._open, self._boxes, self._likes, self._ahead, self._changes):
            policy.succeeded.connect(self._on_answered)
        for policy in (self._open, self._likes, self._changes, self._keeps, self._refits):
            policy.failed.connect(self._on_failed)
        self._refits.working_changed.connect(self.refitting_changed)
        self._refits.working_changed.connect(self._holder.right_of_way.set_refitting)
        self._refits.succeeded.connect(self._on_refitted)
        self.folder.learnt.connect(self.changed)
        self.folder.refit_wanted.connect(self._refit)

    def start(self) -> None:
        """Start both threads before the first save."""
        for thread in (self._looking, self._fitting):
            thread.start()

    @property
    def active(self) -> bool:
        """Whether a data set is being learnt; from `begin` on, before `begun` comes."""
        return self._learner is not None

    def begin(
        self,
        class_names: tuple[str, ...],
        *,
        only: str = "",
        memory: SetMemory = NOTHING_DECIDED,
        experience: Path | None = None,
    ) -> None:
        """Begin to learn a data set with the loaded model; what was learnt before is forgotten.

        `class_names` are the classes that its annotations have. `only`: objects of other classes are left
        out, because not every image has them yet. `memory`: what a person decided about the set before.
        `experience` is the file that keeps what became of its suggestions.
        """
        self.end()
        self._learner = Learner(self._holder, self._factory, class_names, only, memory, experience)
        self._begins.submit(self._learner.begin, Message("doing.learning"))

    def end(self) -> None:
        """Stop all work, keep what became of suggestions, and forget what was learnt."""
        if self._learner is not None:
            self._keeps.submit(partial(self._learner.keep, 0.0), Message("doing.keeping_experience"))
        self._learner, self._waiting = None, ()
        self.folder.stop()
        for policy in self._policies:
            policy.cancel()
        self.ended.emit()

    @property
    def _policies(self) -> tuple[Policy, ...]:
        asked = (self._begins, self._open, self._boxes, self._likes)
        return *asked, self._ahead, self._changes, self._refits

    def suggest(self, image: LoadedImage) -> None:
        """Ask for the suggestions of the open image, before anything that was asked for others."""
        if self._learner is not None:
            with self._before_those_ahead():
                self._open.submit(partial(self._learner.suggest, image), Message("doing.suggesting"))

    def suggest_ahead(self, images: Iterable[LoadedImage]) -> None:
        """Ask for the suggestions of images that are likely to be opened next, instead of those before."""
        with self._before_those_ahead():
            self._waiting = tuple(images)

    @contextmanager
    def _before_those_ahead(self) -> Iterator[None]:
        """Let what is asked for within come first; those ahead follow, also one that was under way."""
        self._ahead.cancel()
        yield
        if self._learner is not None:
            works = [partial(self._learner.suggest, image) for image in self._waiting]
            token = partial(BackgroundToken, self._holder.right_of_way)
            self._ahead.replace(works, Message("doing.suggesting"), token)

    def suggest_again(self, image: LoadedImage) -> None:
        """Ask anew for the suggestions of the open image, with those that were rejected there."""
        if self._learner is not None:
            with self._before_those_ahead():
                self._open.submit(partial(self._learner.suggest_again, image), Message("doing.suggesting"))

    def save(self, image: LoadedImage, annotation: ImageAnnotation) -> None:
        """Learn what was saved; a refit follows where there are objects."""
        if self._learner is not None:
            self._change(partial(self._learner.take_save, image, annotation))
            every = partial(self._learner.keep, _KEPT_EVERY_S)
            self._keeps.submit(every, Message("doing.keeping_experience"))

    def reject(self, content_key: str, box: Box, name: str) -> None:
        """Learn that a suggested box of an image is no object."""
        if self._learner is not None:
            self._change(partial(self._learner.reject, content_key, box, name))

    def remove(self, paths: Iterable[Path]) -> None:
        """Forget images that are gone or have no annotation any more."""
        if self._learner is not None:
            self._change(partial(self._learner.remove, tuple(paths)))

    def learn_folder(self, files: Iterable[LabelledFile]) -> None:
        """Learn images that were labelled before, in the background, in this order."""
        if self._learner is not None:
            self.folder.begin(self._learner, files)

    def judge(self, image: LoadedImage, box: Box) -> None:
        """Ask what the head thinks of a box of the open image, before anything that was asked for others."""
        if self._learner is not None:
            with self._before_those_ahead():
                self._boxes.submit(partial(self._learner.judge, image, box), Message("doing.scoring"))

    def find_similar(self, image: LoadedImage, box: Box) -> None:
        """Ask what labelled places look most like a box of the open image; the newest question counts."""
        if self._learner is not None:
            with self._before_those_ahead():
                self._likes.submit(partial(self._learner.similar, image, box), Message("doing.comparing"))

    def roll_back(self, steps: int = 1) -> None:
        """Let an earlier head suggest again."""
        if self._learner is not None:
            self._change(partial(self._learner.roll_back, steps))

    def set_threshold(self, name: str, score: float | None) -> None:
        """Show suggestions of a class from this score on; None: from where it pays."""
        if self._learner is not None:
            self._change(partial(self._learner.set_threshold, name, score))

    def snap(self, image: LoadedImage, boxes: Iterable[BoxToSnap]) -> None:
        """Tighten boxes of the open image with the head that suggests."""
        if self._learner is not None:
            self._change(partial(self._learner.snap, image, tuple(boxes)))

    def save_model(self, path: Path) -> None:
        """Write what was learnt as a checkpoint."""
        if self._learner is not None:
            self._change(partial(self._learner.save_model, path))

    def look(self, image: LoadedImage, token: CancelToken, *, first: bool) -> Sight | None:
        """Return what was learnt to see on an image, the `first` of a review; None while nothing was. For
        worker threads: raises Cancelled."""
        learner = self._learner
        return None if learner is None else learner.look(image, token, first=first)

    def store_use(self) -> tuple[int, int]:
        """Return the bytes of labelled images held, and bytes that may be; zeros while nothing is learnt."""
        return (0, 0) if self._learner is None else self._learner.store_use

    def doubts(self) -> Mapping[str, float]:
        """Return how doubtful images were to the heads that learn, by content key. Any thread may ask."""
        learner = self._learner
        return {} if learner is None else learner.doubts

    def shutdown(self) -> None:
        """Forget what was learnt, which emits `ended`, and end both threads."""
        self.end()
        for thread in (self._looking, self._fitting):
            thread.stop()

    def _change(self, work: Work) -> None:
        with self._before_those_ahead():
            self._changes.submit(work, Message("doing.learning"))

    @Slot()
    def _refit(self) -> None:
        if self._learner is not None:
            token = RefitToken(self._holder.right_of_way)
            self._refits.submit(self._learner.refit, Message("doing.refitting"), token=token)

    @Slot(object)
    def _on_begun(self, message: RequestSucceeded) -> None:
        self.begun.emit(message.result)

    @Slot(object)
    def _on_unable(self, message: RequestFailed) -> None:
        self._learner = None
        self.unable.emit(message.message)

    @Slot(object)
    def _on_answered(self, message: RequestSucceeded) -> None:
        match message.result:
            case ImageSuggestions(content_key=key):
                self._waiting = tuple(image for image in self._waiting if image.content_key != key)
                self.suggested.emit(message.result)
            case LearningState():
                self.changed.emit(message.result)
                if message.result.refit_due:
                    self._refit()
            case BoxJudged():
                self.judged.emit(message.result)
            case SimilarFound():
                self.similar_found.emit(message.result)
            case BoxesSnapped():
                self.snapped.emit(message.result)
            case Path():
                self.model_saved.emit(message.result)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(message.message)

    @Slot(object)
    def _on_refitted(self, message: RequestSucceeded) -> None:
        assert isinstance(message.result, RefitEnded)
        self.changed.emit(message.result.state)
        self.refitted.emit(message.result)
