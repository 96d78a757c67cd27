"""A simulated person who labels one image, and what that costs with and without suggestions.

Shapes: S suggestions, M objects. Boxes are xyxy, half-open, in pixels of the image as displayed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.assignment import best_assignment
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.learning.costs import RIGHT_IOU, SECONDS, dragged, sides_to_drag, usefulness
from frcnn_desktop.learning.judging import looks_at_difficult
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.suggestions import Suggestions

FirstGuess = Callable[[BoxArray], tuple[tuple[str, ...], ...]]
"""From drawn boxes to the classes offered for each, the likeliest first."""


@dataclass(slots=True)
class Effort:
    """Actions and seconds of an image, or of several. `actions` are without verify-and-next, one an image
    (and walk); `seconds` are with it, and `losses` says what they went to."""

    actions: int = 0
    seconds: float = 0.0
    right: int = 0
    shown: int = 0
    objects: int = 0
    images: int = 1
    losses: dict[str, float] = field(default_factory=dict)

    def spend(self, what: str, seconds: float, actions: int = 1) -> None:
        """Add what something costs; its seconds are also booked under `what`."""
        self.actions += actions
        self.seconds += seconds
        self.losses[what] = self.losses.get(what, 0.0) + seconds


@dataclass(frozen=True, slots=True, eq=False)
class FinalLabels:
    """What the person saves: a box and a class for every object, M; `drawn` M: those that they drew."""

    boxes: BoxArray
    names: tuple[str, ...]
    drawn: NDArray[np.bool_]


def by_hand(objects: LabelledObjects, one_class: bool) -> Effort:
    """Draw and name every object that is not difficult, as with the best-configured labelImg."""
    effort = Effort(objects=int((~objects.difficult).sum()))
    effort.spend("draw", SECONDS.draw * effort.objects, effort.objects)
    if not one_class:
        effort.spend("class", SECONDS.class_name * effort.objects, effort.objects)
    effort.spend("next", SECONDS.next_image, 0)
    return effort


def with_suggestions(
    suggested: Suggestions,
    objects: LabelledObjects,
    one_class: bool,
    first_guess: FirstGuess,
    right_iou: float = RIGHT_IOU,
) -> tuple[Effort, FinalLabels]:
    """Put right what is shown, draw what is missing; the key that goes on accepts all that is left."""
    counted = objects.counted
    truth, names = counted.boxes, counted.names
    shown = suggested.of(suggested.shown)
    shown = shown.of(~looks_at_difficult(shown, objects))
    effort = Effort(objects=len(truth), shown=len(shown))
    effort.spend("verify", SECONDS.verify * len(shown), 0)
    use = usefulness(shown.boxes, shown.names, truth, names, right_iou)
    pairs = best_assignment(use.saved(one_class) + SECONDS.delete)
    effort.spend("delete", SECONDS.delete * (len(shown) - len(pairs)), len(shown) - len(pairs))
    final = truth.copy()
    for row, column in pairs:
        final[column] = _put_right(effort, shown, row, truth[column], names[column], use.drags[row, column])
    drawn = np.ones(len(truth), np.bool_)
    drawn[[column for _, column in pairs]] = False
    missing = np.flatnonzero(drawn)
    _draw(effort, truth[missing], [names[each] for each in missing], one_class, first_guess)
    effort.spend("next", SECONDS.next_image, 0)
    return effort, FinalLabels(as_box_array(final), names, drawn)


def _put_right(
    effort: Effort, shown: Suggestions, row: int, goal: NDArray[np.float32], name: str, drags: int
) -> NDArray[np.float32]:
    """Correct one suggestion and return its box."""
    box = shown.boxes[row]
    if shown.names[row] != name:
        effort.spend("relabel", SECONDS.class_name)
    elif not drags:
        effort.right += 1
    if not drags:
        return box
    effort.spend("adjust", SECONDS.adjust * int(drags), int(drags))
    return dragged(box, goal, sides_to_drag(box, goal))


def _draw(
    effort: Effort, boxes: BoxArray, names: list[str], one_class: bool, first_guess: FirstGuess
) -> None:
    effort.spend("draw", SECONDS.draw * len(boxes), len(boxes))
    if one_class or not len(boxes):
        return
    for guesses, name in zip(first_guess(boxes), names, strict=True):
        if guesses[:1] != (name,):
            effort.spend("class", SECONDS.class_name)
