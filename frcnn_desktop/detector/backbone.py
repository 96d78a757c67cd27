"""The convolutional network that sees the whole image once."""

from __future__ import annotations

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import accumulate
from operator import mul
from typing import Any

from torch import Tensor, nn

from frcnn_desktop.detector.efficientnet_lite import STAGE_STRIDES, STAGES, EfficientNetLite
from frcnn_desktop.detector.presets import LITE_PREFIX, VGG16_BACKBONE, Preset

# Channels of each convolution of VGG16 (configuration D of Simonyan & Zisserman 2014), group by group.
_VGG16_GROUPS = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512))


class Backbone(nn.Module):
    """A convolutional network cut into blocks, so that the caller can stop between two of them.

    Input N x 3 x H x W, normalised, H and W multiples of the largest stride; output one map per level of the
    preset, finest first. `channels` and `strides` belong to these levels; `body` holds the weights.
    """

    body: Any
    channels: list[int]
    strides: list[int]

    @abstractmethod
    def stages(self) -> list[tuple[str, nn.Module]]:
        """Return the names and the layers with weights, in the order of the forward pass.

        EfficientNet-Lite: "stem", "blocks.0", "blocks.1", ...; VGG16: "conv1_1" to "conv5_3". To train from
        some stage on, stop the gradients of those before it.
        """

    @abstractmethod
    def forward(self, images: Tensor, between_blocks: Callable[[], None] | None = None) -> list[Tensor]:
        """Return the maps. `between_blocks` is called before every block; what it raises stops the pass."""


def make_backbone(preset: Preset) -> Backbone:
    """Return the preset's backbone with random weights."""
    return Vgg16Backbone() if preset.backbone == VGG16_BACKBONE else EfficientNetLiteBackbone(preset)


class EfficientNetLiteBackbone(Backbone):
    """EfficientNet-Lite up to the last of the preset's levels, which are numbered by stage pairs."""

    def __init__(self, preset: Preset) -> None:
        super().__init__()
        self.size = preset.backbone.removeprefix(LITE_PREFIX)
        self.body = EfficientNetLite(self.size)
        # A level is what its stride's last stage gives: stride 2 stage 0, 4 stage 1, 8 stage 2, 16 and so on.
        strides = [2 * stride for stride in accumulate(STAGE_STRIDES, mul)]
        last = {stride: stage for stage, stride in enumerate(strides)}
        self.strides = [2 ** (level + 1) for level in preset.backbone_levels]
        self._taken_after = [last[stride] for stride in self.strides]
        self.channels = [STAGES[self.size].channels[stage] for stage in self._taken_after]

    def stages(self) -> list[tuple[str, nn.Module]]:
        """Return the layers by name, from the image on."""
        stem = nn.ModuleList([self.body.conv_stem, self.body.bn1])
        return [("stem", stem), *((f"blocks.{index}", stage) for index, stage in enumerate(self.body.blocks))]

    def forward(self, images: Tensor, between_blocks: Callable[[], None] | None = None) -> list[Tensor]:
        """Return a map for each stage that is fused: N x C x h x w of images N x 3 x H x W, finest first.

        `between_blocks` is called before each block and may raise Cancelled.
        """
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


class Vgg16Backbone(Backbone):
    """VGG16 up to conv5_3 and its ReLU, the paper's backbone: four max poolings, so stride 16.

    The same layers as torchvision's `vgg16().features[:30]`, under the paper's names.
    """

    def __init__(self) -> None:
        super().__init__()
        layers: OrderedDict[str, nn.Module] = OrderedDict()
        channels = 3
        for group, widths in enumerate(_VGG16_GROUPS, start=1):
            if group > 1:
                layers[f"pool{group - 1}"] = nn.MaxPool2d(2)
            for number, width in enumerate(widths, start=1):
                layers[f"conv{group}_{number}"] = nn.Conv2d(channels, width, 3, padding=1)
                layers[f"relu{group}_{number}"] = nn.ReLU(inplace=True)
                channels = width
        self.body = nn.Sequential(layers)
        self.channels = [channels]
        self.strides = [2 ** (len(_VGG16_GROUPS) - 1)]
        for _, layer in self.stages():
            assert isinstance(layer, nn.Conv2d)
            assert layer.bias is not None
            nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")
            nn.init.zeros_(layer.bias)

    def stages(self) -> list[tuple[str, nn.Module]]:
        """Return the convolutions by name, from the image on."""
        return [(name, layer) for name, layer in self.body.named_children() if name.startswith("conv")]

    def forward(self, images: Tensor, between_blocks: Callable[[], None] | None = None) -> list[Tensor]:
        """Return the one map, N x 512 x h x w, of images N x 3 x H x W.

        `between_blocks` is called before each convolution and may raise Cancelled.
        """
        x = images
        for name, layer in self.body.named_children():
            if between_blocks is not None and name.startswith("conv"):
                between_blocks()
            x = layer(x)
        return [x]
