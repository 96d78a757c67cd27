"""Where a model runs, and going on with the CPU when an accelerator fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.inference.device import choose_device
from frcnn_desktop.inference.fallback import OnDevice
from frcnn_desktop.inference.network import Network

_T = TypeVar("_T")


class Placement:
    """A model on the device that was asked for, or on the CPU once that one has failed."""

    def __init__(self, model: FastRcnn, device: str, given_up: Callable[[Message], None]) -> None:
        """`given_up` is told when the device is. Raises DeviceError when there is no such device."""
        self._model = model
        self._network = OnDevice(partial(Network, model), choose_device(device), given_up)

    @property
    def note(self) -> Message | None:
        """Why it is not on the device that was asked for; None while it is."""
        return self._network.note

    @property
    def model(self) -> FastRcnn:
        """The weights as they were loaded."""
        return self._model

    @property
    def network(self) -> Network:
        """The network where it is now."""
        return self._network.made

    def call(self, work: Callable[[Network], _T]) -> _T:
        """Return what `work` makes with the network; done again on the CPU if the device fails."""
        return self._network.call(work)
