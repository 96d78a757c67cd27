"""Convolutions under autocast on a CPU."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Convolution(nn.Conv2d):
    """A convolution that stays in float32 on a CPU where it filters each channel by itself.

    Such a one multiplies no matrices, so bfloat16 gains nothing and takes three times as long.
    """

    def forward(self, x: Tensor) -> Tensor:  # pyright: ignore[reportIncompatibleMethodOverride]
        """As of any convolution: N x C x H x W to N x C' x H' x W'."""
        if self.groups == 1 or x.device.type != "cpu" or not torch.is_autocast_enabled("cpu"):
            return super().forward(x)
        with torch.autocast("cpu", enabled=False):
            return super().forward(x.float())
