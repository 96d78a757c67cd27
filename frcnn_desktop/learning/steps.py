"""Which images and which RoIs make a step of a refit.

Shapes: R RoIs of a step, H outputs of the first layer. Boxes leave this module in network pixels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.boxes import as_box_array, scale_boxes
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.samples import LabelledImage


@dataclass(frozen=True, slots=True, eq=False)
class SampledRois:
    """RoIs of one image: `answers` R x H float16 of the first layer, `rois` R x 4, `labels` R (0 background),
    `objects` R x 4, the matched object (the RoI itself for background), `exact` R bool: a hand placed it."""

    answers: Tensor
    rois: Tensor
    labels: Tensor
    objects: Tensor
    exact: Tensor


def images_of_step(step: int, count: int, recipe: RefitRecipe, random: np.random.Generator) -> list[int]:
    """Return the rows of a step's images, of `count` in the order they were saved.

    The newest is in every second step: it is what the hand has just taught.
    """
    wanted = min(recipe.images_per_step, count)
    chosen = random.choice(count, wanted, replace=False).tolist()
    newest = count - 1
    if step % 2 == 0 and newest not in chosen:
        chosen[0] = newest
    return chosen


def sample_image(
    image: LabelledImage, classes: Mapping[str, int], recipe: RefitRecipe, random: np.random.Generator
) -> SampledRois:
    """Choose the RoIs of one image; objects of classes that are not among `classes` are left out."""
    labels_of_objects = np.array([classes.get(name, -1) for name in image.objects.names], np.int64)
    matched = image.matched
    labels = np.where(matched >= 0, np.append(labels_of_objects, -1)[matched], -1)
    foreground = np.flatnonzero((image.best_iou >= recipe.foreground_iou) & (labels > 0))
    chosen = _choose(foreground, round(recipe.rois_per_image * recipe.foreground_fraction), random)
    background = _background(image, recipe.rois_per_image - len(chosen), recipe, random)
    rows = np.concatenate([chosen, background])
    targets = image.boxes[rows].copy()
    targets[: len(chosen)] = image.objects.boxes[matched[chosen]]
    final = np.zeros(len(rows), np.int64)
    final[: len(chosen)] = labels[chosen]
    exact = np.zeros(len(rows), np.bool_)
    placed = image.objects.placed
    exact[: len(chosen)] = True if placed is None else placed[matched[chosen]]
    scale = image.size.scale_x, image.size.scale_y
    return SampledRois(
        image.answers[torch.from_numpy(rows)],
        torch.from_numpy(scale_boxes(image.boxes[rows], *scale)),
        torch.from_numpy(final),
        torch.from_numpy(as_box_array(scale_boxes(targets, *scale))),
        torch.from_numpy(exact),
    )


def images_with_objects(images: Sequence[LabelledImage], class_names: Sequence[str]) -> bool:
    """Say whether any image has an object to learn from."""
    known = set(class_names)
    return any(
        name in known and not difficult
        for image in images
        for name, difficult in zip(image.objects.names, image.objects.difficult, strict=True)
    )


def _background(
    image: LabelledImage, count: int, recipe: RefitRecipe, random: np.random.Generator
) -> NDArray[np.int64]:
    best = image.best_iou
    hard = _choose(np.flatnonzero(image.hard), round(count * recipe.hard_fraction), random)
    count -= len(hard)
    near = np.flatnonzero((best >= recipe.background_iou) & (best < recipe.foreground_iou) & ~image.hard)
    far = np.flatnonzero((best < recipe.background_iou) & ~image.hard)
    # Where one kind is short (an image without objects has no near background), the other fills in.
    chosen_far = _choose(far, max(round(count * recipe.far_fraction), count - len(near)), random)
    return np.concatenate([hard, _choose(near, count - len(chosen_far), random), chosen_far])


def _choose(rows: NDArray[np.int64], count: int, random: np.random.Generator) -> NDArray[np.int64]:
    return random.choice(rows, size=min(count, len(rows)), replace=False)
