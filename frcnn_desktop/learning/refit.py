"""Refitting the head on labelled images, in steps that can be stopped and that let others go first."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DatasetError, FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.box_coder import encode_boxes
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.transfer import download, to_device, upload
from frcnn_desktop.inference.device import sharing_cores
from frcnn_desktop.learning.course import AveragedSteps, Course
from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.naming import class_naming
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.samples import LabelledImage
from frcnn_desktop.learning.steps import SampledRois, images_of_step, images_with_objects, sample_image


def refit(  # noqa: PLR0913 - two networks, what is learnt from, how, and where
    head: RefittedHead,
    base: FastRcnn,
    first: FirstLayer,
    images: Sequence[LabelledImage],
    recipe: RefitRecipe,
    steps: int,
    token: CancelToken | None = None,
    device: torch.device | None = None,
) -> RefittedHead:
    """Return `head` after `steps` more steps on `images` (the newest last); `head` stays as it is.

    `base` gives the network's shape and box coder and is only read; `first` is its first layer, whose answers
    the images hold. Several times in every step, of some ten milliseconds, the token is looked at: it stops
    the refit or lets others go first. Deterministic for one head, list of images and recipe. Raises
    Cancelled; DatasetError when no image has an object; FrcnnError when the loss is no longer a number.
    """
    if not images_with_objects(images, head.class_names):
        raise DatasetError(Message("learning.no_objects"))
    started = time.perf_counter()
    with sharing_cores(token) as look:
        run = _Refit(head, base, first, images, recipe, device or torch.device("cpu"), look)
        for step in range(steps):
            run.step(step, look)
        look()
        tensors, mixing, course = run.result()
        folded = first.folded(mixing, look)
        naming = class_naming(images, head.class_names, first, mixing, recipe, look)
    fitted = replace(
        head,
        tensors={**head.tensors, **tensors, "first.weight": folded},
        mixing=mixing,
        knows=frozenset(image.key for image in images),
        score=None,
        steps=head.steps + steps,
        course=course,
    )
    return replace(fitted.named_by(naming), seconds=time.perf_counter() - started)


class _Refit:
    """The weights of a refit under way: `head` but for its first layer, and `mixing`."""

    def __init__(
        self,
        head: RefittedHead,
        base: FastRcnn,
        first: FirstLayer,
        images: Sequence[LabelledImage],
        recipe: RefitRecipe,
        device: torch.device,
        look: Callable[[], None],
    ) -> None:
        self._preset, self._images, self._recipe, self._device = base.preset, images, recipe, device
        self._classes = {name: index for index, name in enumerate(head.class_names, start=1)}
        self._bias = None if first.bias is None else to_device(first.bias, device)
        # What tells the classes apart is solved when the steps are over.
        self._head: RoiHead = head.named_by(None).module(base, first=False)
        self._head.to(device).train().requires_grad_(True)
        look()
        self._mixing = nn.Parameter(to_device(head.mixing.clone(), device))
        self._sound = torch.ones((), dtype=torch.bool, device=device)
        # From the head's own steps, so that a run of refits does not repeat one sequence of samples.
        self._random = np.random.default_rng((recipe.seed, head.steps))
        self._dropout = int(self._random.integers(2**62))
        learning = list(self._head.parameters())
        self._steps = AveragedSteps(
            [each for each in learning if each.ndim > 1],
            [each for each in learning if each.ndim == 1],
            self._mixing,
            recipe,
            head.course,
        )

    def step(self, step: int, look: Callable[[], None]) -> None:
        """Take a step; `look` is called before each part of it. Beside a busy interpreter a part takes some
        times as long as alone."""
        recipe = self._recipe
        rows = images_of_step(step, len(self._images), recipe, self._random)
        sampled = []
        for row in rows:
            look()
            sampled.append(sample_image(self._images[row], self._classes, recipe, self._random))
        look()
        answers, *targets = _uploaded(sampled, self._device)
        answers = answers.float()
        mixed = answers + functional.linear(answers, self._mixing)
        if self._bias is not None:
            mixed = mixed + self._bias
        # Two halves of one graph, so that its gradients come in two parts as well.
        hidden = mixed.detach().requires_grad_(True)
        look()
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self._dropout + step)
            logits, deltas = self._head.after_first(hidden)
        look()
        loss = refit_loss(logits, deltas, RefitTargets(*targets), self._preset.box_weights, recipe)
        self._steps.forget_gradients()
        look()
        loss.backward()
        look()
        mixed.backward(hidden.grad)
        look()
        gradient = self._steps.clipped()
        # Looked at when the refit is over: to ask at every step would make the host wait for the device.
        self._sound &= torch.isfinite(loss.detach()) & torch.isfinite(gradient)
        look()
        self._steps.step()
        look()
        self._steps.average()

    def result(self) -> tuple[dict[str, Tensor], Tensor, Course]:
        """Return the tensors of the head but for its first layer, the mixing, and where the steps stand, on
        the host. Raises FrcnnError when the loss was no number in some step."""
        means = {id(parameter): mean for parameter, mean in self._steps.means}
        learnt = {name: means[id(each)] for name, each in self._head.named_parameters()}
        tensors = [*learnt.values(), means[id(self._mixing)], *self._steps.state, self._sound]
        values = [torch.from_numpy(each.copy()) for each in download(tensors)]
        mixing, *state, sound = values[len(learnt) :]
        if not sound:
            raise FrcnnError(Message("learning.diverged"))
        return dict(zip(learnt, values, strict=False)), mixing, self._steps.course(state)


@dataclass(frozen=True, slots=True, eq=False)
class RefitTargets:
    """What the R RoIs of a step should become: `labels` R, `rois` and `objects` R x 4 in one frame, and
    `exact`, the rows whose object is known to be exactly there."""

    labels: Tensor
    rois: Tensor
    objects: Tensor
    exact: Tensor


def _uploaded(sampled: Sequence[SampledRois], device: torch.device) -> list[Tensor]:
    """Return the answers of a step (R x H) and the fields of its `RefitTargets` on a device, in one copy."""
    answers, labels, rois, objects, exact = (
        torch.cat([getattr(each, name) for each in sampled])
        for name in ("answers", "labels", "rois", "objects", "exact")
    )
    # Found here: a device would make the host wait for how many there are.
    return upload([answers, labels, rois, objects, torch.nonzero(exact).squeeze(1)], device)


def refit_loss(
    logits: Tensor,
    deltas: Tensor,
    targets: RefitTargets,
    box_weights: tuple[float, float, float, float],
    recipe: RefitRecipe,
) -> Tensor:
    """Return softmax loss plus smooth L1 on deltas, averaged over all RoIs R of the step.

    `logits` R x (K+1); `deltas` R x (K+1) x 4.
    """
    labels, exact = targets.labels, targets.exact
    class_loss = functional.cross_entropy(logits, labels)
    wanted = encode_boxes(targets.rois[exact], targets.objects[exact], box_weights)[:, None]
    predicted = deltas[exact, 1:] if recipe.shared_boxes else deltas[exact, labels[exact]][:, None]
    box_loss = functional.smooth_l1_loss(predicted, wanted.expand_as(predicted), reduction="sum")
    box_loss = box_loss / (predicted.shape[1] * max(len(labels), 1))
    return class_loss + box_loss * recipe.box_loss_weight
