"""Choosing the RoIs of a training batch and what the network should say about each.

Shapes: N candidate RoIs, M objects, R sampled RoIs. Boxes share one frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.training.recipe import Recipe

_HARD_CHOICE = 3
"""So many times the background RoIs are sampled that hard negatives are chosen from."""


@dataclass(frozen=True, slots=True, eq=False)
class SampledRois:
    """`boxes` R x 4; `labels` R class indices, 0 background; `objects` R x 4, the matched object (the RoI
    itself for background)."""

    boxes: BoxArray
    labels: NDArray[np.int64]
    objects: BoxArray


def sample_rois(
    proposals: BoxArray,
    truth: GroundTruth,
    recipe: Recipe,
    random: np.random.Generator,
) -> SampledRois:
    """Sample at most `rois_per_image` RoIs (more background for `hard_negatives` to choose from); the objects
    themselves are candidates too.

    A batch that lacks foreground or background shrinks, as in the reference code. What touches an object that
    was left out is no background; where such an object may be anywhere, nothing is.
    """
    learned = ~truth.difficult if recipe.ignore_difficult else np.ones(len(truth), np.bool_)
    objects, labels, ignored = truth.boxes[learned], truth.class_indices[learned], truth.boxes[~learned]
    candidates = np.concatenate([objects, proposals])
    best, matched = _best_object(candidates, objects)
    if len(ignored):
        on_ignored = pairwise_iou(candidates, ignored).max(axis=1) >= recipe.foreground_iou
        usable = ~(on_ignored & (best < recipe.foreground_iou))
        candidates, best, matched = candidates[usable], best[usable], matched[usable]
    near_left_out = _near(candidates, truth.ignored, recipe.background_iou)
    usable = (best >= recipe.foreground_iou) | (~near_left_out & truth.complete)
    candidates, best, matched = candidates[usable], best[usable], matched[usable]
    foreground = _choose(
        np.flatnonzero(best >= recipe.foreground_iou),
        round(recipe.rois_per_image * recipe.foreground_fraction),
        random,
    )
    wanted = recipe.rois_per_image - len(foreground)
    background = _choose_background(
        best, wanted * (_HARD_CHOICE if recipe.hard_negatives else 1), recipe, random
    )
    rows = np.concatenate([foreground, background])
    targets = candidates[rows].copy()
    targets[: len(foreground)] = objects[matched[foreground]]
    sampled = np.zeros(len(rows), np.int64)
    sampled[: len(foreground)] = labels[matched[foreground]]
    return SampledRois(candidates[rows], sampled, targets)


def _best_object(candidates: BoxArray, objects: BoxArray) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    if not len(objects):
        return np.zeros(len(candidates), np.float32), np.zeros(len(candidates), np.int64)
    overlap = pairwise_iou(candidates, objects)
    matched = overlap.argmax(axis=1)
    return overlap[np.arange(len(candidates)), matched], matched


def _near(candidates: BoxArray, regions: BoxArray, iou: float) -> NDArray[np.bool_]:
    if not len(regions):
        return np.zeros(len(candidates), np.bool_)
    return pairwise_iou(candidates, regions).max(axis=1) >= iou


def _choose_background(
    best: NDArray[np.float32], count: int, recipe: Recipe, random: np.random.Generator
) -> NDArray[np.int64]:
    near = np.flatnonzero((best >= recipe.background_iou) & (best < recipe.foreground_iou))
    far = np.flatnonzero(best < recipe.background_iou)
    # Where one kind is short (an image without objects has no near background), the other fills in.
    wanted_far = max(round(count * recipe.far_background), count - len(near))
    chosen_far = _choose(far, wanted_far, random)
    return np.concatenate([_choose(near, count - len(chosen_far), random), chosen_far])


def _choose(rows: NDArray[np.int64], count: int, random: np.random.Generator) -> NDArray[np.int64]:
    return random.choice(rows, size=min(count, len(rows)), replace=False)
