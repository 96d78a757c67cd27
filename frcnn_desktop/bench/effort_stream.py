"""The robot labels a whole set beside the learning session, by a clock of its own.

The clock is the robot's: an image takes the seconds that its actions cost. A refit takes its measured wall
time on that clock; what was not finished when an image opened has not happened.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from frcnn_desktop.bench.effort_account import Account, account
from frcnn_desktop.bench.effort_data import StreamImage
from frcnn_desktop.bench.effort_robot import Effort, FinalLabels, by_hand, with_suggestions
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.learning.costs import RIGHT_IOU
from frcnn_desktop.learning.fitting import Fit
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.settings import LearningSettings, Verdict
from frcnn_desktop.learning.suggestions import Suggestions

ARMS = ("ours", "frozen", "once50", "oneclass")
ACCEPTED_FROM = (0.5, RIGHT_IOU, 0.8)
"""The IoU from which the robot takes a suggestion as it is: the protocol's, and one on either side."""
_ONCE_AT, _ONCE_STEPS = 50, 300


@dataclass(frozen=True, slots=True, eq=False)
class LabelledStep:
    """One image: the effort by hand and with suggestions (by `ACCEPTED_FROM`), what was suggested, and where
    the seconds went."""

    hand: Effort
    ours: tuple[Effort, ...]
    final: FinalLabels
    truth: LabelledObjects
    suggested: Suggestions
    account: Account


@dataclass(frozen=True, slots=True, eq=False)
class StreamResult:
    """One order: all images as they came; `refit_seconds` of each refit, `taken` how many were taken."""

    steps: tuple[LabelledStep, ...]
    refit_seconds: tuple[float, ...]
    taken: int


class _Learner:
    """Drives the session's refits by the robot's clock."""

    def __init__(self, session: LearningSession, arm: str) -> None:
        self._session, self._arm = session, arm
        self.now, self._ready_at = 0.0, 0.0
        self._running: Fit | None = None
        self._saves = 0
        self.seconds: list[float] = []
        self.taken = 0

    def catch_up(self) -> None:
        """Let finished refits suggest, and begin those that waited for them."""
        while self._running is not None and self._ready_at <= self.now:
            self.taken += self._session.take(self._running).verdict is Verdict.TAKEN
            self._running = None
            self._begin(self._ready_at)

    def saved(self) -> None:
        self._saves += 1
        self.catch_up()
        if self._running is None:
            self._begin(self.now)

    def _begin(self, at: float) -> None:
        wanted = self._arm in ("ours", "oneclass") or (self._arm == "once50" and self._saves == _ONCE_AT)
        if not wanted or not self._session.refit_due:
            return
        started = time.perf_counter()
        self._running = self._session.fit()
        if self._running is not None:
            self.seconds.append(time.perf_counter() - started)
            self._ready_at = at + self.seconds[-1]


def label_stream(
    images: Sequence[StreamImage],
    class_names: tuple[str, ...],
    base: FastRcnn,
    arm: str,
    settings: LearningSettings,
    tell: bool = False,
) -> StreamResult:
    """Label the images in their order. `class_names` are all classes of the set: the robot knows them, the
    session learns of them as they come, except where the model is frozen or there is one class at a time."""
    if arm == "once50":
        recipe = replace(settings.recipe, first_steps=_ONCE_STEPS)
        settings = replace(settings, recipe=recipe)
    known = class_names if arm == "frozen" else ()
    session = LearningSession(base, class_names=known, settings=settings)
    learner = _Learner(session, arm)
    steps = []
    for number, image in enumerate(images):
        learner.catch_up()
        encoded, picture = image.encoded(base), image.picture()
        step = _label(session, image, encoded, picture, len(class_names) == 1)
        steps.append(step)
        learner.now += step.ours[ACCEPTED_FROM.index(RIGHT_IOU)].seconds
        # What was fitted while the hand worked suggests by now, and is judged by what the hand made.
        learner.catch_up()
        saved = _saved(image.annotation, image.objects, step.final)
        session.image_saved(encoded, image.proposals, saved, picture)
        learner.saved()
        if tell and number % 10 == 9:
            _tell(steps, learner)
    return StreamResult(tuple(steps), tuple(learner.seconds), learner.taken)


def _label(
    session: LearningSession, image: StreamImage, encoded: EncodedImage, picture: Picture, one_class: bool
) -> LabelledStep:
    suggested = session.suggest(encoded, image.proposals, picture=picture)

    # Asked once: every way to label the image draws some of the same boxes.
    all_guesses = _guesses(session.score(encoded, image.objects.boxes, picture=picture), len(image.objects))
    of_box = dict(zip(map(tuple, image.objects.boxes.tolist()), all_guesses, strict=True))

    def guess(boxes: BoxArray) -> tuple[tuple[str, ...], ...]:
        return tuple(of_box[tuple(box)] for box in boxes.tolist())

    done = [
        with_suggestions(suggested, image.objects, one_class, guess, accepted) for accepted in ACCEPTED_FROM
    ]
    final = done[ACCEPTED_FROM.index(RIGHT_IOU)][1]
    why = account(suggested, image.proposals, image.objects, final, one_class, guess)
    hand = by_hand(image.objects, one_class)
    return LabelledStep(hand, tuple(effort for effort, _ in done), final, image.objects, suggested, why)


def _guesses(scored: ScoredRois | None, count: int) -> tuple[tuple[str, ...], ...]:
    """Return the set's classes for each of `count` boxes, the likeliest first; empty while none is known."""
    if scored is None:
        return ((),) * count
    order = (-scored.scores[:, 1:]).argsort(axis=1, kind="stable")
    return tuple(tuple(scored.class_names[index] for index in row) for row in order)


def _saved(annotation: ImageAnnotation, truth: LabelledObjects, final: FinalLabels) -> ImageAnnotation:
    """Return the annotation as the robot saves it: its own boxes, and the difficult objects as they were."""
    made = iter(final.boxes.tolist())
    labels = zip(truth.boxes.tolist(), truth.names, truth.difficult.tolist(), strict=True)
    return annotation.with_objects(
        tuple(
            ObjectAnnotation(name, tuple(box if difficult else next(made)), difficult)
            for box, name, difficult in labels
        )
    )


def one_class_at_a_time(
    images: Sequence[StreamImage],
    class_names: tuple[str, ...],
    base: FastRcnn,
    settings: LearningSettings,
    tell: bool = False,
) -> StreamResult:
    """Walk the set once for each class, which is implied; an image's effort is that of all its walks."""
    walks = []
    for name in class_names:
        of_class = [_only(image, name) for image in images]
        walks.append(label_stream(of_class, (name,), base, "oneclass", settings, tell))
    steps = []
    for image, parts in zip(images, zip(*(walk.steps for walk in walks), strict=True), strict=True):
        ours = tuple(_sum([part.ours[level] for part in parts]) for level in range(len(ACCEPTED_FROM)))
        final = FinalLabels(
            np.concatenate([part.final.boxes for part in parts]),
            tuple(name for part in parts for name in part.final.names),
            np.concatenate([part.final.drawn for part in parts]),
        )
        hand = by_hand(image.objects, len(class_names) == 1)
        why = Account.total(part.account for part in parts)
        steps.append(LabelledStep(hand, ours, final, image.objects, _joined(parts), why))
    return StreamResult(
        tuple(steps),
        tuple(seconds for walk in walks for seconds in walk.refit_seconds),
        sum(walk.taken for walk in walks),
    )


def _only(image: StreamImage, name: str) -> StreamImage:
    annotation = image.annotation.with_objects(
        tuple(each for each in image.annotation.objects if each.name == name)
    )
    return replace(image, annotation=annotation, objects=LabelledObjects.of(annotation))


def _sum(efforts: Sequence[Effort]) -> Effort:
    total = Effort(images=0)
    for each in efforts:
        total.right, total.shown, total.objects = (
            total.right + each.right,
            total.shown + each.shown,
            total.objects + each.objects,
        )
        total.actions += each.actions
        total.seconds += each.seconds
        total.images += each.images
        for what, seconds in each.losses.items():
            total.losses[what] = total.losses.get(what, 0.0) + seconds
    return total


def _joined(parts: Sequence[LabelledStep]) -> Suggestions:
    return Suggestions(
        np.concatenate([part.suggested.boxes for part in parts]),
        tuple(name for part in parts for name in part.suggested.names),
        np.concatenate([part.suggested.scores for part in parts]),
        np.concatenate([part.suggested.shown for part in parts]),
        np.concatenate([part.suggested.signs for part in parts]),
        np.concatenate([part.suggested.certainty for part in parts]),
    )


def _tell(steps: Sequence[LabelledStep], learner: _Learner) -> None:
    main = ACCEPTED_FROM.index(RIGHT_IOU)
    last = steps[-10:]
    ratio = sum(each.ours[main].seconds for each in last) / sum(each.hand.seconds for each in last)
    losses: dict[str, float] = {}
    for each in last:
        for what, seconds in each.ours[main].losses.items():
            losses[what] = losses.get(what, 0.0) + seconds
    spent = ", ".join(f"{what} {seconds:.0f}" for what, seconds in losses.items() if seconds)
    refits = f"{len(learner.seconds)} refits, {np.mean(learner.seconds or [0]):.1f} s"
    print(f"{len(steps):4d} images: last ten {ratio:.2f} of the hand ({spent}); {refits}", flush=True)
