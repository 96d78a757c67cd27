"""Going on with the CPU when an accelerator runs out of memory or stops working."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import torch
from torch import Tensor

from frcnn_desktop.core.errors import FeaturesLostError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.inference.device import describe_device

_log = logging.getLogger(__name__)
_Made = TypeVar("_Made")
_Answer = TypeVar("_Answer")

_LOST = (
    "cuda error",
    "cuda driver",
    "cudnn",
    "cublas",
    "cufft",
    "cusolver",
    "hip error",
    "device-side assert",
    "device lost",
    "device_lost",
    "native api failed",
    "level_zero",
    "command buffer",
)
"""What torch's errors say, in small letters, when a device has gone, hangs or was reset."""


def is_out_of_memory(error: BaseException) -> bool:
    """Say whether `error` is a device's memory running out; MPS and XPU report it as a plain RuntimeError."""
    return isinstance(error, torch.OutOfMemoryError) or (
        isinstance(error, RuntimeError) and "out of memory" in str(error).lower()
    )


def is_device_failure(error: BaseException) -> bool:
    """Say whether a device is to blame for `error`, rather than what was asked of it."""
    if not isinstance(error, RuntimeError):
        return False
    told = str(error).lower()
    return (
        is_out_of_memory(error)
        or isinstance(error, torch.AcceleratorError)
        or any(words in told for words in _LOST)
    )


def features_on(maps: Sequence[Tensor], device: torch.device) -> list[Tensor]:
    """Return maps on a device. Raises FeaturesLostError when the one that holds them does not answer."""
    # Asked first, because a step of torch that does nothing gives the interpreter away all the same.
    try:
        return [level if level.device == device else level.to(device) for level in maps]
    except RuntimeError as error:
        # What the CPU asks of them it must get; on a device there may be no room for them.
        if device.type != "cpu" or not is_device_failure(error):
            raise
        raise FeaturesLostError(Message("device.features_lost")) from error


class OnDevice(Generic[_Made]):
    """Something made for a device, and made again for the CPU once that device fails. Thread-safe."""

    def __init__(
        self,
        make: Callable[[torch.device], _Made],
        device: torch.device,
        given_up: Callable[[Message], None] | None = None,
        reasons: tuple[str, str] = ("device.ran_out_of_memory", "device.stopped_working"),
    ) -> None:
        """`given_up` is told when the device is, in the thread that met the failure; `reasons` are the ids of
        what it is told of a device without memory and of one that fails."""
        self._make, self._device, self._given_up, self._reasons = make, device, given_up, reasons
        # Now: a device that has gone cannot be asked for its name any more.
        self._name = describe_device(device)
        self._lock = threading.Lock()
        self.note: Message | None = None
        try:
            self._made = make(device)
        except RuntimeError as error:
            if device.type == "cpu" or not is_device_failure(error):
                raise
            failure = error.with_traceback(None)
        else:
            return
        self._made = self._on_cpu(failure)

    @property
    def made(self) -> _Made:
        """What was made last: on the device, or on the CPU since that failed."""
        return self._made

    @property
    def device(self) -> torch.device:
        """Where it runs now."""
        return self._device

    def call(self, work: Callable[[_Made], _Answer]) -> _Answer:
        """Return what `work` makes of it; done again on the CPU if the device fails."""
        made = self._made
        try:
            return work(made)
        except RuntimeError as error:
            if not is_device_failure(error) or (made is self._made and self._device.type == "cpu"):
                raise
            # Without the frames, which would keep the tensors that filled the memory.
            failure = error.with_traceback(None)
        with self._lock:
            if self._made is made:
                self._made = self._on_cpu(failure)
        return work(self._made)

    def _on_cpu(self, failure: RuntimeError) -> _Made:
        why = self._reasons[0] if is_out_of_memory(failure) else self._reasons[1]
        made = self._make(torch.device("cpu"))
        self._device = torch.device("cpu")
        self.note = Message(why, device=self._name)
        _log.warning("%s (%s)", self.note, failure)
        if self._given_up is not None:
            self._given_up(self.note)
        return made
