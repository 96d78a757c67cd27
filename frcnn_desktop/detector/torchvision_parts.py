"""Backbone and head of torchvision's Faster R-CNN detectors; their RPN is left out.

Shapes: R RoIs, K classes, P bins a side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torchvision.models import detection
from torchvision.models.detection.faster_rcnn import FasterRCNN

from frcnn_desktop.detector.backbone import Backbone
from frcnn_desktop.detector.head import low_rank_layer
from frcnn_desktop.detector.presets import Preset

COCO_ROWS = 91
"""Outputs of the published detectors: background, 80 classes, and ten ids that COCO never used."""
UNUSED_ROWS = (12, 26, 29, 30, 45, 66, 68, 69, 71, 83)
# These weights were trained with batch norm that adds nothing to the variance; the others add 1e-5.
_NO_EPSILON = "fasterrcnn_resnet50_fpn"


def torchvision_parts(
    preset: Preset, architecture: str, class_count: int
) -> tuple[Backbone, TorchvisionHead]:
    """Return backbone and head with random weights. `class_count` 80 stands for the published 91 outputs."""
    coco = class_count == COCO_ROWS - 1 - len(UNUSED_ROWS)
    rows = COCO_ROWS if coco else class_count + 1
    build: Callable[..., FasterRCNN] = getattr(detection, architecture)
    whole = build(weights=None, weights_backbone=None, num_classes=rows)
    if architecture == _NO_EPSILON:
        for module in whole.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eps = 0.0
    roi_heads: Any = whole.roi_heads
    head = TorchvisionHead(roi_heads.box_head, roi_heads.box_predictor, UNUSED_ROWS if coco else ())
    if preset.ranks:
        head.make_low_rank(preset.ranks)
    return TorchvisionBackbone(whole.backbone, preset), head


class TorchvisionBackbone(Backbone):
    """A ResNet or MobileNet with a feature pyramid; returns the pyramid's maps, finest first."""

    def __init__(self, body: Any, preset: Preset) -> None:
        super().__init__()
        self.body = body
        self._count = len(preset.backbone_levels)
        self.channels = [body.out_channels] * self._count
        self.strides = [preset.stride * 2**level for level in range(self._count)]

    def stages(self) -> list[tuple[str, nn.Module]]:
        """Return the layers with weights by name, from the image to the pyramid."""
        layers = [*self.body.body.named_children(), ("fpn", self.body.fpn)]
        return [(name, layer) for name, layer in layers if any(True for _ in layer.parameters())]

    def forward(self, images: Tensor, between_blocks: Callable[[], None] | None = None) -> list[Tensor]:
        """Return the maps of the pyramid, N x C x h x w each, finest first, of images N x 3 x H x W.

        `between_blocks` is called before each block and may raise Cancelled.
        """
        kept: dict[str, Tensor] = {}
        x = images
        for name, block, is_last in self._blocks():
            if between_blocks is not None:
                between_blocks()
            x = block(x)
            if is_last and name in self.body.body.return_layers:
                kept[self.body.body.return_layers[name]] = x
        return list(self.body.fpn(kept).values())[: self._count]

    def _blocks(self) -> Iterator[tuple[str, nn.Module, bool]]:
        for name, layer in self.body.body.items():
            # Only ResNet's layers are long enough to be worth stopping in.
            parts = list(layer) if name.startswith("layer") else [layer]
            for index, part in enumerate(parts):
                yield name, part, index == len(parts) - 1


class TorchvisionHead(nn.Module):
    """Input: pooled RoIs R x C x P x P. Output: logits R x (K+1), column 0 background; deltas R x (K+1) x 4.

    The `unused` outputs count as background: every other class keeps the probability that torchvision gives.
    """

    def __init__(self, hidden: nn.Module, predictor: Any, unused: Sequence[int]) -> None:
        super().__init__()
        self.hidden = hidden
        self.classify: nn.Linear = predictor.cls_score
        self.regress: nn.Linear = predictor.bbox_pred
        self._background = [0, *unused]
        self._rows = [row for row in range(self.classify.out_features) if row not in self._background]

    def forward(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits R x (K+1) and deltas R x (K+1) x 4 of R pooled RoIs; background comes first."""
        x = self.hidden(pooled)
        logits, deltas = self.classify(x), self.regress(x).unflatten(1, (-1, 4))
        if len(self._background) == 1:
            return logits, deltas
        background = torch.logsumexp(_outputs(logits, self._background).float(), dim=1, keepdim=True)
        return (
            torch.cat([background.to(logits.dtype), _outputs(logits, self._rows)], dim=1),
            _outputs(deltas, [0, *self._rows]),
        )

    def hidden_layers(self) -> list[tuple[nn.Module, str]]:
        """Return the parent and the name of each fully connected layer, first to last."""
        return [
            (parent, name)
            for parent in self.hidden.modules()
            for name, child in parent.named_children()
            if isinstance(child, nn.Linear)
        ]

    def make_low_rank(self, ranks: Sequence[int]) -> None:
        """Replace hidden layers by decomposed ones with random weights; rank 0 keeps a layer."""
        for (parent, name), rank in zip(self.hidden_layers(), ranks, strict=True):
            layer = getattr(parent, name)
            setattr(parent, name, low_rank_layer(layer.in_features, layer.out_features, rank))


def _outputs(answers: Tensor, rows: Sequence[int]) -> Tensor:
    """Return some columns, by slices: a list of their numbers would be copied to the device each time."""
    starts = [place for place, row in enumerate(rows) if not place or row != rows[place - 1] + 1]
    ends = [*starts[1:], len(rows)]
    runs = zip(starts, ends, strict=True)
    return torch.cat([answers[:, rows[start] : rows[end - 1] + 1] for start, end in runs], dim=1)


def renamed_for_fast_rcnn(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights of a torchvision detector under the names of `FastRcnn`, without the RPN's."""
    places = {
        "backbone.": "backbone.body.",
        "roi_heads.box_head.": "head.hidden.",
        "roi_heads.box_predictor.cls_score.": "head.classify.",
        "roi_heads.box_predictor.bbox_pred.": "head.regress.",
    }
    return {
        new + name.removeprefix(old): tensor
        for name, tensor in tensors.items()
        for old, new in places.items()
        if name.startswith(old)
    }
