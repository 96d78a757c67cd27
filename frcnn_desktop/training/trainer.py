"""The training loop: steps, saved states, validation. Head or whole network, one process or many."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DatasetError, FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.transfer import download
from frcnn_desktop.distributed.processes import World, training_device
from frcnn_desktop.training.batches import Batch, Batches
from frcnn_desktop.training.device_failure import DeviceLostError, HostCopy, NoRoomError, failures_named
from frcnn_desktop.training.events import (
    DataNote,
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingFinished,
    TrainingStarted,
)
from frcnn_desktop.training.inputs import Inputs
from frcnn_desktop.training.network import LossNetwork
from frcnn_desktop.training.optimizers import make_optimizer, set_learning_rate
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.schedule import one_cycle
from frcnn_desktop.training.sources import ProposalSource, TrainingImage
from frcnn_desktop.training.state import load_state, save_state

Validate = Callable[[FastRcnn, int, CancelToken | None], Iterator[TrainingEvent]]


@dataclass(frozen=True, slots=True)
class Saving:
    """Where the state of a run is kept, and after how many steps."""

    path: Path
    every: int = 500


class Trainer:
    """Trains `model` in place: neck and head, and the backbone too where `inputs` are images.

    All randomness comes from the seed and the step, so a run that is resumed from a state file goes on
    exactly as if it had never stopped.
    """

    def __init__(
        self,
        model: FastRcnn,
        images: Sequence[TrainingImage],
        inputs: Inputs,
        proposals: ProposalSource,
        recipe: Recipe,
        world: World | None = None,
        device: torch.device | None = None,
    ) -> None:
        if not any(len(image.truth) for image in images):
            raise DatasetError(Message("training.no_objects_at_all"))
        self.recipe = recipe
        self._world = world or World()
        self._device = device or training_device()
        self._image_count = len(images)
        self._batches = Batches(images, inputs, proposals, recipe, self._world.rank, self._world.count)
        self._network = LossNetwork(model, recipe, inputs.from_images)
        at_risk = self._device.type != "cpu" and self._world.alone
        self._host_copy = HostCopy(self._network, self._trained()) if at_risk else None
        self._network.to(memory_format=torch.channels_last).to(self._device)
        self._shared: nn.Module = self._network
        self._begin_learning()

    def _begin_learning(self) -> None:
        """Take the parameters as they are: with a new optimizer and average."""
        self._learning: list[Tensor] = [parameter for _name, parameter in self._network.learning()]
        self._optimizer = make_optimizer(self._network.learning(), self.recipe)
        self._average = [parameter.detach().clone() for parameter in self._learning]

    @property
    def model(self) -> FastRcnn:
        """The model that is trained, in place."""
        return self._network.model

    @property
    def steps(self) -> int:
        """Steps of the whole run."""
        return self._batches.steps_per_epoch * self._passes * self.recipe.epochs

    @property
    def _passes(self) -> int:
        """Return how often each epoch of the recipe goes over the images: more than once if they are few."""
        steps = self._batches.steps_per_epoch * self.recipe.epochs
        return max(1, math.ceil(self.recipe.least_steps / max(steps, 1)))

    def run(
        self,
        saving: Saving | None = None,
        validate: Validate | None = None,
        token: CancelToken | None = None,
    ) -> Iterator[TrainingEvent]:
        """Train to the end, yielding events; leaves the averaged weights in the model.

        With `saving` the run resumes from the state file when there is one. `validate` is called before the
        first step and after every epoch. Raises Cancelled after saving when the token is set, FrcnnError when
        the loss is no longer a number or the memory does not suffice.
        """
        with failures_named(weights_change=True):
            step = self._resume(saving)
        yield TrainingStarted(self._image_count, step, self.steps)
        if saving is not None and self._host_copy is not None and not saving.path.exists():
            # Else a device that is lost before the first saved state would take what there is with it.
            yield from self._save(saving, step)
        self._shared = self._world.average_gradients(self._network)
        self._shared.train()
        while step < self.steps:
            try:
                yield from self._steps(step, saving, validate, token)
                step = self.steps
            except DeviceLostError:
                if saving is None or self._host_copy is None:
                    raise
                step = self._return_to(saving, self._host_copy)
                yield DataNote(Message("training.repeats_on_cpu", step=step))
                yield TrainingStarted(self._image_count, step, self.steps)
        if self.recipe.ema_decay:
            _copy(self._average, self._learning)
        self._network.eval()
        yield TrainingFinished(self.steps)

    def _steps(
        self, first: int, saving: Saving | None, validate: Validate | None, token: CancelToken | None
    ) -> Iterator[TrainingEvent]:
        """Do the steps from `first` on. Raises DeviceLostError beside what `run` raises."""
        if validate is not None and first == 0:
            yield from self._validated(validate, 0, token)
        for step, batch in enumerate(self._batches.iterate(first, self.steps), start=first):
            done = self._step_if_it_fits(step, batch)
            if done is None:
                if saving is not None:
                    yield from self._save(saving, step)
                yield self._give_up_device()
                done = self._step(step, batch)
            yield done
            stop = token is not None and token.cancelled
            judged = validate is not None and (step + 1) * self.recipe.epochs % self.steps == 0
            last = step + 1 == self.steps
            if saving is not None and (stop or judged or last or (step + 1) % saving.every == 0):
                yield from self._save(saving, step + 1)
            if token is not None:
                token.raise_if_cancelled()
            if validate is not None and judged:
                yield from self._validated(validate, step + 1, token)

    def _step_if_it_fits(self, step: int, batch: Batch) -> StepDone | None:
        """Do a step; None where the device had no room for it: the weights are as before."""
        try:
            return self._step(step, batch)
        except NoRoomError:
            # Ranks are as many devices as were asked for: none of them can go on by itself.
            if self._device == torch.device("cpu") or self._world.count > 1:
                raise
            return None

    def _give_up_device(self) -> TrainingEvent:
        """Go on with the CPU. A run that is resumed takes the device again."""
        self._device = torch.device("cpu")
        self._optimizer.zero_grad(set_to_none=True)
        self._network.to_host()
        # The optimizer brings its state to where the parameters are.
        self._optimizer.load_state_dict(self._optimizer.state_dict())
        self._average = [each.cpu() for each in self._average]
        self._host_copy = None
        return DataNote(Message("training.continues_on_cpu"))

    def _return_to(self, saving: Saving, host_copy: HostCopy) -> int:
        """Go back to the saved state, on the CPU; returns its step. Nothing is asked of the device."""
        self._device = torch.device("cpu")
        self._network.forget_folded()
        host_copy.bring_home(self._network)
        self._host_copy = None
        self._begin_learning()
        self._shared.train()
        return self._resume(saving)

    def _step(self, step: int, batch: Batch) -> StepDone:
        random = np.random.default_rng((self.recipe.seed, step, self._world.rank, 2))
        torch.manual_seed(int(random.integers(2**62)))
        rate = one_cycle(step, self.steps, self.recipe.peak_learning_rate, self.recipe.warm_up)
        set_learning_rate(self._optimizer, rate)
        with failures_named():
            self._optimizer.zero_grad(set_to_none=True)
            class_loss, box_loss, share = self._losses(batch)
            (class_loss + box_loss).mul(share * self._world.count).backward()
            told = self._world.total(torch.stack([class_loss.detach(), box_loss.detach()]) * share)
            gradient = nn.utils.clip_grad_norm_(self._learning, self.recipe.gradient_clip)
            # The one copy back, and the one time that a step waits for the device.
            (numbers,) = download([torch.cat([told, gradient[None]])])
        class_value, box_value, norm = numbers.tolist()
        if not math.isfinite(class_value + box_value + norm):
            raise FrcnnError(Message("training.diverged", step=step, rate=rate))
        with failures_named(weights_change=True):
            self._optimizer.step()
            self._update_average(step)
        return StepDone(step + 1, self.steps, class_value + box_value, class_value, box_value, rate)

    def _losses(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return both losses of this rank's images and these images' share of the RoIs of the whole step."""
        count = torch.full((), float(len(batch.labels)), device=self._device)
        total = self._world.total(count)
        if not len(batch.labels):
            # Another rank has the images; the gradients of this one must exist all the same.
            nothing = torch.stack([parameter.sum() for parameter in self._learning]).sum() * 0.0
            return nothing, nothing, count
        class_loss, box_loss = self._shared(batch, self._device)
        return class_loss, box_loss, count / total

    def _resume(self, saving: Saving | None) -> int:
        if saving is None or not saving.path.exists():
            return 0
        return load_state(saving.path, self._trained(), self._optimizer, self._average, self.recipe)

    def _save(self, saving: Saving, step: int) -> Iterator[TrainingEvent]:
        if self._world.first:
            with failures_named(weights_change=True):
                save_state(saving.path, self._trained(), self._optimizer, self._average, self.recipe, step)
            yield StateSaved(step, str(saving.path))
        self._world.wait()

    def _trained(self) -> nn.Module:
        """Return the modules whose state a run has to keep."""
        parts = {"neck": self.model.neck, "head": self.model.head}
        if any(parameter.requires_grad for parameter in self.model.backbone.parameters()):
            parts["backbone"] = self.model.backbone
        return nn.ModuleDict(parts)

    def _validated(self, validate: Validate, step: int, token: CancelToken | None) -> Iterator[TrainingEvent]:
        """Let the averaged weights be judged."""
        if self._world.first:
            with failures_named(weights_change=True):
                current = [parameter.detach().clone() for parameter in self._learning]
                if self.recipe.ema_decay:
                    _copy(self._average, self._learning)
                self._network.eval()
                try:
                    yield from validate(self.model, step, token)
                finally:
                    _copy(current, self._learning)
                    self._network.train()
        self._world.wait()

    @torch.no_grad()
    def _update_average(self, step: int) -> None:
        if not self.recipe.ema_decay:
            return
        # Early steps weigh more, or the average would hold the start for too long.
        decay = min(self.recipe.ema_decay, (1 + step) / (10 + step))
        get_ema_multi_avg_fn(decay)(self._average, self._learning, step)


@torch.no_grad()
def _copy(source: Sequence[Tensor], target: Sequence[Tensor]) -> None:
    for mine, theirs in zip(target, source, strict=True):
        mine.copy_(theirs)
