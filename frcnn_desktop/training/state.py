"""The state of an interrupted run on disk: weights, momentum, moving average, step, recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils._pytree import tree_map_only

from frcnn_desktop.core.atomic_file import replacing
from frcnn_desktop.core.errors import CheckpointError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.inference.fallback import is_device_failure
from frcnn_desktop.training.recipe import Recipe


def save_state(
    path: Path,
    trained: nn.Module,
    optimizer: torch.optim.Optimizer,
    average: Sequence[Tensor],
    recipe: Recipe,
    step: int,
) -> None:
    """Write the state atomically: the previous file stays whole until the new one is.

    Raises CheckpointError when the disk is full or cannot be written, RuntimeError when a device fails.
    """
    state = {
        "trained": _on_host(trained.state_dict()),
        "optimizer": _on_host(optimizer.state_dict()),
        "average": _on_host(list(average)),
        "recipe": asdict(recipe),
        "step": step,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            torch.save(state, file)
    # torch's writer turns what the disk says into a RuntimeError.
    except (OSError, RuntimeError) as error:
        raise CheckpointError(
            Message("training.state_not_saved", folder=path.parent, reason=reason_of(error))
        ) from error


def load_state(
    path: Path,
    trained: nn.Module,
    optimizer: torch.optim.Optimizer,
    average: Sequence[Tensor],
    recipe: Recipe,
) -> int:
    """Fill the objects from a state file and return the step to go on with.

    Raises CheckpointError when the file is damaged or belongs to a run with other settings, RuntimeError
    when a device fails.
    """
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        same_recipe = state["recipe"] == asdict(recipe)
        if same_recipe:
            trained.load_state_dict(state["trained"])
            optimizer.load_state_dict(state["optimizer"])
            with torch.no_grad():
                for mine, stored in zip(average, state["average"], strict=True):
                    mine.copy_(stored)
    except (OSError, RuntimeError, UnpicklingError, KeyError, TypeError, ValueError) as error:
        if is_device_failure(error):
            raise
        raise CheckpointError(Message("training.state_damaged", name=path.name)) from error
    if not same_recipe:
        raise CheckpointError(Message("training.other_settings", name=path.name))
    return int(state["step"])


def _on_host(state: Any) -> Any:
    return tree_map_only(Tensor, lambda tensor: tensor.cpu(), state)
