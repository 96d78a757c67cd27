"""Between host and accelerator in as few copies as can be: each makes one of them wait for the other.

On a CPU nothing is copied, and what is returned shares memory with what was given.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor


def to_device(tensor: Tensor, device: torch.device) -> Tensor:
    """Return a tensor of the host on a device; CUDA takes it from pinned memory and nobody waits."""
    if device.type == "cuda":
        return tensor.pin_memory().to(device, non_blocking=True)
    return tensor.to(device)


def upload(tensors: Sequence[Tensor], device: torch.device) -> list[Tensor]:
    """Return tensors of the host on a device, in one copy."""
    if device.type == "cpu":
        return list(tensors)
    order = _largest_items_first(tensors)
    packed = to_device(torch.cat([_bytes(tensors[place]) for place in order]), device)
    moved = list(tensors)
    for place, part in zip(order, packed.split([_size(tensors[place]) for place in order]), strict=True):
        moved[place] = part.view(tensors[place].dtype).view(tensors[place].shape)
    return moved


def download(tensors: Sequence[Tensor]) -> list[NDArray[Any]]:
    """Return tensors of one device as arrays of the host, in one copy."""
    if tensors[0].device.type == "cpu":
        return [tensor.detach().numpy() for tensor in tensors]
    order = _largest_items_first(tensors)
    packed = torch.cat([_bytes(tensors[place]) for place in order]).cpu()
    arrays: list[Any] = [None] * len(tensors)
    for place, part in zip(order, packed.split([_size(tensors[place]) for place in order]), strict=True):
        arrays[place] = part.view(tensors[place].dtype).view(tensors[place].shape).numpy()
    return arrays


def made_on(device: torch.device, values: Sequence[float]) -> Tensor:
    """Return a float32 vector of a few constants, made where it is needed instead of copied there."""
    if device.type == "cpu":
        return torch.tensor(values, dtype=torch.float32)
    return torch.stack([torch.full((), value, dtype=torch.float32, device=device) for value in values])


def _largest_items_first(tensors: Sequence[Tensor]) -> list[int]:
    """Return the places in an order that keeps every part of the packed bytes aligned."""
    return sorted(range(len(tensors)), key=lambda place: -tensors[place].element_size())


def _bytes(tensor: Tensor) -> Tensor:
    return tensor.detach().contiguous().view(-1).view(torch.uint8)


def _size(tensor: Tensor) -> int:
    return math.prod(tensor.shape) * tensor.element_size()
