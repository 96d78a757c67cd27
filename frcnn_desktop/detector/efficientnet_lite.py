"""EfficientNet-Lite, the backbone of the compact models: EfficientNet (Tan and Le 2019) without
squeeze-and-excitation and with ReLU6, so that it runs fast on a CPU.

Modules and tensors have timm's names (`tf_efficientnet_lite0` and `_lite2`), in which checkpoints are stored.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional

from frcnn_desktop.detector.convolution import Convolution

STEM_CHANNELS = 32
# The stem halves the image; a stage's first block strides.
STAGE_STRIDES = (1, 2, 2, 2, 1, 2, 1)
_EXPANSIONS = (1, 6, 6, 6, 6, 6, 6)
_KERNELS = (3, 3, 5, 3, 5, 5, 3)
# The weights were trained with it.
_NORM_EPSILON = 1e-3


@dataclass(frozen=True, slots=True)
class Stages:
    """Blocks of each stage, and the channels of what each gives."""

    blocks: tuple[int, ...]
    channels: tuple[int, ...]


STAGES: Mapping[str, Stages] = {
    "lite0": Stages((1, 2, 2, 3, 3, 4, 1), (16, 24, 40, 80, 112, 192, 320)),
    "lite2": Stages((1, 3, 3, 4, 4, 5, 1), (16, 24, 48, 88, 120, 208, 352)),
}


class EfficientNetLite(nn.Module):
    """Stem and stages; the classifier is left out. Random weights, as TensorFlow's code draws them."""

    def __init__(self, size: str) -> None:
        """`size`: a key of STAGES."""
        super().__init__()
        plan = STAGES[size]
        self.conv_stem = _Conv(3, STEM_CHANNELS, 3, stride=2)
        self.bn1 = _Norm(STEM_CHANNELS, nn.ReLU6(inplace=True))
        stages, before = [], STEM_CHANNELS
        for stage, (count, channels) in enumerate(zip(plan.blocks, plan.channels, strict=True)):
            blocks = []
            for index in range(count):
                stride = STAGE_STRIDES[stage] if index == 0 else 1
                blocks.append(_block(before, channels, _EXPANSIONS[stage], _KERNELS[stage], stride))
                before = channels
            stages.append(nn.Sequential(*blocks))
        self.blocks = nn.Sequential(*stages)


class _Conv(Convolution):
    """A convolution without bias that pads like TensorFlow's SAME: what is left over goes right and below."""

    def __init__(self, before: int, after: int, kernel: int, *, stride: int = 1, groups: int = 1) -> None:
        # With stride 1 both ends get the same, which the convolution itself can do without a copy.
        padding = kernel // 2 if stride == 1 else 0
        super().__init__(before, after, kernel, stride, padding, groups=groups, bias=False)
        fan_out = kernel * kernel * after // groups
        nn.init.normal_(self.weight, 0, math.sqrt(2 / fan_out))

    def forward(self, x: Tensor) -> Tensor:  # pyright: ignore[reportIncompatibleMethodOverride]
        stride, kernel = self.stride[0], self.kernel_size[0]
        if stride > 1:
            height, width = (_padding(size, kernel, stride) for size in x.shape[-2:])
            x = functional.pad(x, (width // 2, width - width // 2, height // 2, height - height // 2))
        return super().forward(x)


def _padding(size: int, kernel: int, stride: int) -> int:
    return max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)


class _Norm(nn.BatchNorm2d):
    """A batch norm that holds the activation that follows it."""

    def __init__(self, channels: int, act: nn.Module | None = None) -> None:
        super().__init__(channels, eps=_NORM_EPSILON)
        self.act = nn.Identity() if act is None else act

    def forward(self, x: Tensor) -> Tensor:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self.act(super().forward(x))


class _Block(nn.Sequential):
    """Expand, filter each channel by itself, project; added to its input where the shapes allow it."""

    def __init__(self, layers: OrderedDict[str, nn.Module], *, has_skip: bool) -> None:
        super().__init__(layers)
        self.has_skip = has_skip

    def forward(self, x: Tensor) -> Tensor:  # pyright: ignore[reportIncompatibleMethodOverride]
        y = super().forward(x)
        return y + x if self.has_skip else y


def _block(before: int, after: int, expansion: int, kernel: int, stride: int) -> _Block:
    wide = before * expansion
    expand = [] if expansion == 1 else [_Conv(before, wide, 1)]
    depthwise = _Conv(wide, wide, kernel, stride=stride, groups=wide)
    project = _Conv(wide, after, 1)
    names = ("conv_dw", "conv_pw") if expansion == 1 else ("conv_pw", "conv_dw", "conv_pwl")
    layers: OrderedDict[str, nn.Module] = OrderedDict()
    convolutions = [*expand, depthwise, project]
    for number, (name, convolution) in enumerate(zip(names, convolutions, strict=True), start=1):
        layers[name] = convolution
        act = None if convolution is project else nn.ReLU6(inplace=True)
        layers[f"bn{number}"] = _Norm(convolution.out_channels, act)
    return _Block(layers, has_skip=stride == 1 and before == after)
