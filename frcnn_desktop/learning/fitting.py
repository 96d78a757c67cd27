"""From labelled images to a head that is fitted and compared with the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.inference.fallback import OnDevice
from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.held_out import JudgedImage
from frcnn_desktop.learning.never_worse import Comparison, compare
from frcnn_desktop.learning.refit import refit
from frcnn_desktop.learning.samples import LabelledImage
from frcnn_desktop.learning.scoring import REASONS, HeadScorer
from frcnn_desktop.learning.settings import LearningSettings


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What a refit works on, as it was when it began: the `images` to learn from, the newest last; those
    that judge, `held_out` from the heads and `learned` by both; the set's classes; how many `saves`."""

    images: tuple[LabelledImage, ...]
    held_out: tuple[JudgedImage, ...]
    learned: tuple[JudgedImage, ...]
    class_names: tuple[str, ...]
    saves: int


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted head that does not suggest yet, the one that did when it began, and how they compare; `saves`
    is how many saves it has seen."""

    scorer: HeadScorer
    current: HeadScorer | None
    comparison: Comparison
    saves: int


class Fitter:
    """Makes heads of one loaded model, which is only read. Thread-safe."""

    def __init__(
        self,
        base: FastRcnn,
        settings: LearningSettings,
        device: torch.device,
        given_up: Callable[[Message], None] | None = None,
    ) -> None:
        """`given_up` is told when the device is. Raises CheckpointError for a model whose head cannot be
        refitted."""
        self._base, self._settings = base, settings
        self._device, self._given_up = OnDevice(lambda place: place, device, given_up, REASONS), given_up
        self._untaught = RefittedHead.of(base)
        self.first = FirstLayer(self._untaught.module(base), base.preset)

    def as_loaded(self, class_names: Sequence[str]) -> HeadScorer | None:
        """Return the model's own head for those of the set's classes that it knows; None for none."""
        known = tuple(name for name in class_names if name in self._base.class_names)
        return self._scorer(self._untaught.with_classes(known)) if known else None

    def fit(self, current: HeadScorer | None, lesson: Lesson, token: CancelToken | None) -> Fit:
        """Fit a head, from `current` on where there is one. Raises Cancelled and FrcnnError."""
        recipe, names = self._settings.recipe, lesson.class_names
        start = current.head if current is not None else self._untaught
        new = any(name not in start.class_names for name in names)
        steps = recipe.first_steps if new or not start.steps else recipe.steps
        head = start.with_classes(names)
        base, first, images, unfitted = self._base, self.first, lesson.images, head
        # Nothing is lost with a device: a refit begins from values of the host, and ends the same on any.
        head = self._device.call(
            lambda device: refit(unfitted, base, first, images, recipe, steps, token, device)
        )
        if token is not None:
            token.raise_if_cancelled()
        scorer = self._scorer(head)
        judges = lesson.held_out, lesson.learned
        rule, doubt = self._settings.suggestions, self._settings.hold_out.doubt
        comparison = compare(scorer, current, *judges, rule, doubt, len(names) == 1, token)
        scorer.head = replace(head, score=comparison.score)
        return Fit(scorer, current, comparison, lesson.saves)

    def _scorer(self, head: RefittedHead) -> HeadScorer:
        return HeadScorer(head, self._base, self._device.device, self._given_up)
