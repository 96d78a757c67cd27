"""The network of a training run: what of it learns, and its loss as one module."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.backbone import Backbone
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.transfer import to_device, upload
from frcnn_desktop.training.batches import Batch
from frcnn_desktop.training.folded import FoldedBackbone
from frcnn_desktop.training.inputs import stack
from frcnn_desktop.training.losses import Targets, multi_task_loss
from frcnn_desktop.training.recipe import Recipe

DEFAULT_STAGE = {"compact": "blocks.3", "compact-small": "blocks.3", "vgg16": "conv3_1"}
"""Where full training begins by default; for vgg16 as in section 4.5 of the paper."""


class LossNetwork(nn.Module):
    """A Fast R-CNN whose output is the two losses of a batch. Trains `model` in place.

    The backbone learns, from one stage on, only where the views of a batch are images.
    """

    def __init__(self, model: FastRcnn, recipe: Recipe, from_images: bool) -> None:
        super().__init__()
        self.model = model
        self._recipe = recipe
        self._from_images = from_images
        model.backbone.requires_grad_(False)
        if from_images:
            for _name, stage in stages_from(model.backbone, _first_stage(model, recipe)):
                stage.requires_grad_(True)
            # As in the reference codes: factor and shift stay, too. Their gradients are a tenth of a step.
            for module in model.backbone.modules():
                if isinstance(module, nn.BatchNorm2d):
                    module.requires_grad_(False)
        self._folded: FoldedBackbone | None = None

    def forward(self, batch: Batch, device: torch.device) -> tuple[Tensor, Tensor]:
        """Return (class loss, box loss), both averaged over the RoIs of the batch."""
        targets = Targets.of(batch.labels, torch.cat(batch.rois), batch.objects).on(device)
        rois = list(targets.rois.split([len(boxes) for boxes in batch.rois]))
        half = self._recipe.precision == "bfloat16" or (not self._recipe.precision and device.type == "cuda")
        with torch.autocast(device.type, torch.bfloat16, enabled=half):
            pooled = self._pooled(batch, rois, device)
            logits, deltas = self.model.head(pooled)
        return multi_task_loss(
            logits.float(), deltas.float(), targets, self.model.preset.box_weights, self._recipe
        )

    def train(self, mode: bool = True) -> LossNetwork:
        """As of any module, but batch norm keeps its statistics: two images tell too little."""
        super().train(mode)
        for module in self.model.backbone.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        return self

    def to_host(self) -> None:
        """Move everything to the CPU."""
        self.forget_folded()
        self.cpu()

    def forget_folded(self) -> None:
        """Let what was made of the backbone's weights be made again where they are then."""
        self._folded = None

    def learning(self) -> Iterator[tuple[str, nn.Parameter]]:
        """Yield the parameters that learn, with their names in the model."""
        for name, parameter in self.model.named_parameters():
            if parameter.requires_grad:
                yield name, parameter

    def _pooled(self, batch: Batch, rois: list[Tensor], device: torch.device) -> Tensor:
        model = self.model
        if self._from_images:
            images = to_device(stack([view.tensors[0] for view in batch.views]), device)
            if self._folded is None:
                # Here, because a resumed run has its weights and every run its device only now.
                self._folded = FoldedBackbone(model.backbone)
            return pool_rois(model.neck(self._folded(images)), rois, model.preset)
        levels = iter(upload([level for view in batch.views for level in view.tensors], device))
        pooled = []
        for view, boxes in zip(batch.views, rois, strict=True):
            maps = [next(levels).contiguous(memory_format=torch.channels_last) for _level in view.tensors]
            pooled.append(pool_rois(model.neck(maps), [boxes], model.preset))
        return torch.cat(pooled)


def stages_from(backbone: Backbone, first: str) -> list[tuple[str, nn.Module]]:
    """Return the stages of a backbone from `first` on. Raises DatasetError when there is no such stage."""
    stages = backbone.stages()
    names = [name for name, _stage in stages]
    if first not in names:
        raise DatasetError(Message("training.unknown_stage", stage=repr(first), known=", ".join(names)))
    return stages[names.index(first) :]


def _first_stage(model: FastRcnn, recipe: Recipe) -> str:
    return recipe.train_from or DEFAULT_STAGE.get(model.preset.name) or model.backbone.stages()[0][0]
