"""The optimizer of a recipe."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

from frcnn_desktop.detector.import_without_compiler import optimize_without_compiler
from frcnn_desktop.training.recipe import Recipe


def make_optimizer(learning: Iterable[tuple[str, nn.Parameter]], recipe: Recipe) -> torch.optim.Optimizer:
    """Return the recipe's optimizer. Every group has a `factor` on the learning rate.

    The backbone has a rate of its own; biases and batch norms do not decay.
    """
    optimize_without_compiler()
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in learning:
        groups.setdefault((name.startswith("backbone."), parameter.ndim > 1), []).append(parameter)
    settings = [
        {
            "params": parameters,
            "factor": recipe.backbone_rate if in_backbone else 1.0,
            "weight_decay": recipe.weight_decay if decays else 0.0,
        }
        for (in_backbone, decays), parameters in groups.items()
    ]
    if recipe.optimizer == "adamw":
        return torch.optim.AdamW(settings, lr=recipe.peak_learning_rate, foreach=True)
    return torch.optim.SGD(settings, lr=recipe.peak_learning_rate, momentum=recipe.momentum, foreach=True)


def set_learning_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """Set the rate of this step, times the factor of each group."""
    for group in optimizer.param_groups:
        group["lr"] = rate * group["factor"]
