"""The convolutional network that sees the whole image once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import timm
from torch import Tensor, nn

from frcnn_desktop.detector.presets import Preset


class Backbone(nn.Module):
    """A timm network cut into blocks, so that the caller can stop between two of them.

    Input N x 3 x H x W, normalised, H and W multiples of the largest stride; output one map per level of the
    preset, finest first.
    """

    def __init__(self, preset: Preset) -> None:
        super().__init__()
        # timm adds feature_info and blocks at run time, out of a type checker's sight.
        self.body: Any = timm.create_model(
            preset.backbone, pretrained=False, features_only=True, out_indices=preset.backbone_levels
        )
        info = self.body.feature_info
        self.channels: list[int] = info.channels()
        self.strides: list[int] = info.reduction()
        # feature_info names the stage a level is taken after, e.g. "blocks.4".
        self._taken_after = {int(name.rsplit(".", 1)[1]) for name in info.module_name()}

    def forward(self, images: Tensor, between_blocks: Callable[[], None] | None = None) -> list[Tensor]:
        """Return the maps. `between_blocks` is called after every block; what it raises stops the pass."""
        maps: list[Tensor] = []
        x = self.body.bn1(self.body.conv_stem(images))
        for stage_index, block, is_last in self._blocks():
            if between_blocks is not None:
                between_blocks()
            x = block(x)
            if is_last and stage_index in self._taken_after:
                maps.append(x)
        return maps

    def _blocks(self) -> Iterator[tuple[int, nn.Module, bool]]:
        for stage_index, stage in enumerate(self.body.blocks):
            for index, block in enumerate(stage):
                yield stage_index, block, index == len(stage) - 1
