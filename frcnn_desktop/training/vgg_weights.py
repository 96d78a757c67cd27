"""ImageNet weights for the paper's network, from torchvision's own file of VGG16."""

from __future__ import annotations

from pathlib import Path
from pickle import UnpicklingError

import torch
from torch import Tensor, nn

from frcnn_desktop.core.errors import CheckpointError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.backbone import Vgg16Backbone
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn

VGG16_LICENCE = "weights of torchvision's VGG16, trained on ImageNet (VGG16_Weights.IMAGENET1K_V1)"
# fc6 and fc7 in torchvision's classifier.
_FULLY_CONNECTED = (0, 3)


def load_vgg16_weights(model: FastRcnn, path: Path | None) -> str:
    """Fill backbone, fc6 and fc7 of a `vgg16` model from `vgg16-397923af.pth` or a file like it.

    Returns the weights' licence. The file is a state dictionary as torchvision saves it; no code in it is
    run. The two output layers stay as they are. Raises CheckpointError when the file is none or does not fit.
    """
    if path is None:
        raise CheckpointError(Message("training.vgg_needs_weights"))
    backbone, head = model.backbone, model.head
    if not (isinstance(backbone, Vgg16Backbone) and isinstance(head, RoiHead)):
        raise CheckpointError(Message("training.vgg_wrong_preset", name=path.name, preset=model.preset.name))
    try:
        tensors = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
        convolutions = _in_order(tensors, "features.")
        layers: list[tuple[str, nn.Module]] = [
            (name, layer) for name, (_, layer) in zip(convolutions, backbone.stages(), strict=True)
        ]
        layers += zip(
            [f"classifier.{number}" for number in _FULLY_CONNECTED],
            [head.first, *head.others],
            strict=True,
        )
        for name, layer in layers:
            layer.load_state_dict({part: tensors[f"{name}.{part}"] for part in ("weight", "bias")})
    except (OSError, UnpicklingError, RuntimeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CheckpointError(
            Message("training.vgg_wrong_file", name=path.name, reason=reason_of(error))
        ) from error
    return VGG16_LICENCE


def _in_order(tensors: dict[str, Tensor], prefix: str) -> list[str]:
    """Return the names of the layers below `prefix`, which are numbered through."""
    numbers = {int(name.split(".")[1]) for name in tensors if name.startswith(prefix)}
    return [f"{prefix}{number}" for number in sorted(numbers)]
