"""What became of suggestions once a person has saved the image, and how well a head would have done.

Shapes: S suggestions, M objects.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, pairwise_iou
from frcnn_desktop.learning.costs import LOOSE_IOU, SECONDS, gains, usefulness
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.suggestions import Suggestions
from frcnn_desktop.learning.thresholds import JudgedSuggestions

_WRONG_IOU = 0.3
"""A suggestion that overlaps every object less than this is no object."""


def judge(suggested: Suggestions, objects: LabelledObjects, one_class: bool) -> JudgedSuggestions:
    """Compare suggestions, shown or not, with the objects that were saved.

    Difficult objects count neither way: suggestions that look at one are left out.
    """
    suggested = suggested.of(~looks_at_difficult(suggested, objects))
    counted = objects.counted
    use = usefulness(suggested.boxes, suggested.names, counted.boxes, counted.names)
    gain, serves = gains(use, one_class)
    won = SECONDS.of_new_object(one_class) - SECONDS.verify
    right = gain >= won - 1e-6
    return JudgedSuggestions(
        suggested.names, suggested.scores, gain, serves, right, suggested.shown, len(counted)
    )


def looks_at_difficult(suggested: Suggestions, objects: LabelledObjects) -> NDArray[np.bool_]:
    """Mark the suggestions that overlap a difficult object, and no other as much."""
    if not len(suggested) or not objects.difficult.any():
        return np.zeros(len(suggested), np.bool_)
    overlaps = pairwise_iou(suggested.boxes, objects.boxes)
    best = overlaps.argmax(axis=1)
    far = overlaps[np.arange(len(best)), best] >= LOOSE_IOU
    return far & objects.difficult[best]


def wrong_boxes(suggested: Suggestions, objects: LabelledObjects) -> BoxArray:
    """Return the suggested boxes where the person saw no object."""
    if not len(suggested):
        return as_box_array([])
    best = pairwise_iou(suggested.boxes, objects.boxes).max(axis=1, initial=0.0)
    return suggested.boxes[best < _WRONG_IOU]


def share_saved(judged: Sequence[JudgedSuggestions], one_class: bool) -> float:
    """Return the share of the hand's seconds that suggestions would have saved at the best threshold."""
    objects = sum(each.objects for each in judged)
    if not objects or not judged:
        return 0.0
    scores = np.concatenate([each.scores for each in judged])
    gain = np.concatenate([each.gains for each in judged])[np.argsort(-scores, kind="stable")]
    return float(np.cumsum(gain).max(initial=0.0)) / (objects * SECONDS.of_new_object(one_class))


def right_of_shown(judged: Sequence[JudgedSuggestions]) -> tuple[int, int]:
    """Return how many of the suggestions that were shown were right, and how many were shown."""
    right = sum(int((each.right & each.shown).sum()) for each in judged)
    return right, sum(int(each.shown.sum()) for each in judged)
