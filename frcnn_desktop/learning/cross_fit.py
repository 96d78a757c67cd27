"""Heads that judge labels which they were not fitted on.

A head learns what it is told, wrong labels too, and soon agrees with them. For a review the labelled images
are dealt into two halves and a head is fitted on each: every image is judged by the one that has not seen its
labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.learning.fitting import Fitter, Lesson
from frcnn_desktop.learning.samples import LabelledImage
from frcnn_desktop.learning.scoring import HeadScorer

LEAST_IMAGES = 10
"""Half of fewer images is too little to learn from."""
LEAST_OBJECTS = 2
"""Of a class that it has met less often a head says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """A head, the images whose labels it has not seen, and the classes that it knows well enough."""

    scorer: HeadScorer
    unseen: frozenset[str]
    class_names: frozenset[str]


def cross_fitted(
    fitter: Fitter, images: Sequence[LabelledImage], class_names: tuple[str, ...], token: CancelToken | None
) -> tuple[Judge, ...]:
    """Return two judges, none where there are too few images. Takes two first refits; raises Cancelled."""
    halves = images[0::2], images[1::2]
    if len(images) < LEAST_IMAGES or not all(any(len(each.objects) for each in half) for half in halves):
        return ()
    return tuple(
        _judge(fitter, learned, unseen, class_names, token) for learned, unseen in (halves, halves[::-1])
    )


def _judge(
    fitter: Fitter,
    learned: Sequence[LabelledImage],
    unseen: Sequence[LabelledImage],
    class_names: tuple[str, ...],
    token: CancelToken | None,
) -> Judge:
    fit = fitter.fit(None, Lesson(tuple(learned), (), (), class_names, 0), token)
    counts = Counter(name for each in learned for name in each.objects.names)
    known = frozenset(name for name, count in counts.items() if count >= LEAST_OBJECTS)
    return Judge(fit.scorer, frozenset(each.key for each in unseen), known)
