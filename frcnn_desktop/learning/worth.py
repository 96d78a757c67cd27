"""How likely a suggestion is worth its seconds, learnt from what became of the last ones.

The head's chance of an object says little about how well a box fits and nothing about the boxes around it. A
logistic regression on that chance and on some more signs, each suggestion weighed by the seconds that it
saved or cost, does; it is drawn towards the head's own chance, so it changes nothing before it knows better.

Shapes: S suggestions, F signs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.learning.costs import SECONDS
from frcnn_desktop.learning.experience import Entry
from frcnn_desktop.learning.logistic import chance, fitted

_STEPS = 8
_LEAST_CHANCE = 1e-4


@dataclass(frozen=True, slots=True)
class WorthRule:
    """The last `images` teach, each half as much as one `half_life` images later. `ridge` is how firmly the
    signs are believed to say nothing beside the head's chance, `offset_ridge` the same of its level."""

    images: int = 100
    half_life: float = 25.0
    ridge: float = 30.0
    offset_ridge: float = 1.0


class Worth:
    """What became of suggestions, by their signs. Not thread-safe."""

    def __init__(self, rule: WorthRule) -> None:
        self._rule = rule
        self._seen: deque[tuple[NDArray[np.float64], NDArray[np.float64]]] = deque(maxlen=rule.images)
        self._weights: NDArray[np.float64] | None = None

    def chances(self, scores: NDArray[np.float32], signs: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return the chances that S suggestions with these scores (chances of an object) and signs (S x F)
        save seconds."""
        if not self._seen or not len(scores):
            return scores
        if self._weights is None:
            self._weights = self._fitted()
        return chance(_columns(scores, signs) @ self._weights).astype(np.float32)

    def add(
        self, scores: NDArray[np.float32], signs: NDArray[np.float64], gains: NDArray[np.float64]
    ) -> None:
        """Learn from what the S suggestions of an image saved, in seconds (negative: cost)."""
        if len(scores):
            self._seen.append((_columns(scores, signs), gains))
            self._weights = None

    @property
    def history(self) -> tuple[Entry, ...]:
        """What it learns from, the newest image last: columns S x (2 + F) and gains S of each."""
        return tuple(self._seen)

    def resume(self, history: Sequence[Entry]) -> None:
        """Go on from such a history instead of what was learnt."""
        self._seen = deque(((columns, gains) for columns, gains in history), maxlen=self._rule.images)
        self._weights = None

    def _fitted(self) -> NDArray[np.float64]:
        rule = self._rule
        columns = np.concatenate([each for each, _ in self._seen])
        gains = np.concatenate([each for _, each in self._seen])
        ages = np.repeat(np.arange(len(self._seen))[::-1], [len(each) for _, each in self._seen])
        shares = np.abs(gains) / (SECONDS.verify + SECONDS.delete) * 0.5 ** (ages / rule.half_life)
        pays = (gains > 0).astype(np.float64)
        believed = np.zeros(columns.shape[1])
        believed[1] = 1
        ridge = np.full(len(believed), rule.ridge)
        ridge[0] = rule.offset_ridge
        return fitted(columns, pays, shares, ridge, believed, _STEPS)


def log_odds(chances: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the logarithms of the odds of chances in 0..1, which may be 0 and 1."""
    bounded = np.clip(chances.astype(np.float64), _LEAST_CHANCE, 1 - _LEAST_CHANCE)
    return np.log(bounded / (1 - bounded))


def _columns(scores: NDArray[np.float32], signs: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([np.ones(len(scores)), log_odds(scores), signs])
