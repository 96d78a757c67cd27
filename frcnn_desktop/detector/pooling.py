"""RoI pooling: any RoI becomes one fixed grid of bins.

Shapes: R RoIs, C channels, P bins a side. RoIs are xyxy in network pixels; the pooled result is
R x C x P x P float32.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torchvision.ops import roi_align, roi_pool

from frcnn_desktop.detector.presets import Preset


def pool_rois(features: Tensor, rois: list[Tensor], preset: Preset) -> Tensor:
    """Pool RoIs of a batch of maps: `features` N x C x rows x columns, `rois` one R_n x 4 tensor per image.

    Always in float32: `roi_pool` refuses half precision on a CPU under autocast.
    """
    with torch.autocast(features.device.type, enabled=False):
        features = features.float()
        boxes = [image_rois.float() for image_rois in rois]
        scale = 1.0 / preset.stride
        if preset.pooling == "roi_pool":
            return roi_pool(features, boxes, preset.output_size, scale)
        return roi_align(features, boxes, preset.output_size, scale, preset.sampling_ratio, aligned=True)
