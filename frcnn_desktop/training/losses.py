"""The multi-task loss: softmax over classes plus smooth L1 on the deltas of the true class."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from frcnn_desktop.detector.box_coder import Weights, encode_boxes
from frcnn_desktop.detector.transfer import upload
from frcnn_desktop.training.recipe import Recipe


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What R RoIs should become: `labels` R; `rois` and `objects` R x 4 in one frame; `foreground` and
    `background`, the rows of either kind.

    The rows are found on the host: an accelerator would make it wait for how many there are.
    """

    labels: Tensor
    rois: Tensor
    objects: Tensor
    foreground: Tensor
    background: Tensor

    @classmethod
    def of(cls, labels: Tensor, rois: Tensor, objects: Tensor) -> Targets:
        """Take tensors of the host."""
        foreground, background = (torch.nonzero(rows).squeeze(1) for rows in (labels > 0, labels == 0))
        return cls(labels, rois, objects, foreground, background)

    def on(self, device: torch.device) -> Targets:
        """Return them on a device."""
        fields = self.labels, self.rois, self.objects, self.foreground, self.background
        return Targets(*upload(fields, device))


def multi_task_loss(
    logits: Tensor, deltas: Tensor, targets: Targets, weights: Weights, recipe: Recipe
) -> tuple[Tensor, Tensor]:
    """Return (class loss, box loss), both averaged over all R RoIs, as in the paper.

    `logits` R x (K+1); `deltas` R x (K+1) x 4. Background RoIs have no box loss.
    """
    labels, foreground = targets.labels, targets.foreground
    class_losses = functional.cross_entropy(logits, labels, reduction="none")
    if recipe.hard_negatives:
        class_losses = class_losses[hardest(class_losses.detach(), targets, recipe)]
    class_loss = class_losses.sum() / max(len(class_losses), 1)
    wanted = encode_boxes(targets.rois[foreground], targets.objects[foreground], weights)
    predicted = deltas[foreground, labels[foreground]]
    box_loss = functional.smooth_l1_loss(predicted, wanted, reduction="sum", beta=recipe.smooth_l1_beta)
    return class_loss, box_loss / max(len(class_losses), 1) * recipe.box_loss_weight


def hardest(class_losses: Tensor, targets: Targets, recipe: Recipe) -> Tensor:
    """Return the rows to learn from: all foreground, and the background RoIs with the highest loss (OHEM,
    Shrivastava et al. 2016) in the share that the recipe gives them."""
    foreground, background = targets.foreground, targets.background
    share = recipe.foreground_fraction
    count = round(len(foreground) * (1 - share) / share) if len(foreground) else recipe.rois_per_image
    order = class_losses[background].argsort(descending=True, stable=True)
    return torch.cat([foreground, background[order[:count]]])
