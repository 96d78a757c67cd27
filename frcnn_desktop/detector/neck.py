"""Fusing two feature levels into the one map that RoIs are pooled from."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn
from torch.nn import functional


class FusionNeck(nn.Module):
    """1x1 convolutions of each level, added on the finest one, and a depthwise 3x3 residual.

    Input: maps N x C_l x H_l x W_l, finest first; output N x `channels` x (H_0 + shift) x (W_0 + shift).
    `shift` moves the map right and down by whole cells (see `Preset.map_shift`); the new cells repeat the
    edge.
    """

    def __init__(self, in_channels: Sequence[int], channels: int, shift: int) -> None:
        super().__init__()
        self.laterals = nn.ModuleList(nn.Conv2d(count, channels, 1) for count in in_channels)
        self.refine = nn.Conv2d(channels, channels, 3, padding=1, groups=channels)
        self._shift = shift

    def forward(self, maps: Sequence[Tensor]) -> Tensor:
        finest = maps[0]
        fused = self.laterals[0](finest)
        for lateral, coarse in zip(self.laterals[1:], maps[1:], strict=True):
            fused = fused + functional.interpolate(lateral(coarse), size=finest.shape[2:], mode="nearest")
        fused = functional.relu(fused)
        fused = fused + functional.relu(self.refine(fused))
        if self._shift:
            fused = functional.pad(fused, (self._shift, 0, self._shift, 0), mode="replicate")
        return fused
