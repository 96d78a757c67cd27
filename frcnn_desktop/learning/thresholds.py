"""Which suggestions pay: thresholds chosen by what showing the last ones would have saved.

Every image is judged by the head of that moment before the person corrects it (prequentially), also while
nothing is shown, so that the program knows when showing begins to pay.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.learning.costs import SECONDS, Seconds

NEVER = float("inf")
"""The threshold of a class whose suggestions do not pay yet."""


@dataclass(frozen=True, slots=True, eq=False)
class JudgedSuggestions:
    """What became of one image's suggestions, N, best first, shown or not.

    `gains` are the seconds each saved or would have saved; `serves` the object each would be taken for, -1
    for none; `right` those of the right class and place; `shown` those that the person saw; `objects` how
    many objects the image had.
    """

    names: tuple[str, ...]
    scores: NDArray[np.float32]
    gains: NDArray[np.float64]
    serves: NDArray[np.int64]
    right: NDArray[np.bool_]
    shown: NDArray[np.bool_]
    objects: int


@dataclass(frozen=True, slots=True)
class ThresholdRule:
    """How far back the log reaches and what counts how much.

    An image counts half as much as one `half_life` images later. Suggestions of other classes count
    `other_classes`: scores of all classes come from one softmax. `prior` is the weight of each of twenty
    made-up suggestions over the range of scores whose chance to be right is their score.
    """

    images: int = 40
    half_life: float = 12.0
    other_classes: float = 0.2
    prior: float = 0.3


class SuggestionLog:
    """The suggestions of the last images and the thresholds that would have paid most. Not thread-safe."""

    def __init__(self, rule: ThresholdRule = ThresholdRule(), seconds: Seconds = SECONDS) -> None:
        self._rule, self._seconds = rule, seconds
        self._images: deque[JudgedSuggestions] = deque(maxlen=rule.images)
        self._known: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._images)

    @property
    def last(self) -> tuple[JudgedSuggestions, ...]:
        """The last images, the newest last."""
        return tuple(self._images)

    def add(self, judged: JudgedSuggestions) -> None:
        """Take in how the suggestions of one image were judged."""
        self._images.append(judged)
        self._known.clear()

    def resume(self, images: Sequence[JudgedSuggestions]) -> None:
        """Go on from these images, the newest last, instead of those that were taken in."""
        self._images = deque(images, maxlen=self._rule.images)
        self._known.clear()

    def threshold(self, name: str) -> float:
        """Return the least score of a suggestion of this class that pays to be shown; NEVER for none."""
        if name not in self._known:
            self._known[name] = self._threshold(name)
        return self._known[name]

    def _threshold(self, name: str) -> float:
        scores, gains, weights = self._evidence(name)
        if not len(scores):
            return NEVER
        prior_scores = np.linspace(0.025, 0.975, 20)
        won = self._seconds.draw + self._seconds.class_name - self._seconds.verify
        lost = self._seconds.verify + self._seconds.delete
        prior_gains = prior_scores * won - (1 - prior_scores) * lost
        every = np.concatenate([scores, prior_scores])
        value = np.concatenate([gains * weights, prior_gains * self._rule.prior])
        threshold = best_threshold(every, value)
        paid = (gains * weights)[scores >= threshold].sum()
        return threshold if paid > 0 else NEVER

    def _evidence(self, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return scores, gains and weights of the suggestions that say something about a class."""
        parts = []
        for age, image in enumerate(reversed(self._images)):
            own = np.array([other == name for other in image.names], np.bool_)
            weights = np.where(own, 1.0, self._rule.other_classes) * 0.5 ** (age / self._rule.half_life)
            parts.append(np.stack([image.scores.astype(np.float64), image.gains, weights]))
        scores, gains, weights = np.concatenate(parts, axis=1) if parts else np.zeros((3, 0))
        return scores, gains, weights


def best_threshold(scores: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    """Return the threshold whose suggestions at or above it are worth the most; NEVER when none pays.

    It lies halfway between the last score that pays and the next lower one.
    """
    order = np.argsort(-scores, kind="stable")
    totals = np.cumsum(values[order])
    if not len(totals) or totals.max() <= 0:
        return NEVER
    last = int(totals.argmax())
    ordered = scores[order]
    following = ordered[last + 1] if last + 1 < len(ordered) else 0.0
    return float((ordered[last] + following) / 2)
