"""Learning while labelling: what the window and the bench drive."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import torch

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import Box, BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.similar_box import SimilarBox
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.learning.appearance import Appearances
from frcnn_desktop.learning.cross_fit import Judge, cross_fitted
from frcnn_desktop.learning.drawn_objects import DrawnObjects
from frcnn_desktop.learning.experience import Experience
from frcnn_desktop.learning.fitting import Fit, Fitter, Lesson
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.held_out import HeldOut, JudgedImage
from frcnn_desktop.learning.learned_sizes import LearnedSizes
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.record import Seen, SuggestionRecord
from frcnn_desktop.learning.samples import LabelledObjects, labelled_image
from frcnn_desktop.learning.scoring import HeadScorer
from frcnn_desktop.learning.settings import LearningSettings, RefitOutcome, Verdict
from frcnn_desktop.learning.similar import similar_boxes, without
from frcnn_desktop.learning.store import SampleStore
from frcnn_desktop.learning.suggestions import NO_SUGGESTIONS, Suggestions

_HISTORY = 8


class LearningSession:
    """Learns the classes of one data set from each save and suggests objects on what comes next.

    Life of an image: `suggest` when it is opened (or ahead of that), then `image_saved` with what the person
    made of it, which sets `refit_due`; then `refit`, somewhere in the background.

    Threads: every method may be called from any thread. `refit` takes seconds and runs in one thread of its
    own; called a second time it waits for the first. `suggest`, `score` and `image_saved` take
    milliseconds to tenths of a second (`suggest` judges all proposals) and belong in a worker. All others
    only take a lock, for as long as the boxes of one image are put right at most. A refit works on a
    snapshot: what is saved or rolled back meanwhile makes it neither fail nor overwrite (`refit_due` stays
    set, a rollback wins).

    Nothing here knows files, and nothing writes into an annotation.
    """

    def __init__(
        self,
        base: FastRcnn,
        *,
        class_names: tuple[str, ...] = (),
        settings: LearningSettings | None = None,
        device: torch.device | None = None,
        given_up: Callable[[Message], None] | None = None,
    ) -> None:
        """`base` is the loaded model whose backbone encodes the images; it is only read.

        `class_names` are classes of the set that are known beforehand; those that the model knows are
        suggested from the start. `given_up` is told why a device was given up for the CPU. Raises
        CheckpointError for a model whose head cannot be refitted."""
        self._settings = settings or LearningSettings()
        self._fitter = Fitter(base, self._settings, device or torch.device("cpu"), given_up)
        self._model = RefittedHead.of(base).digest()
        self._lock, self._refitting = threading.Lock(), threading.Lock()
        self._store = SampleStore(self._settings.max_bytes)
        self._held_out = HeldOut(self._settings.hold_out)
        self._record = SuggestionRecord(self._settings.thresholds, self._settings.hindsight)
        self._sizes = LearnedSizes(self._settings.learned_sizes)
        self._drawn = DrawnObjects(self._settings.drawn_objects)
        self._appearances = Appearances(self._settings.appearance)
        self._class_names = class_names
        self._saves = self._fitted_saves = 0
        self._history: tuple[HeadScorer, ...] = ()
        self._judges: tuple[Judge, ...] = ()
        self._current = self._fitter.as_loaded(class_names)

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes of this set: those given, then those met, in the order they came."""
        return self._class_names

    @property
    def head(self) -> RefittedHead | None:
        """The head that suggests; None before the first refit of a set without known classes."""
        current = self._current
        return current.head if current is not None else None

    @property
    def history(self) -> tuple[RefittedHead, ...]:
        """The last heads that were taken, the newest last."""
        return tuple(each.head for each in self._history)

    @property
    def refit_due(self) -> bool:
        """Whether something was saved that no refit has seen."""
        return self._saves > self._fitted_saves

    @property
    def store_use(self) -> tuple[int, int]:
        """Bytes of labelled images held, and bytes that may be."""
        return self._store.use

    def suggest(
        self,
        image: EncodedImage,
        proposals: BoxArray,
        token: CancelToken | None = None,
        picture: Picture | None = None,
    ) -> Suggestions:
        """Return what is suggested on an image (proposals N x 4, image pixels). Raises Cancelled.

        `picture` is what it looks like; without it nothing drawn is found, no side is put where an edge is,
        and the head alone tells classes apart. Those that do not pay to be shown come too, with `shown`
        False. The last answer for an image is remembered by its content key and judged when it is saved.
        """
        seen = self._seen(image, proposals, picture, token)
        if seen is None:
            return NO_SUGGESTIONS
        with self._lock:
            return self._record.remember(image.content_key, seen)

    def _seen(
        self, image: EncodedImage, proposals: BoxArray, picture: Picture | None, token: CancelToken | None
    ) -> Seen | None:
        """Return what head and picture say of an image; None where neither says anything."""
        scorer, found, drawn = self._current, NO_SUGGESTIONS, NO_SUGGESTIONS
        if scorer is not None:
            rule, places = self._settings.suggestions, self._extended(image, proposals)
            told_apart = self._appearances.telling_apart(picture, scorer.head.class_names)
            found = scorer.suggest(image.features, places, image.size, rule, token, told_apart)
        if picture is not None:
            drawn = self._drawn.suggested(picture)
        if scorer is None and not len(drawn):
            return None
        return Seen(found, drawn, image.size, picture)

    def begin_review(self, token: CancelToken | None = None) -> None:
        """Fit the heads that `look`: none judges labels that it has learnt, where there are enough images.

        Takes as long as two first refits. Raises Cancelled."""
        with self._lock:
            images, names = self._store.all(), self._class_names
        self._judges = cross_fitted(self._fitter, images, names, token)

    def look(
        self, image: EncodedImage, proposals: BoxArray, token: CancelToken | None = None
    ) -> tuple[Suggestions, frozenset[str]]:
        """Return what is to be seen on a labelled image, whatever pays to be shown, and of which classes the
        head that looks can say something. Remembers nothing. Raises Cancelled.
        """
        judges = [judge for judge in self._judges if image.content_key in judge.unseen]
        scorer = judges[0].scorer if judges else self._current
        if scorer is None:
            return NO_SUGGESTIONS, frozenset()
        proposals, rule = self._extended(image, proposals), self._settings.suggestions
        found = scorer.suggest(image.features, proposals, image.size, rule, token)
        return found, judges[0].class_names if judges else frozenset(scorer.head.class_names)

    def score(
        self,
        image: EncodedImage,
        boxes: BoxArray,
        token: CancelToken | None = None,
        picture: Picture | None = None,
    ) -> ScoredRois | None:
        """Judge any boxes with the head that suggests, of which class also by what they look like on a
        `picture`; None while there is no head. Raises Cancelled."""
        current = self._current
        if current is None:
            return None
        return self._appearances.scored(current.score(image.features, boxes, image.size, token), picture)

    def similar(
        self, image: EncodedImage, box: Box, most: int, token: CancelToken | None = None
    ) -> tuple[SimilarBox, ...]:
        """Return the places of all labelled images, held-out ones too, that look most like a box of an image,
        the likest first and the box itself left out. Raises Cancelled."""
        first = self._fitter.first
        (answers,) = first.answers(image.features, as_box_array([box]), image.size)
        with self._lock:
            held = {each.sample.key: each.sample for each in self._held_out.images}
        images = {**held, **{each.key: each for each in self._store.all()}}
        found = similar_boxes(answers, first.bias, images.values(), most + 1, token)
        return without(found, image.content_key, box)[:most]

    def image_saved(
        self,
        image: EncodedImage,
        proposals: BoxArray,
        annotation: ImageAnnotation,
        picture: Picture | None = None,
        *,
        judged: bool = True,
    ) -> None:
        """Learn from what was saved: judge suggestions by it, keep it for the next refit.

        What was told to `reject`, and what the head sees and the annotation leaves out, is no object.
        An image without objects teaches what is none, but asks for no refit.

        The head of this moment is judged, which has not learnt the image and suggests on the next, unless
        the image was learnt from before; `judged` False: in no case.
        """
        objects = LabelledObjects.of(annotation)
        if image.features.device.type != "cpu":
            # Before anything is noted: a device that has failed shows it now, and the save can be told again.
            self._fitter.first.answers(image.features, proposals[:1], image.size)
        size, counted, seen = image.size, objects.counted, None
        if not self._learnt(image.content_key):
            seen = self._seen(image, proposals, picture, None) if judged else None
            if picture is not None and (scored := self.score(image, counted.boxes)) is not None:
                self._appearances.judge(scored, picture, counted.names)
        with self._lock:
            new = [name for name in objects.names if name not in self._class_names]
            self._class_names = (*self._class_names, *dict.fromkeys(new))
            objects = replace(objects, placed=~self._record.taken(image.content_key, objects.boxes))
            one_class = len(self._class_names) == 1
            wrong = self._record.saved(image.content_key, objects, one_class, seen)
            self._sizes.add(counted.boxes, proposals, size.image_width, size.image_height)
        if picture is not None:
            self._appearances.add(image.content_key, picture, counted.boxes, counted.names)
            self._drawn.add(picture, proposals, counted.boxes, counted.names)
        proposals = self._extended(image, proposals)
        first, rule = self._fitter.first, self._settings
        sample = labelled_image(image, proposals, objects, wrong, first, rule.recipe)
        kept = JudgedImage.of(sample, image, proposals, first, rule.hold_out.proposals)
        with self._lock:
            for each in self._held_out.take(kept, learned=self._store.holds(sample.key)):
                self._store.put(each)
            self._saves += bool(len(objects))

    def _learnt(self, key: str) -> bool:
        with self._lock:
            return self._store.holds(key) or any(key == each.sample.key for each in self._held_out.images)

    def reject(self, image_key: str, box: Sequence[float], name: str) -> None:
        """A person says that no object `name` is at `box` (xyxy, image pixels) of an image.

        It is not shown there again. An image that is learned from teaches it at once (a refit becomes due),
        one that was not saved yet from its save on.
        """
        place = as_box_array([box])
        with self._lock:
            self._record.reject(image_key, place, name)
            self._saves += self._store.reject(image_key, place)

    def take_back_rejections(self, image_key: str) -> None:
        """A person wants to be asked again about what they rejected on an image."""
        with self._lock:
            self._record.take_back(image_key)

    def image_removed(self, content_key: str) -> None:
        """Forget an image: it or its annotation is gone. What it taught is unlearnt by the next refit."""
        with self._lock:
            self._saves += self._store.remove(content_key)
            self._held_out.remove(content_key)
            self._record.forget(content_key)
        self._appearances.remove(content_key)

    def refit(self, token: CancelToken | None = None) -> RefitOutcome:
        """Refit the head on all saves so far; taken unless it is clearly worse. Long: see the class.

        Raises Cancelled, and FrcnnError with a sentence; then the head before stays.
        """
        with self._refitting:
            return self.take(self.fit(token))

    def fit(self, token: CancelToken | None = None) -> Fit | None:
        """The long half of `refit`: fit and judge a head, change nothing. None when nothing is new."""
        with self._lock:
            images, held = self._store.all(), self._held_out.images
            both = self._held_out.known_to_both(self._current.head.knows) if self._current else ()
            if not self.refit_due or not any(len(each.objects) for each in images):
                return None
            lesson = Lesson(images, held, both, self._class_names, self._saves)
            current = self._current
        return self._fitter.fit(current, lesson, token)

    def take(self, fit: Fit | None) -> RefitOutcome:
        """The short half of `refit`: let a fitted head suggest from now on, unless it is clearly worse than
        the one before or somebody rolled back meanwhile."""
        if fit is None:
            return RefitOutcome(Verdict.NOTHING_NEW)
        head, before = fit.scorer.head, fit.comparison.before
        with self._lock:
            self._fitted_saves = fit.saves
            if self._current is not fit.current or fit.comparison.worse:
                return RefitOutcome(Verdict.NOT_TAKEN, head, before)
            self._current = fit.scorer
            for each in self._history[-1:]:
                # Nothing goes on from a head that was left but for a rollback; then it begins anew.
                each.head = replace(each.head, course=None)
            self._history = (*self._history, fit.scorer)[-_HISTORY:]
        return RefitOutcome(Verdict.TAKEN, head, before)

    def rollback(self, steps: int = 1) -> RefittedHead | None:
        """Return to the head before the last, or `steps` further back, and forget those after it.

        Beyond the first, the model as it was loaded suggests what it knows of the set's classes. A refit
        under way is not taken. What is saved next is learned from the head returned to.
        """
        with self._lock:
            self._history = self._history[: max(len(self._history) - steps, 0)]
            self._current = self._history[-1] if self._history else self._fitter.as_loaded(self._class_names)
            return self.head

    def threshold(self, class_name: str) -> float:
        """Return the least score that is shown; `thresholds.NEVER` (infinite) while none pays."""
        with self._lock:
            return self._record.threshold(class_name)

    def set_threshold(self, class_name: str, score: float | None) -> None:
        """Let the person decide the least score of a class; None: what paid on the last images."""
        with self._lock:
            self._record.set_threshold(class_name, score)

    def right_lately(self, images: int = 20) -> tuple[int, int]:
        """Return how many of the suggestions shown on the last images were right, and how many there were."""
        with self._lock:
            return self._record.right_lately(images)

    @property
    def experience(self) -> Experience:
        """What became of suggestions so far: what a later session can go on from."""
        with self._lock:
            return self._record.experience(self._model)

    def resume(self, experience: Experience) -> bool:
        """Go on from what became of an earlier session's suggestions; whether they were of the same model,
        else nothing is changed. Raises UnsoundError, and changes nothing then.

        Heads are none of it: they are refitted on the labelled images.
        """
        if experience.model != self._model:
            return False
        with self._lock:
            self._record.resume(experience)
        return True

    def _extended(self, image: EncodedImage, proposals: BoxArray) -> BoxArray:
        with self._lock:
            return self._sizes.extended(proposals, image.size.image_width, image.size.image_height)
