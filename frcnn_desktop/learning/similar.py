"""Which places of the labelled images look most like a box, by pooled features.

A place is as like the box as the angle between what the first layer makes of both is small: the layer has
learnt what of the pooled features tells classes apart. Nothing is encoded or pooled for that; every labelled
image keeps these answers for some hundred candidates, its objects among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from frcnn_desktop.core.boxes import Box, as_box_array, pairwise_iou
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.similar_box import SimilarBox
from frcnn_desktop.learning.samples import LabelledImage

_SAME_IOU = 0.5
_LOOKED_AT, _EACH = 60, 5
"""So many candidates of an image are looked at, and so many places of it told."""


@torch.no_grad()
def similar_boxes(
    answers: Tensor,
    bias: Tensor | None,
    images: Iterable[LabelledImage],
    most: int,
    token: CancelToken | None = None,
) -> tuple[SimilarBox, ...]:
    """Return up to `most` places, the likest first.

    `answers` (H) and `bias` are those of the first layer, for the box that is asked about. Raises Cancelled.
    """
    wanted, found = _directions(answers[None], bias)[0], []
    for image in images:
        if token is not None:
            token.raise_if_cancelled()
        if len(image.boxes):
            found += _places(image, _directions(image.answers, bias) @ wanted)
    return tuple(sorted(found, key=lambda each: -each.likeness)[:most])


def without(found: Iterable[SimilarBox], content_key: str, box: Box) -> tuple[SimilarBox, ...]:
    """Return the places that are not the box itself."""
    here = as_box_array([box])
    return tuple(
        each
        for each in found
        if each.content_key != content_key or pairwise_iou(here, as_box_array([each.box]))[0, 0] < _SAME_IOU
    )


def _directions(answers: Tensor, bias: Tensor | None) -> Tensor:
    values = answers.float() if bias is None else answers.float() + bias.cpu()
    return functional.normalize(values.relu(), dim=1)


def _places(image: LabelledImage, likeness: Tensor) -> Iterator[SimilarBox]:
    """Yield the likest candidates of an image that lie apart; an object stands for those around it."""
    values = likeness.numpy()
    taken = np.zeros((0, 4), np.float32)
    for row in np.argsort(-values, kind="stable")[:_LOOKED_AT].tolist():
        place, name = image.boxes[row], ""
        if image.best_iou[row] >= _SAME_IOU and image.matched[row] >= 0:
            number = int(image.matched[row])
            place, name = image.objects.boxes[number], image.objects.names[number]
        if len(taken) and pairwise_iou(place[None], taken).max() >= _SAME_IOU:
            continue
        taken = np.concatenate([taken, place[None]])
        x1, y1, x2, y2 = place.tolist()
        yield SimilarBox(image.key, (x1, y1, x2, y2), name, float(np.clip(values[row], 0, 1)))
        if len(taken) == _EACH:
            return
