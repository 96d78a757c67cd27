"""Fusing feature levels into the one map that RoIs are pooled from."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn
from torch.nn import functional

from frcnn_desktop.detector.convolution import Convolution
from frcnn_desktop.detector.presets import Preset


class FusionNeck(nn.Module):
    """1x1 convolutions of each level, added on the finest one, and a depthwise 3x3 residual.

    Input: maps N x C_l x H_l x W_l, finest first; output N x C x (H_0 + shift) x (W_0 + shift), where `shift`
    is `Preset.map_shift`: the map moves right and down by whole cells, and the new cells repeat the edge.
    The sum itself is not rectified, so that max pooling sees how much of a pattern is absent, too.
    """

    def __init__(self, in_channels: Sequence[int], preset: Preset) -> None:
        super().__init__()
        channels = preset.neck_channels
        self.laterals = nn.ModuleList(nn.Conv2d(count, channels, 1) for count in in_channels)
        self.refine = Convolution(channels, channels, 3, padding=1, groups=channels)
        self._scales = preset.level_scales
        self._shift = preset.map_shift

    def forward(self, maps: Sequence[Tensor]) -> Tensor:
        """Return the fused map; shapes as the class says."""
        size = maps[0].shape[2:]
        fused = self.laterals[0](maps[0] * self._scales[0])
        for lateral, coarse, scale in zip(self.laterals[1:], maps[1:], self._scales[1:], strict=True):
            fused = fused + functional.interpolate(lateral(coarse * scale), size=size, mode="nearest")
        fused = fused + functional.relu(self.refine(fused))
        if self._shift:
            fused = functional.pad(fused, (self._shift, 0, self._shift, 0), mode="replicate")
        return fused


class SingleLevel(nn.Module):
    """No neck: RoIs are pooled from the backbone's only map, as in the paper."""

    def forward(self, maps: Sequence[Tensor]) -> Tensor:
        """Return the only map as it is."""
        (only,) = maps
        return only
