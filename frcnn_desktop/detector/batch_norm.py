"""Folding batch norm with fixed statistics into the convolution before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import torch
from torch import Tensor, nn


def fold_batch_norm(module: nn.Module) -> None:
    """Fold, in place, each batch norm into the convolution registered just before it in the same parent.

    The outputs stay the same up to rounding; the module can no longer be trained or saved as a checkpoint.
    """
    for parent_name, name, convolution, norm_name, norm in list(folding_pairs(module)):
        del name
        with torch.no_grad():
            weight, bias = folded(convolution, norm)
            convolution.weight.copy_(weight)
            convolution.bias = nn.Parameter(bias, requires_grad=False)
        # EfficientNet-Lite's norm holds the activation that follows it.
        setattr(module.get_submodule(parent_name), norm_name, getattr(norm, "act", nn.Identity()))


def folding_pairs(module: nn.Module) -> Iterator[tuple[str, str, nn.Conv2d, str, nn.BatchNorm2d]]:
    """Yield (parent's name, name in it, convolution, name in it, batch norm) of all that can be folded."""
    for parent_name, parent in module.named_modules():
        before: tuple[str, nn.Conv2d] | None = None
        for name, child in parent.named_children():
            if isinstance(child, nn.Conv2d):
                before = name, child
            elif isinstance(child, nn.BatchNorm2d) and before is not None:
                yield parent_name, *before, name, child
                before = None


def folded(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Return weight and bias of the convolution that does what both do; gradients pass through."""
    mean, variance = cast(Tensor, norm.running_mean), cast(Tensor, norm.running_var)
    gain = norm.weight / torch.sqrt(variance + norm.eps)
    shift = norm.bias - mean * gain
    if convolution.bias is not None:
        shift = shift + convolution.bias * gain
    return convolution.weight * gain.view(-1, 1, 1, 1), shift
