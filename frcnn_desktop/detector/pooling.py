"""RoI pooling: any RoI becomes one fixed grid of bins.

Shapes: R RoIs, C channels, P bins a side. RoIs are xyxy in network pixels; the pooled result is
R x C x P x P float32.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torchvision.ops import roi_align, roi_pool
from torchvision.ops.poolers import LevelMapper

from frcnn_desktop.detector.presets import Preset

CANONICAL_SIDE = 224
"""A RoI of this side, in network pixels, is pooled from the map of stride 16 (Lin et al. 2017, eq. 1)."""
CANONICAL_LEVEL = 4


def pool_rois(features: Tensor, rois: list[Tensor], preset: Preset) -> Tensor:
    """Pool RoIs of a batch of maps: `features` N x C x rows x columns, `rois` one R_n x 4 tensor per image.

    Always in float32: `roi_pool` refuses half precision on a CPU under autocast.
    """
    with torch.autocast(features.device.type, enabled=False):
        return pool_float32(features.float(), [image_rois.float() for image_rois in rois], preset)


def pool_float32(features: Tensor, rois: Tensor | list[Tensor], preset: Preset) -> Tensor:
    """Pool as `pool_rois` does, in one step if `rois` is R x 5: number of the image, then the RoI."""
    scale = 1.0 / preset.stride
    if preset.pooling == "roi_pool":
        return roi_pool(features, rois, preset.output_size, scale)
    return roi_align(features, rois, preset.output_size, scale, preset.sampling_ratio, aligned=preset.aligned)


@dataclass(frozen=True, slots=True, eq=False)
class PyramidOrder:
    """RoIs of one image sorted by the map that suits the size of each, finest first.

    `rows` R the sorted RoIs' places in the given order, `back` R the way back; `counts` of each map.
    """

    rows: Tensor
    back: Tensor
    counts: tuple[int, ...]

    @classmethod
    def of(cls, rois: Tensor, strides: Sequence[int]) -> PyramidOrder:
        """Sort R x 4 RoIs, on the host: what depends on numbers would make it wait for an accelerator.

        As torchvision's MultiScaleRoIAlign, but with the strides that the maps really have: it guesses them
        from the first image it sees, wrongly where that is a thin one.
        """
        mapper = LevelMapper(int(math.log2(strides[0])), int(math.log2(strides[-1])))
        levels = mapper([rois.float()])
        rows = torch.argsort(levels, stable=True)
        counts = torch.bincount(levels, minlength=len(strides)).tolist()
        return cls(rows, torch.argsort(rows), tuple(counts))
