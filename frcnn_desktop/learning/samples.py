"""What is kept of a labelled image so that the head can be refitted on it without backbone and pooling.

Some hundred candidate RoIs are chosen and matched with the objects once, when the image is saved, and kept as
the first layer's answers in half precision: about half a megabyte an image.

Shapes: N candidates, M objects, H outputs of the first layer. Boxes are xyxy, half-open, in pixels of the
image as displayed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array, clip_boxes, pairwise_iou, read_only
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.recipe import RefitRecipe

_LEAST_SIDE = 1.0
_AROUND_IOU = 0.6
_OBJECT_IOU = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class LabelledObjects:
    """The objects of one image by name: `boxes` M x 4, `names` M, `difficult` M bool.

    `placed` M bool: a hand made the box or moved it. Others were taken as they had been suggested: they say
    where something is, but not where exactly. None: all.
    """

    boxes: BoxArray
    names: tuple[str, ...]
    difficult: NDArray[np.bool_]
    placed: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.boxes)

    @classmethod
    def of(cls, annotation: ImageAnnotation) -> LabelledObjects:
        """Return the objects of an annotation that have a name and an area."""
        sound = [
            each
            for each in annotation.objects
            if each.name and each.box[0] < each.box[2] and each.box[1] < each.box[3]
        ]
        return cls(
            read_only(as_box_array([each.box for each in sound])),
            tuple(each.name for each in sound),
            read_only(np.array([each.difficult for each in sound], np.bool_)),
        )

    @property
    def counted(self) -> LabelledObjects:
        """Those that are not difficult."""
        rows = np.flatnonzero(~self.difficult)
        placed = None if self.placed is None else self.placed[rows]
        names = tuple(self.names[row] for row in rows.tolist())
        return LabelledObjects(self.boxes[rows], names, self.difficult[rows], placed)

    def digest(self) -> str:
        """Return what tells these objects from others."""
        content = hashlib.blake2b("\n".join(self.names).encode(), digest_size=16)
        content.update(self.boxes.tobytes() + self.difficult.tobytes())
        return content.hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class LabelledImage:
    """One image to learn from.

    `answers` N x H float16, of the first layer for the candidates `boxes` N x 4; `best_iou` N, with the
    object `matched` N (-1: none, or a difficult one, not learned from); `hard` marks boxes that were
    suggested and wrong.
    """

    key: str
    answers: Tensor
    size: InputSize
    objects: LabelledObjects
    boxes: BoxArray
    best_iou: NDArray[np.float32]
    matched: NDArray[np.int64]
    hard: NDArray[np.bool_]

    @property
    def nbytes(self) -> int:
        """Memory of the candidates."""
        arrays = self.boxes, self.best_iou, self.matched, self.hard
        return self.answers.numel() * self.answers.element_size() + sum(each.nbytes for each in arrays)

    def without(self, box: BoxArray) -> LabelledImage | None:
        """Return the image with its candidates around `box` (1 x 4) marked as suggested and wrong; None where
        it has none, or an object is there."""
        around = (pairwise_iou(self.boxes, box)[:, 0] >= _AROUND_IOU) & (self.best_iou < _OBJECT_IOU)
        return replace(self, hard=read_only(self.hard | around)) if around.any() else None


def labelled_image(
    encoded: EncodedImage,
    proposals: BoxArray,
    objects: LabelledObjects,
    rejected: BoxArray,
    first: FirstLayer,
    recipe: RefitRecipe,
) -> LabelledImage:
    """Prepare a saved image for refits; `rejected` (R x 4) are boxes that were suggested and wrong."""
    random = np.random.default_rng((recipe.seed, int(encoded.content_key[:12] or "0", 16)))
    near = jittered_boxes(objects.boxes, recipe.jittered, recipe.jitter, random)
    boxes = np.concatenate([objects.boxes, near, rejected, proposals])
    boxes = clip_boxes(boxes, encoded.size.image_width, encoded.size.image_height)
    hard = np.zeros(len(boxes), np.bool_)
    first_hard = len(objects) + len(near)
    hard[first_hard : first_hard + len(rejected)] = True
    best, matched = _best_objects(boxes, objects)
    hard &= best < recipe.foreground_iou
    large = ((boxes[:, 2:] - boxes[:, :2]) >= _LEAST_SIDE).all(axis=1)
    rows = np.flatnonzero(large)
    rows = rows[_kept(best[rows], hard[rows], recipe, random)]
    return LabelledImage(
        encoded.content_key,
        first.answers(encoded.features, boxes[rows], encoded.size),
        encoded.size,
        objects,
        read_only(boxes[rows]),
        read_only(best[rows]),
        read_only(matched[rows]),
        read_only(hard[rows]),
    )


def _kept(
    best: NDArray[np.float32], hard: NDArray[np.bool_], recipe: RefitRecipe, random: np.random.Generator
) -> NDArray[np.int64]:
    """Return the rows of the candidates to keep, some of each kind that a step draws from."""
    foreground = best >= recipe.foreground_iou
    far = best < recipe.background_iou
    kinds = (
        (foreground, recipe.kept_foreground),
        (~foreground & ~far & ~hard, round(recipe.kept_background * (1 - recipe.far_fraction))),
        (far & ~hard, round(recipe.kept_background * recipe.far_fraction)),
        (hard, recipe.kept_hard),
    )
    chosen = [_some(np.flatnonzero(kind), count, random) for kind, count in kinds]
    return np.sort(np.concatenate(chosen))


def _some(rows: NDArray[np.int64], count: int, random: np.random.Generator) -> NDArray[np.int64]:
    return random.choice(rows, size=min(count, len(rows)), replace=False)


def jittered_boxes(boxes: BoxArray, count: int, strength: float, random: np.random.Generator) -> BoxArray:
    """Return `count` boxes around each, every side moved by a normal share of width or height."""
    sides = np.tile(boxes[:, 2:] - boxes[:, :2], (1, 2)).repeat(count, axis=0)
    moved = boxes.repeat(count, axis=0) + random.normal(0, strength, (len(boxes) * count, 4)) * sides
    return as_box_array(moved)


def _best_objects(boxes: BoxArray, objects: LabelledObjects) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    if not len(objects) or not len(boxes):
        return np.zeros(len(boxes), np.float32), np.full(len(boxes), -1, np.int64)
    overlaps = pairwise_iou(boxes, objects.boxes)
    matched = overlaps.argmax(axis=1)
    best = overlaps[np.arange(len(boxes)), matched]
    return best, np.where(objects.difficult[matched], -1, matched)
