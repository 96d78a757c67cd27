"""Fast R-CNN: backbone once per image, RoI projection, RoI pooling, fully connected head.

Shapes: N images, R RoIs, K classes (class index 0 is background).
Frames: this module speaks network pixels (see `scaling`); nothing here knows the original image.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from torch import Tensor, nn

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.backbone import make_backbone
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.neck import FusionNeck, SingleLevel
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.torchvision_parts import TorchvisionHead, torchvision_parts
from frcnn_desktop.detector.torchvision_presets import architecture_of


class FastRcnn(nn.Module):
    """The network of a preset for a list of classes.

    RoIs are pooled from one map (`encode`, `judge`), except where a preset of torchvision has a feature
    pyramid; `pyramid` and `judge_level` serve both.
    """

    def __init__(self, preset: Preset, class_names: Sequence[str]) -> None:
        super().__init__()
        self.preset = preset
        self.class_names = tuple(class_names)
        self.neck: nn.Module
        self.head: RoiHead | TorchvisionHead
        architecture = architecture_of(preset)
        if architecture is not None:
            self.neck = nn.Identity()
            self.backbone, self.head = torchvision_parts(preset, architecture, len(self.class_names))
            return
        self.backbone = make_backbone(preset)
        self.neck = FusionNeck(self.backbone.channels, preset) if preset.neck_channels else SingleLevel()
        channels = preset.neck_channels or self.backbone.channels[0]
        self.head = RoiHead(channels, len(self.class_names), preset)

    def encode(self, images: Tensor, between_blocks: Callable[[], None] | None = None) -> Tensor:
        """Return the one map that RoIs are pooled from, of normalised images: N x C x rows x columns float32.

        `between_blocks` is called before every block of the backbone; what it raises stops the pass. Raises
        CheckpointError for a network with a feature pyramid.
        """
        maps = self.pyramid(images, between_blocks)
        if len(maps) > 1:
            raise CheckpointError(Message("model.not_trainable"))
        return maps[0]

    def pyramid(self, images: Tensor, between_blocks: Callable[[], None] | None = None) -> list[Tensor]:
        """Return all maps that RoIs are pooled from, finest first; one, unless the preset has a pyramid."""
        maps = self.neck(self.backbone(images, between_blocks))
        return [level.float() for level in (maps if isinstance(maps, list) else [maps])]

    def judge(self, features: Tensor, rois: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Return logits R x (K+1) and deltas R x (K+1) x 4 of all images' RoIs, one R_n x 4 tensor each."""
        return self.head(pool_rois(features, rois, self.preset))

    def judge_level(self, features: Tensor, level: int, rois: Tensor) -> tuple[Tensor, Tensor]:
        """The same for R x 4 RoIs of one image on map number `level` of its pyramid."""
        preset = self.preset
        if level:
            preset = replace(preset, stride=self.backbone.strides[level])
        return self.head(pool_rois(features, [rois], preset))

    def forward(self, images: Tensor, rois: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Return logits and deltas of `rois` (R x 4 an image, input pixels) on images N x 3 x H x W."""
        return self.judge(self.encode(images), rois)
