"""Fast R-CNN: backbone once per image, RoI projection, RoI pooling, fully connected head.

Shapes: N images, R RoIs, K classes (class index 0 is background).
Frames: this module speaks network pixels (see `scaling`); nothing here knows the original image.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from torch import Tensor, nn

from frcnn_desktop.detector.backbone import make_backbone
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.neck import FusionNeck, SingleLevel
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.presets import Preset


class FastRcnn(nn.Module):
    """The network of a preset for a list of classes."""

    def __init__(self, preset: Preset, class_names: Sequence[str]) -> None:
        super().__init__()
        self.preset = preset
        self.class_names = tuple(class_names)
        self.backbone = make_backbone(preset)
        self.neck = FusionNeck(self.backbone.channels, preset) if preset.neck_channels else SingleLevel()
        channels = preset.neck_channels or self.backbone.channels[0]
        self.head = RoiHead(channels, len(self.class_names), preset)

    def encode(self, images: Tensor, between_blocks: Callable[[], None] | None = None) -> Tensor:
        """Return the one map that RoIs are pooled from, of normalised images: N x C x rows x columns float32.

        `between_blocks` is called after every block of the backbone; what it raises stops the pass.
        """
        return self.neck(self.backbone(images, between_blocks)).float()

    def judge(self, features: Tensor, rois: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Return logits R x (K+1) and deltas R x (K+1) x 4 of all images' RoIs, one R_n x 4 tensor each."""
        return self.head(pool_rois(features, rois, self.preset))

    def forward(self, images: Tensor, rois: list[Tensor]) -> tuple[Tensor, Tensor]:
        return self.judge(self.encode(images), rois)
