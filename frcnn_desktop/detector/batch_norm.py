"""Folding batch norm into the convolution before it, for inference."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn


def fold_batch_norm(module: nn.Module) -> None:
    """Fold, in place, each batch norm into the convolution registered just before it in the same parent.

    The outputs stay the same up to rounding; the module can no longer be trained or saved as a checkpoint.
    """
    for parent in list(module.modules()):
        convolution: nn.Conv2d | None = None
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Conv2d):
                convolution = child
            elif isinstance(child, nn.BatchNorm2d) and convolution is not None:
                _fold(convolution, child)
                # timm's norm holds the activation that follows it.
                setattr(parent, name, getattr(child, "act", nn.Identity()))
                convolution = None


@torch.no_grad()
def _fold(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> None:
    mean, variance = cast(Tensor, norm.running_mean), cast(Tensor, norm.running_var)
    gain = norm.weight / torch.sqrt(variance + norm.eps)
    bias = convolution.bias if convolution.bias is not None else torch.zeros_like(mean)
    convolution.weight.mul_(gain.view(-1, 1, 1, 1))
    convolution.bias = nn.Parameter(norm.bias + (bias - mean) * gain, requires_grad=False)
