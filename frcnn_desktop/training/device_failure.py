"""A device that fails in the middle of training: what it is called, and how a run comes back from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from frcnn_desktop.core.errors import FrcnnError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.inference.fallback import is_device_failure, is_out_of_memory


class NoRoomError(FrcnnError):
    """A graphics card has too little memory for a step; the weights are as before it."""


class DeviceLostError(FrcnnError):
    """A graphics card stopped working, or failed where weights are half changed."""


@contextmanager
def failures_named(*, weights_change: bool = False) -> Iterator[None]:
    """Turn torch's errors into a NoRoomError, a DeviceLostError, or a FrcnnError for the CPU's memory."""
    try:
        yield
    except RuntimeError as error:
        if is_out_of_memory(error) and not weights_change:
            raise NoRoomError(Message("training.gpu_memory")) from error
        if is_device_failure(error):
            raise DeviceLostError(Message("training.gpu_stopped", reason=reason_of(error))) from error
        # The CPU's allocator has no error of its own.
        if "allocate memory" not in str(error):
            raise
        raise FrcnnError(Message("training.machine_memory")) from error


class HostCopy:
    """What a saved state lacks of a network, kept on the host: a device that is lost gives nothing back.

    Made of `network` before it goes to its device; `kept` are the parts that a saved state holds.
    """

    def __init__(self, network: nn.Module, kept: nn.Module) -> None:
        saved = {id(tensor) for tensor in (*kept.parameters(), *kept.buffers())}
        self._rest = {
            name: tensor.detach().clone()
            for name, tensor in (*network.named_parameters(), *network.named_buffers())
            if id(tensor) not in saved
        }

    @torch.no_grad()
    def bring_home(self, network: nn.Module) -> None:
        """Give `network` weights on the host: these ones, and empty ones to be filled from a saved state."""
        for module in network.modules():
            # Replaced, not moved: torch may ask the device even for the shape of what is moved.
            for name, parameter in list(module.named_parameters(recurse=False)):
                setattr(module, name, nn.Parameter(_empty(parameter), parameter.requires_grad))
            for name, buffer in list(module.named_buffers(recurse=False)):
                setattr(module, name, _empty(buffer))
        for name, tensor in (*network.named_parameters(), *network.named_buffers()):
            if name in self._rest:
                tensor.copy_(self._rest[name])


def _empty(tensor: Tensor) -> Tensor:
    return torch.empty(tensor.shape, dtype=tensor.dtype)
