"""From an image to the network's input, and the ratios that move boxes along.

Frames: image pixels as displayed (boxes, everywhere outside this package) and network pixels (resized,
padded at the right and bottom; never stretched).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.detector.pooling import CANONICAL_LEVEL, CANONICAL_SIDE
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.transfer import made_on

_STRIP_PIXELS = 1_000_000
"""Pixels that are resized at a time: a float32 copy of all of a large image takes gigabytes."""


@dataclass(frozen=True, slots=True)
class InputSize:
    """Sizes of one image: as displayed, resized, and padded (the last two in network pixels)."""

    image_width: int
    image_height: int
    width: int
    height: int
    padded_width: int
    padded_height: int

    @property
    def scale_x(self) -> float:
        """Network pixels per image pixel; rounding makes it differ a little from `scale_y`."""
        return self.width / self.image_width

    @property
    def scale_y(self) -> float:
        """Input pixels for each pixel of the image, downwards."""
        return self.height / self.image_height


def input_size(image_width: int, image_height: int, preset: Preset) -> InputSize:
    """Return how large an image becomes for `preset`."""
    scale = min(
        preset.short_side / min(image_width, image_height), preset.long_side / max(image_width, image_height)
    )
    rounding = 0.5 if preset.antialias else 0.0
    width = max(1, math.floor(image_width * scale + rounding))
    height = max(1, math.floor(image_height * scale + rounding))
    divisor = preset.size_divisor
    padded_width, padded_height = (math.ceil(side / divisor) * divisor for side in (width, height))
    return InputSize(image_width, image_height, width, height, padded_width, padded_height)


def feature_grid(size: InputSize, preset: Preset) -> FeatureGrid:
    """Return how image pixels fall on the one map, as the pooling sees it."""
    return feature_grids(size, preset, [preset.stride])[0]


def feature_grids(size: InputSize, preset: Preset, strides: Sequence[int]) -> tuple[FeatureGrid, ...]:
    """Return how image pixels fall on each map of a pyramid, finest first, and which RoIs belong to which."""
    # RoIs are told apart by their side in network pixels.
    ratio = math.sqrt(size.scale_x * size.scale_y)
    return tuple(
        FeatureGrid(
            rows=size.padded_height // stride + preset.map_shift,
            columns=size.padded_width // stride + preset.map_shift,
            scale_x=size.scale_x / stride,
            scale_y=size.scale_y / stride,
            stride=stride,
            pooling=preset.pooling,
            output_size=preset.output_size,
            sampling_ratio=preset.sampling_ratio,
            shift=0.0 if preset.aligned else 0.5,
            from_side=stride * CANONICAL_SIDE / 2**CANONICAL_LEVEL / ratio if level else 0.0,
        )
        for level, stride in enumerate(strides)
    )


def resize_image(rgb: NDArray[np.uint8], size: InputSize, *, antialias: bool = True) -> Tensor:
    """Return the resized image, 1 x 3 x height x width, channels last, not yet padded.

    It stays uint8, so that the one copy to a GPU is as small as it can be; without `antialias` (see
    `Preset`) it is float32. Large images take little memory beside their own.
    """
    height, width = rgb.shape[:2]
    # Copies, because torch warns about the read-only arrays that images are.
    if height * width <= _STRIP_PIXELS or (height, width) == (size.height, size.width):
        return _resized(torch.from_numpy(rgb.copy()), size.height, size.width, antialias)
    # Columns first, as torch itself does it: each row by itself, so that strips come out as the whole does.
    narrow = torch.empty((height, size.width, 3), dtype=torch.uint8 if antialias else torch.float32)
    rows = max(1, _STRIP_PIXELS // width)
    for top in range(0, height, rows):
        strip = torch.from_numpy(rgb[top : top + rows].copy())
        made = _resized(strip, len(strip), size.width, antialias)
        narrow[top : top + rows] = made[0].permute(1, 2, 0)
    return _resized(narrow, size.height, size.width, antialias)


def _resized(pixels: Tensor, height: int, width: int, antialias: bool) -> Tensor:
    """Return H x W x 3 pixels as 1 x 3 x height x width; those of that size already are not copied."""
    image = pixels.permute(2, 0, 1).unsqueeze(0)
    if image.shape[2:] == (height, width):
        return image
    return functional.interpolate(
        image if antialias else image.float(),
        size=(height, width),
        mode="bilinear",
        antialias=antialias,
        align_corners=False,
    )


def normalise(image: Tensor, size: InputSize, preset: Preset) -> Tensor:
    """Return the network's input, 1 x 3 x padded height x padded width float32, channels last.

    The padding holds zeros: the mean colour.
    """
    mean = made_on(image.device, preset.mean).view(1, 3, 1, 1)
    std = made_on(image.device, preset.std).view(1, 3, 1, 1)
    values = (image.to(torch.float32) - mean) / std
    padding = (0, size.padded_width - size.width, 0, size.padded_height - size.height)
    return functional.pad(values, padding).contiguous(memory_format=torch.channels_last)
