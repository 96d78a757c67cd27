"""Training neck and head on stored backbone features: minutes for thousands of images on a CPU."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from frcnn_desktop.core.boxes import scale_boxes
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DatasetError, FrcnnError
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.training.data import FeatureSource, ProposalSource, TrainingImage
from frcnn_desktop.training.events import (
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingFinished,
    TrainingStarted,
)
from frcnn_desktop.training.losses import multi_task_loss
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sampling import SampledRois, sample_rois
from frcnn_desktop.training.schedule import one_cycle
from frcnn_desktop.training.state import load_state, save_state


class HeadTrainer:
    """Trains `model.neck` and `model.head` in place; the backbone is never run.

    All randomness comes from the seed and the step, so a run that is resumed from a state file goes on
    exactly as if it had never stopped.
    """

    def __init__(
        self,
        model: FastRcnn,
        images: Sequence[TrainingImage],
        features: FeatureSource,
        proposals: ProposalSource,
        recipe: Recipe,
    ) -> None:
        if not any(len(image.truth) for image in images):
            raise DatasetError("None of the images has an object to learn from. Annotate some first.")
        self.model = model
        self.recipe = recipe
        self._images = images
        self._features = features
        self._proposals = proposals
        self._trained = nn.ModuleDict({"neck": model.neck, "head": model.head})
        self._optimizer = torch.optim.SGD(
            self._trained.parameters(),
            lr=recipe.peak_learning_rate,
            momentum=recipe.momentum,
            weight_decay=recipe.weight_decay,
        )
        self._average = [parameter.detach().clone() for parameter in self._trained.parameters()]

    @property
    def steps_per_epoch(self) -> int:
        return math.ceil(len(self._images) / self.recipe.images_per_batch)

    def run(
        self, state_file: Path | None = None, save_every: int = 500, token: CancelToken | None = None
    ) -> Iterator[TrainingEvent]:
        """Train to the end, yielding events; leaves the averaged weights in the model.

        With a `state_file` the run resumes from it when it exists and saves to it. Raises Cancelled after
        saving when the token is set, FrcnnError when the loss is no longer a number.
        """
        steps = self.steps_per_epoch * self.recipe.epochs
        first = 0
        if state_file is not None and state_file.exists():
            first = load_state(state_file, self._trained, self._optimizer, self._average, self.recipe)
        yield TrainingStarted(len(self._images), first, steps)
        self.model.train()
        for step in range(first, steps):
            yield self._step(step, steps)
            stop = token is not None and token.cancelled
            if state_file is not None and (stop or (step + 1) % save_every == 0 or step + 1 == steps):
                save_state(state_file, self._trained, self._optimizer, self._average, self.recipe, step + 1)
                yield StateSaved(step + 1, str(state_file))
            if token is not None:
                token.raise_if_cancelled()
        if self.recipe.ema_decay:
            with torch.no_grad():
                for parameter, average in zip(self._trained.parameters(), self._average, strict=True):
                    parameter.copy_(average)
        self.model.eval()
        yield TrainingFinished(steps)

    def _step(self, step: int, steps: int) -> StepDone:
        random = np.random.default_rng((self.recipe.seed, step, 1))
        torch.manual_seed(int(random.integers(2**62)))
        rate = one_cycle(step, steps, self.recipe.peak_learning_rate, self.recipe.warm_up)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        class_loss, box_loss = self._losses(self._batch(step), random)
        loss = class_loss + box_loss
        value = loss.item()
        if not math.isfinite(value):
            raise FrcnnError(
                f"Training stopped at step {step}: the loss is no longer a number. "
                f"Lower the learning rate (now {rate:.2g}) and start from the last saved state."
            )
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._trained.parameters(), self.recipe.gradient_clip)
        self._optimizer.step()
        self._update_average(step)
        return StepDone(step + 1, steps, value, class_loss.item(), box_loss.item(), rate)

    def _batch(self, step: int) -> list[TrainingImage]:
        epoch, position = divmod(step, self.steps_per_epoch)
        order = np.random.default_rng((self.recipe.seed, epoch, 0)).permutation(len(self._images))
        first = position * self.recipe.images_per_batch
        return [self._images[row] for row in order[first : first + self.recipe.images_per_batch]]

    def _losses(self, batch: list[TrainingImage], random: np.random.Generator) -> tuple[Tensor, Tensor]:
        pooled, rois, objects, labels = [], [], [], []
        for image in batch:
            sampled = self._sample(image, random)
            size = input_size(image.width, image.height, self.model.preset)
            image_rois, image_objects = (
                torch.from_numpy(scale_boxes(boxes, size.scale_x, size.scale_y))
                for boxes in (sampled.boxes, sampled.objects)
            )
            fused = self.model.neck(self._features.read(image.image_id))
            pooled.append(pool_rois(fused, [image_rois], self.model.preset))
            rois.append(image_rois)
            objects.append(image_objects)
            labels.append(torch.from_numpy(sampled.labels))
        logits, deltas = self.model.head(torch.cat(pooled))
        return multi_task_loss(
            logits,
            deltas,
            torch.cat(rois),
            torch.cat(labels),
            torch.cat(objects),
            self.model.preset.box_weights,
            self.recipe,
        )

    def _sample(self, image: TrainingImage, random: np.random.Generator) -> SampledRois:
        proposals = self._proposals.boxes(image.image_id)[: self.recipe.max_proposals]
        return sample_rois(proposals, image.truth, self.recipe, random)

    @torch.no_grad()
    def _update_average(self, step: int) -> None:
        if not self.recipe.ema_decay:
            return
        # Early steps weigh more, or the average would hold the random start for too long.
        decay = min(self.recipe.ema_decay, (1 + step) / (10 + step))
        for parameter, average in zip(self._trained.parameters(), self._average, strict=True):
            average.lerp_(parameter, 1 - decay)
