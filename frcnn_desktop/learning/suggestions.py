"""From the head's scores to suggestions: one box for each object, with its likeliest class.

Detections of look-alike classes lie on top of each other; of suggestions there is one a place, because a
wrong class is put right with one key while a box too many has to be deleted. Its score says that there is an
object, whatever its class.

Shapes: N RoIs, K classes (column 0 background), S suggestions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torchvision.ops import nms

from frcnn_desktop.core.boxes import BoxArray, as_box_array, pairwise_iou, read_only
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.learning.worth import log_odds


@dataclass(frozen=True, slots=True, eq=False)
class Suggestions:
    """Suggested objects of one image, best first.

    `boxes` S x 4, image pixels; `names` S; `scores` S: the chance of an object there; `shown` S: those that
    pay to be shown. The others are kept so that their worth can be judged. `certainty` S: the chance that the
    class is right, if there is an object. `signs` S x 6 are what else is
    known of how well a box fits (see `_signs_of_votes` and `_signs_of_copies`), each about 1 in size.
    """

    boxes: BoxArray
    names: tuple[str, ...]
    scores: NDArray[np.float32]
    shown: NDArray[np.bool_]
    signs: NDArray[np.float64]
    certainty: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.boxes)

    def of(self, rows: NDArray) -> Suggestions:
        """Return some of them, by a mask or by rows."""
        chosen = np.arange(len(self))[rows]
        return Suggestions(
            self.boxes[chosen],
            tuple(self.names[row] for row in chosen),
            self.scores[chosen],
            self.shown[chosen],
            self.signs[chosen],
            self.certainty[chosen],
        )


NO_SUGGESTIONS = Suggestions(
    as_box_array([]),
    (),
    np.zeros(0, np.float32),
    np.zeros(0, np.bool_),
    np.zeros((0, 6)),
    np.zeros(0, np.float32),
)


@dataclass(frozen=True, slots=True)
class SuggestionRule:
    """How scores become suggestions.

    RoIs whose chance of an object reaches `least_score` are taken; of those that overlap by `same_place` the
    best is kept and moved to the mean of all that overlap it by `voting_iou`, whose class scores are summed.
    Kept boxes are judged `rounds` times more as RoIs of their own, each with copies whose sides are moved by
    `nudge` of its width or height, and end in the middle of where all of them are moved to: one RoI falls on
    whole cells of the map, and what it is moved by is off by up to half a cell.
    """

    least_score: float = 0.05
    same_place: float = 0.5
    voting_iou: float = 0.6
    rounds: int = 1
    nudge: float = 0.06
    at_most: int = 100


ToldApart: TypeAlias = Callable[[BoxArray, NDArray[np.floating]], NDArray[np.float32]]
"""From S boxes of objects, and how likely the head finds each of K classes there (S x K), to how likely they
are by all that is known."""


def suggest(
    scored: ScoredRois,
    judge: Callable[[BoxArray], ScoredRois] | None,
    rule: SuggestionRule = SuggestionRule(),
    told_apart: ToldApart | None = None,
) -> Suggestions:
    """Return the suggestions of one image, none shown yet.

    `scored` are its proposals as the head judged them, `judge` asks the head about other boxes; None where
    it cannot be asked: no kept box is judged again. `told_apart` says more of which class an object is.
    """
    boxes, scores = _objects_at(scored, rule.least_score)
    kept = _kept(boxes, scores, rule)
    boxes, scores, of_votes = _voted(boxes, scores, kept, rule)
    of_copies = np.zeros_like(of_votes)
    if judge is not None and len(boxes):
        for _ in range(rule.rounds):
            boxes, scores, of_copies = _judged_again(boxes, judge, rule.nudge)
            large = np.flatnonzero(((boxes[:, 2:] - boxes[:, :2]) >= 1).all(axis=1))
            kept = large[_kept(boxes[large], scores[large], rule)]
            boxes, scores = boxes[kept], scores[kept]
            of_votes, of_copies = of_votes[kept], of_copies[kept]
    chances = 1 - scores[:, 0]
    shares = scores[:, 1:] / np.maximum(chances, np.float32(1e-9))[:, None]
    if told_apart is not None and len(boxes):
        shares = told_apart(boxes, shares)
    classes = shares.argmax(axis=1)
    order = np.argsort(-chances, kind="stable")
    return Suggestions(
        read_only(boxes[order]),
        tuple(scored.class_names[index] for index in classes[order]),
        read_only(chances[order].astype(np.float32)),
        read_only(np.zeros(len(order), np.bool_)),
        read_only(np.concatenate([of_votes, of_copies], axis=1)[order]),
        read_only(shares[order, classes[order]].astype(np.float32)),
    )


def _objects_at(scored: ScoredRois, least: float) -> tuple[BoxArray, NDArray[np.float32]]:
    """Return the box of the likeliest class and all scores of RoIs that are likely enough objects."""
    sides = scored.class_boxes[:, 1:, 2:] - scored.class_boxes[:, 1:, :2]
    best = scored.scores[:, 1:].argmax(axis=1) if len(scored) else np.zeros(0, np.int64)
    rows = np.arange(len(scored))
    large = (sides[rows, best] >= 1).all(axis=1)
    chosen = np.flatnonzero((1 - scored.scores[:, 0] >= least) & large)
    return scored.class_boxes[chosen, best[chosen] + 1], scored.scores[chosen]


def _kept(boxes: BoxArray, scores: NDArray[np.float32], rule: SuggestionRule) -> NDArray[np.int64]:
    chances = torch.from_numpy(1 - scores[:, 0])
    return nms(torch.from_numpy(boxes), chances, rule.same_place).numpy()[: rule.at_most]


_NUDGES = np.array(
    [
        *((0, 0, 0, 0), (1, 0, 1, 0), (-1, 0, -1, 0), (0, 1, 0, 1), (0, -1, 0, -1)),
        *((1, 1, -1, -1), (-1, -1, 1, 1), (1, 0, -1, 0), (-1, 0, 1, 0), (0, 1, 0, -1), (0, -1, 0, 1)),
    ],
    np.float32,
)
"""The box itself, then shifts to all sides, smaller and larger, narrower, wider, lower and higher."""


def _judged_again(
    boxes: BoxArray, judge: Callable[[BoxArray], ScoredRois], nudge: float
) -> tuple[BoxArray, NDArray[np.float32], NDArray[np.float64]]:
    """Return where S boxes and their nudged copies are moved to in the mean, the boxes' own chances of an
    object and the classes that all copies see, and `_signs_of_copies`."""
    sides = np.tile(boxes[:, 2:] - boxes[:, :2], (1, 2))[:, None]
    copies = (boxes[:, None] + _NUDGES * sides * np.float32(nudge)).reshape(-1, 4)
    scored = judge(as_box_array(copies))
    best = scored.scores[:, 1:].argmax(axis=1) + 1
    shape = len(boxes), len(_NUDGES)
    moved = scored.class_boxes[np.arange(len(best)), best].reshape(*shape, 4)
    scores = scored.scores.reshape(*shape, scored.scores.shape[1])
    chances = np.maximum(1 - scores[..., :1], np.float32(1e-6))
    mean = (moved * chances).sum(axis=1) / chances.sum(axis=1)
    classes = scores[..., 1:].sum(axis=1)
    signs = _signs_of_copies(boxes, moved, as_box_array(mean), chances[..., 0])
    return as_box_array(mean), _with_classes(chances[:, 0, 0], classes), signs


def _signs_of_copies(
    boxes: BoxArray, moved: NDArray[np.float32], mean: BoxArray, chances: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return, S x 3: how far apart the copies (S x C x 4) end, how far from the box their mean is, and how
    much likelier an object they see than the box itself does."""
    sides = np.tile(boxes[:, 2:] - boxes[:, :2], (1, 2))
    apart = (moved.std(axis=1) / sides).mean(axis=1) / 0.1 - 1
    extent = np.sqrt(np.maximum((mean[:, 2:] - mean[:, :2]).prod(axis=1), 1))
    shift = np.abs(mean - boxes).mean(axis=1) / extent / 0.05 - 1
    likelier = log_odds(chances.mean(axis=1)) - log_odds(chances[:, 0])
    return _bounded(apart, shift, likelier)


def _voted(
    boxes: BoxArray, scores: NDArray[np.float32], kept: NDArray[np.int64], rule: SuggestionRule
) -> tuple[BoxArray, NDArray[np.float32], NDArray[np.float64]]:
    """Return the kept boxes at the mean of those around them, with their own chance of an object and the
    classes that all of them see, and `_signs_of_votes`."""
    if not len(kept):
        return boxes[:0], scores[:0], np.zeros((0, 3))
    # Never nothing: a box that was kept is at least its own mean.
    chances = np.maximum(1 - scores[:, 0], np.float32(1e-6)).astype(np.float64)
    overlaps = pairwise_iou(boxes[kept], boxes)
    weights = (overlaps >= rule.voting_iou) * chances
    total = weights.sum(axis=1, keepdims=True)
    mean = (weights @ boxes) / total
    spread = np.sqrt(np.maximum((weights @ np.float64(boxes) ** 2) / total - mean**2, 0))
    scores = _with_classes(chances[kept].astype(np.float32), weights @ scores[:, 1:])
    return as_box_array(mean), scores, _signs_of_votes(mean, spread, overlaps, chances)


def _signs_of_votes(
    mean: NDArray[np.float64],
    spread: NDArray[np.float64],
    overlaps: NDArray[np.float32],
    chances: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return, S x 3: how many RoIs vote for a box, which share of all that touch it they are, and how far
    apart they are."""
    near, around, wide = (((overlaps >= least) * chances).sum(axis=1) for least in (0.6, 0.5, 0.3))
    sides = np.tile(np.maximum(mean[:, 2:] - mean[:, :2], 1), (1, 2))
    apart = (spread / sides).mean(axis=1) / 0.1 - 1
    return _bounded(np.log(near + 0.1), 2 * np.log((around + 0.1) / (wide + 0.1)), apart)


def _bounded(*signs: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.clip(np.stack(signs, axis=1).astype(np.float64), -4, 4)


def _with_classes(chances: NDArray[np.float32], classes: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return S x (K+1) scores: S chances of an object, shared out as `classes` (S x K) are."""
    shares = classes / np.maximum(classes.sum(axis=1, keepdims=True), 1e-9)
    chances = chances[:, None]
    return np.concatenate([1 - chances, shares * chances], axis=1).astype(np.float32)
