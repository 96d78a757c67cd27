"""Which images make a step, and their sampled RoIs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from frcnn_desktop.training.inputs import Inputs, View
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sampling import sample_rois
from frcnn_desktop.training.sources import ProposalSource, TrainingImage

Item = TypeVar("Item")
_LOADERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The images of a step that one process works on: N views, and per image R_n RoIs, labels, objects."""

    views: list[View]
    rois: list[Tensor]
    labels: Tensor
    objects: Tensor


class Batches:
    """All steps of a run. A step is a pure function of the seed and its number, whoever asks for it."""

    def __init__(
        self,
        images: Sequence[TrainingImage],
        inputs: Inputs,
        proposals: ProposalSource,
        recipe: Recipe,
        rank: int = 0,
        ranks: int = 1,
    ) -> None:
        self._images, self._inputs, self._proposals, self._recipe = images, inputs, proposals, recipe
        self._rank, self._ranks = rank, ranks
        self._order: tuple[int, list[list[int]]] = -1, []

    @property
    def steps_per_epoch(self) -> int:
        """Steps in which every image is seen once."""
        return math.ceil(len(self._images) / self._recipe.images_per_batch)

    def rows(self, step: int) -> list[int]:
        """Return the images of a step, those of all ranks."""
        epoch, position = divmod(step, self.steps_per_epoch)
        known, order = self._order
        if known != epoch:
            order = self._epoch(epoch)
            self._order = epoch, order
        return order[position]

    def load(self, step: int) -> Batch:
        """Read, augment and sample this rank's share of a step: nothing where ranks outnumber the images."""
        recipe, views, rois, labels, objects = self._recipe, [], [], [], []
        # One factor for all images of a step: of different sizes, most of the batch would be padding.
        factor = np.random.default_rng((recipe.seed, step, 3)).uniform(*recipe.scale_jitter)
        for position, row in enumerate(self.rows(step)):
            if position % self._ranks != self._rank:
                continue
            image = self._images[row]
            random = np.random.default_rng((recipe.seed, step, position, 1))
            view = self._inputs.view(image, random, factor)
            boxes = self._proposals.boxes(image.image_id)[: recipe.max_proposals]
            sampled = sample_rois(boxes, image.truth, recipe, random)
            views.append(view)
            rois.append(view.place(sampled.boxes))
            objects.append(view.place(sampled.objects))
            labels.append(torch.from_numpy(sampled.labels))
        empty = torch.zeros(0, 4)
        return Batch(
            views, rois, torch.cat([torch.zeros(0, dtype=torch.int64), *labels]), torch.cat([empty, *objects])
        )

    def iterate(self, first: int, last: int) -> Iterator[Batch]:
        """Yield the batches of the steps, loaded ahead in threads."""
        return ahead(self.load, range(first, last), _LOADERS)

    def _epoch(self, epoch: int) -> list[list[int]]:
        """Return the images of each step. Upright and wide ones stay apart, so that padding wastes little."""
        size = self._recipe.images_per_batch
        shuffled = np.random.default_rng((self._recipe.seed, epoch, 0)).permutation(len(self._images))
        waiting: dict[bool, list[int]] = {False: [], True: []}
        steps: list[list[int]] = []
        for row in shuffled.tolist():
            kind = waiting[self._images[row].width >= self._images[row].height]
            kind.append(row)
            if len(kind) == size:
                steps.append(kind.copy())
                kind.clear()
        rest = waiting[False] + waiting[True]
        return steps + [rest[start : start + size] for start in range(0, len(rest), size)]


def ahead(load: Callable[[int], Item], steps: range, depth: int) -> Iterator[Item]:
    """Yield `load(step)` for each step in order, with up to `depth` of them under way in threads."""
    with ThreadPoolExecutor(depth, thread_name_prefix="training-data") as pool:
        futures: list[Future[Item]] = []
        try:
            for step in steps:
                futures.append(pool.submit(load, step))
                if len(futures) > depth:
                    yield futures.pop(0).result()
            while futures:
                yield futures.pop(0).result()
        finally:
            for future in futures:
                future.cancel()
