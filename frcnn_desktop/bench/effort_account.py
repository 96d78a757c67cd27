"""Where the seconds of labelling with suggestions go, and what perfect ones would save.

Each object that was drawn is booked under the first stage that lost it. Each bound replaces one thing by what
the data set says and leaves all else as it was: what showing only useful suggestions, right classes, exact
boxes, or no missed object would have cost. Bounds of several things do not add up.

Shapes: S suggestions, M objects, N proposals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.bench.effort_robot import FinalLabels, FirstGuess, with_suggestions
from frcnn_desktop.core.boxes import BoxArray, pairwise_iou
from frcnn_desktop.learning.costs import LOOSE_IOU, RIGHT_IOU, SECONDS, gains, usefulness
from frcnn_desktop.learning.judging import looks_at_difficult
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.suggestions import NO_SUGGESTIONS, Suggestions

Bound: TypeAlias = Callable[[Suggestions, LabelledObjects, bool], Suggestions]


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """One image: seconds of drawing by cause (`drawn`), and all its seconds under each bound (`bounds`)."""

    drawn: dict[str, float]
    bounds: dict[str, float]

    @classmethod
    def total(cls, accounts: Iterable[Account]) -> Account:
        """Return the sums over several images, or walks through one."""
        total = cls({}, {})
        for each in accounts:
            for sums, seconds in ((total.drawn, each.drawn), (total.bounds, each.bounds)):
                for what, own in seconds.items():
                    sums[what] = sums.get(what, 0.0) + own
        return total


def account(
    suggested: Suggestions,
    proposals: BoxArray,
    objects: LabelledObjects,
    final: FinalLabels,
    one_class: bool,
    first_guess: FirstGuess,
) -> Account:
    """Say why what was drawn on an image was, and what all would cost were one thing about `suggested`
    perfect; `proposals` (N x 4) are those of selective search, `final` is what was made of it."""
    bounds = {
        name: with_suggestions(bound(suggested, objects, one_class), objects, one_class, first_guess)[0]
        for name, bound in BOUNDS.items()
    }
    return Account(
        _drawn(suggested, proposals, objects, final),
        {name: effort.seconds for name, effort in bounds.items()},
    )


def _drawn(
    suggested: Suggestions, proposals: BoxArray, objects: LabelledObjects, final: FinalLabels
) -> dict[str, float]:
    """Return the seconds of drawing by the first stage that lost the object."""
    truth, names = _counted(objects)
    overlaps = pairwise_iou(truth, suggested.boxes)
    own = np.array([[name == other for other in suggested.names] for name in names], np.bool_)
    of_class = (overlaps * own.reshape(overlaps.shape)).max(axis=1, initial=0.0)
    fits = pairwise_iou(truth, proposals).max(axis=1, initial=0.0)
    seconds: dict[str, float] = dict.fromkeys(_CAUSES, 0.0)
    for row in np.flatnonzero(final.drawn):
        cause = _cause(fits[row], of_class[row], overlaps[row].max(initial=0.0))
        seconds[cause] += SECONDS.draw
    return seconds


_CAUSES: tuple[str, ...] = (
    "no proposal",
    "loose proposal",
    "not suggested",
    "loose hidden",
    "wrong class hidden",
    "right hidden",
)


def _cause(proposal: float, of_class: float, of_any: float) -> str:
    """Return why an object was drawn, by the best overlap of a proposal and of suggestions with it."""
    if of_any < LOOSE_IOU:
        if proposal < LOOSE_IOU:
            return "no proposal"
        return "loose proposal" if proposal < RIGHT_IOU else "not suggested"
    if of_any < RIGHT_IOU:
        return "loose hidden"
    return "right hidden" if of_class >= RIGHT_IOU else "wrong class hidden"


def _only_useful(suggested: Suggestions, objects: LabelledObjects, one_class: bool) -> Suggestions:
    """Show what saves seconds, and nothing else."""
    useful = np.zeros(len(suggested), np.bool_)
    rows = np.flatnonzero(~looks_at_difficult(suggested, objects))
    some, (truth, names) = suggested.of(rows), _counted(objects)
    gain, _ = gains(usefulness(some.boxes, some.names, truth, names), one_class)
    useful[rows] = gain > 0
    return replace(suggested, shown=useful)


def _right_class(suggested: Suggestions, objects: LabelledObjects, _one_class: bool) -> Suggestions:
    nearest, near = _nearest(suggested, objects)
    names = zip(suggested.names, nearest.tolist(), near.tolist(), strict=True)
    return replace(
        suggested, names=tuple(objects.names[row] if is_near else own for own, row, is_near in names)
    )


def _exact_boxes(suggested: Suggestions, objects: LabelledObjects, _one_class: bool) -> Suggestions:
    nearest, near = _nearest(suggested, objects)
    boxes = suggested.boxes.copy()
    boxes[near] = objects.boxes[nearest[near]]
    return replace(suggested, boxes=boxes)


def _none_missed(suggested: Suggestions, objects: LabelledObjects, _one_class: bool) -> Suggestions:
    """Show a right suggestion of each object that nothing shown overlaps by `LOOSE_IOU`."""
    shown = suggested.of(suggested.shown)
    truth, names = _counted(objects)
    missed = pairwise_iou(truth, shown.boxes).max(axis=1, initial=0.0) < LOOSE_IOU
    count = int(missed.sum())
    ones = np.ones(count, np.float32)
    return Suggestions(
        np.concatenate([shown.boxes, truth[missed]]),
        (*shown.names, *(name for name, is_missed in zip(names, missed, strict=True) if is_missed)),
        np.concatenate([shown.scores, ones]),
        np.ones(len(shown) + count, np.bool_),
        np.concatenate([shown.signs, np.zeros((count, NO_SUGGESTIONS.signs.shape[1]))]),
        np.concatenate([shown.certainty, ones]),
    )


BOUNDS: dict[str, Bound] = {
    "only useful shown": _only_useful,
    "right class": _right_class,
    "exact boxes": _exact_boxes,
    "none missed": _none_missed,
}


def _counted(objects: LabelledObjects) -> tuple[BoxArray, tuple[str, ...]]:
    counted = ~objects.difficult
    return objects.boxes[counted], tuple(np.array(objects.names, object)[counted])


def _nearest(suggested: Suggestions, objects: LabelledObjects) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the object that each suggestion overlaps most, S, and whether it does so by `LOOSE_IOU`."""
    overlaps = pairwise_iou(suggested.boxes, objects.boxes)
    if not overlaps.size:
        return np.zeros(len(suggested), np.int64), np.zeros(len(suggested), np.bool_)
    return overlaps.argmax(axis=1), overlaps.max(axis=1) >= LOOSE_IOU
