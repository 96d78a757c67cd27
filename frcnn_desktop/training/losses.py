"""The multi-task loss: softmax over classes plus smooth L1 on the deltas of the true class."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from frcnn_desktop.detector.box_coder import Weights, encode_boxes
from frcnn_desktop.training.recipe import Recipe


def multi_task_loss(
    logits: Tensor,
    deltas: Tensor,
    rois: Tensor,
    labels: Tensor,
    objects: Tensor,
    weights: Weights,
    recipe: Recipe,
) -> tuple[Tensor, Tensor]:
    """Return (class loss, box loss), both averaged over all R RoIs, as in the paper.

    `logits` R x (K+1); `deltas` R x (K+1) x 4; `labels` R; `rois` and `objects` R x 4 in one frame.
    Background RoIs have no box loss.
    """
    class_losses = functional.cross_entropy(logits, labels, reduction="none")
    if recipe.hard_negatives:
        class_losses = class_losses[hardest(class_losses.detach(), labels, recipe)]
    class_loss = class_losses.sum() / max(len(class_losses), 1)
    foreground = torch.nonzero(labels > 0).squeeze(1)
    targets = encode_boxes(rois[foreground], objects[foreground], weights)
    predicted = deltas[foreground, labels[foreground]]
    box_loss = functional.smooth_l1_loss(predicted, targets, reduction="sum", beta=recipe.smooth_l1_beta)
    return class_loss, box_loss / max(len(class_losses), 1) * recipe.box_loss_weight


def hardest(class_losses: Tensor, labels: Tensor, recipe: Recipe) -> Tensor:
    """Return the rows to learn from: all foreground, and the background RoIs with the highest loss (OHEM,
    Shrivastava et al. 2016) in the share that the recipe gives them."""
    foreground, background = (torch.nonzero(rows).squeeze(1) for rows in (labels > 0, labels == 0))
    share = recipe.foreground_fraction
    count = round(len(foreground) * (1 - share) / share) if len(foreground) else recipe.rois_per_image
    order = class_losses[background].argsort(descending=True, stable=True)
    return torch.cat([foreground, background[order[:count]]])
