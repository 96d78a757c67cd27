"""Telling a set's classes apart by what their objects look like to the pixel, beside what the head says.

Linear discriminant analysis of `looks`, as `naming` does it with what the network sees. How much it counts
beside the head is learnt too: on each saved image both are asked before they learn it.

Shapes: N boxes, M objects, K classes, F numbers of `looks`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.learning.looks import LOOKS
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.suggestions import ToldApart

_LEAST_SHARE = 1e-3
_STEPS, _HALVINGS = 8, 8
_ABSENT = -1e9


@dataclass(frozen=True, slots=True)
class AppearanceRule:
    """The last `objects` teach what classes look like; their common spread is drawn towards a sphere by
    `shrinkage`, and as if `round_ones` more objects had shown one.

    The last `judged` objects tell how much the logits of head and looks count; `ridge` is how firmly the
    head's are believed to count once, and those of looks `looks` times.
    """

    objects: int = 20_000
    shrinkage: float = 0.2
    round_ones: float = 10.0
    judged: int = 300
    looks: float = 0.0
    ridge: float = 5.0


class Appearances:
    """What the objects of each class look like. Thread-safe; a call takes milliseconds."""

    def __init__(self, rule: AppearanceRule) -> None:
        self._rule, self._lock = rule, threading.Lock()
        self._images: OrderedDict[str, tuple[NDArray[np.float32], tuple[str, ...]]] = OrderedDict()
        self._judged: deque[tuple[NDArray[np.float64], int]] = deque(maxlen=rule.judged)
        self._solved: tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]] | None = None
        self._counting: NDArray[np.float64] | None = None

    def telling_apart(self, picture: Picture | None, class_names: Sequence[str]) -> ToldApart | None:
        """Return what says of which class the objects on an image are; None where nothing can be said."""
        if picture is None or len(class_names) < 2:
            return None
        return lambda boxes, shares: self._shares(shares, picture.looks.of(boxes), class_names)

    def scored(self, scored: ScoredRois, picture: Picture | None) -> ScoredRois:
        """Return boxes of an image that a head judged with likelier classes; how likely each is an object
        stays."""
        told_apart = self.telling_apart(picture, scored.class_names)
        if told_apart is None or not len(scored):
            return scored
        background = scored.scores[:, :1]
        shares = told_apart(scored.boxes, _shares_of(scored))
        return replace(scored, scores=np.concatenate([background, shares * (1 - background)], axis=1))

    def judge(self, scored: ScoredRois, picture: Picture, names: Sequence[str]) -> None:
        """Learn from the M objects of an image, of the classes `names`, whom to believe: they are not learnt
        yet, neither here nor by the head that judged them."""
        shares, looks = _shares_of(scored), picture.looks.of(scored.boxes)
        places = {name: place for place, name in enumerate(scored.class_names)}
        with self._lock:
            evidence = self._evidence(shares, looks, scored.class_names)
            if evidence is None:
                return
            known = [(row, places[name]) for row, name in enumerate(names) if name in places]
            self._judged.extend((evidence[row], place) for row, place in known)
            self._counting = None

    def add(self, key: str, picture: Picture, objects: BoxArray, names: Sequence[str]) -> None:
        """Learn what the M objects of an image look like, instead of what it taught before."""
        looks = picture.looks.of(objects).astype(np.float32)
        with self._lock:
            self._images[key] = looks, tuple(names)
            self._images.move_to_end(key)
            while len(self._images) > 1 and self._count > self._rule.objects:
                self._images.popitem(last=False)
            self._solved = None

    def remove(self, key: str) -> None:
        """Forget an image."""
        with self._lock:
            self._images.pop(key, None)
            self._solved = None

    @property
    def _count(self) -> int:
        return sum(len(names) for _, names in self._images.values())

    def _shares(
        self, shares: NDArray[np.floating], looks: NDArray[np.float64], class_names: Sequence[str]
    ) -> NDArray[np.float32]:
        """Return how likely each class is for N objects, N x K: by what the head says (`shares` N x K) and
        by `looks` N x F."""
        with self._lock:
            evidence = self._evidence(shares, looks, class_names)
            if evidence is None:
                return shares.astype(np.float32)
            if self._counting is None:
                self._counting = self._weighed()
            return _softmax(evidence @ self._counting).astype(np.float32)

    def _evidence(
        self, shares: NDArray[np.floating], looks: NDArray[np.float64], class_names: Sequence[str]
    ) -> NDArray[np.float64] | None:
        """Return the logits of head and looks, N x K x 2; None where looks tell nothing yet."""
        if self._solved is None:
            self._solved = self._discriminant()
        met, weights, bias = self._solved
        if sum(name in met for name in class_names) < 2:
            return None
        own = looks @ weights.T + bias
        # A class that was not met is neither likelier nor unlikelier than the others.
        logits = np.zeros((len(looks), len(class_names)))
        for place, name in enumerate(class_names):
            if name in met:
                logits[:, place] = own[:, met.index(name)]
        head = np.log(np.maximum(shares.astype(np.float64), _LEAST_SHARE))
        return np.stack([head, logits], axis=-1)

    def _discriminant(self) -> tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]:
        """Return the classes that were met, and weights (K x F) and bias (K) of their logits."""
        looks = np.concatenate([np.zeros((0, LOOKS)), *(each for each, _ in self._images.values())])
        names = [name for _, each in self._images.values() for name in each]
        met = tuple(dict.fromkeys(names))
        if len(met) < 2:
            return (), np.zeros((0, LOOKS)), np.zeros(0)
        centre, spread = looks.mean(axis=0), looks.std(axis=0) + 1e-3
        values = (looks - centre) / spread
        labels = np.array([met.index(name) for name in names])
        means = np.stack([values[labels == place].mean(axis=0) for place in range(len(met))])
        rest = values - means[labels]
        rule, count = self._rule, len(values)
        covariance = (rest.T @ rest + rule.round_ones * np.eye(LOOKS)) / (count + rule.round_ones)
        shrunk = covariance * (1 - rule.shrinkage)
        shrunk[np.diag_indices(LOOKS)] += rule.shrinkage * np.trace(covariance) / LOOKS
        weights = np.linalg.solve(shrunk, means.T).T
        bias = -(weights * means).sum(axis=1) / 2
        weights, bias = weights - weights.mean(axis=0), bias - bias.mean()
        return met, weights / spread, bias - (weights / spread) @ centre

    def _weighed(self) -> NDArray[np.float64]:
        """Return how much head and looks count: a logistic regression on both, by Newton's method."""
        rule = self._rule
        believed = np.array([1.0, rule.looks])
        if not self._judged:
            return believed
        classes = max(len(each) for each, _ in self._judged)
        evidence = np.zeros((len(self._judged), classes, 2))
        there = np.zeros((len(self._judged), classes), np.bool_)
        for row, (each, _) in enumerate(self._judged):
            evidence[row, : len(each)], there[row, : len(each)] = each, True
        right = evidence[np.arange(len(evidence)), [place for _, place in self._judged]]

        def loss(counting: NDArray[np.float64]) -> float:
            logits = np.where(there, evidence @ counting, _ABSENT)
            most = logits.max(axis=1)
            surprise = np.log(np.exp(logits - most[:, None]).sum(axis=1)) + most - right @ counting
            return float(surprise.sum() + rule.ridge / 2 * ((counting - believed) ** 2).sum())

        counting = believed
        for _ in range(_STEPS):
            chances = _softmax(np.where(there, evidence @ counting, _ABSENT))
            expected = (chances[..., None] * evidence).sum(axis=1)
            slope = (expected - right).sum(axis=0) + rule.ridge * (counting - believed)
            apart = evidence - expected[:, None]
            curve = np.einsum("nk,nki,nkj->ij", chances, apart, apart) + rule.ridge * np.eye(2)
            step = np.linalg.solve(curve, slope)
            # A logit of looks is some dozens in size: a whole step may go far beyond.
            tried = (counting - step * 0.5**halved for halved in range(_HALVINGS))
            counting = next((each for each in tried if loss(each) < loss(counting)), counting)
        return np.maximum(counting, 0)


def _shares_of(scored: ScoredRois) -> NDArray[np.floating]:
    """Return how likely each class is where there is an object, N x K."""
    return scored.scores[:, 1:] / np.maximum(1 - scored.scores[:, :1], np.float32(1e-9))


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)
