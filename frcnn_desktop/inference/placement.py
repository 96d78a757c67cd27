"""Where a model runs, and going on with the CPU when an accelerator runs out of memory."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

import torch

from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.inference.device import choose_device, describe_device, is_out_of_memory
from frcnn_desktop.inference.network import Network

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Placement:
    """A model on the device that was asked for, or on the CPU once that one had too little memory."""

    def __init__(self, model: FastRcnn, device: str) -> None:
        """Raises DeviceError when there is no such device."""
        self._model = model
        self._lock = threading.Lock()
        self.note: Message | None = None
        chosen = choose_device(device)
        try:
            self._network = Network(model, chosen)
        except RuntimeError as error:
            if chosen.type == "cpu" or not is_out_of_memory(error):
                raise
            self._network = self._on_cpu(chosen)

    @property
    def model(self) -> FastRcnn:
        """The weights as they were loaded."""
        return self._model

    @property
    def network(self) -> Network:
        return self._network

    def call(self, work: Callable[[Network], _T]) -> _T:
        """Return what `work` makes with the network; tried again on the CPU if memory runs out."""
        network = self._network
        try:
            return work(network)
        except RuntimeError as error:
            if network.device.type == "cpu" or not is_out_of_memory(error):
                raise
        # Outside the handler: the exception's frames would keep the tensors that filled the memory.
        with self._lock:
            if self._network is network:
                self._network = self._on_cpu(network.device)
        return work(self._network)

    def _on_cpu(self, given_up: torch.device) -> Network:
        self.note = Message("device.ran_out_of_memory", device=describe_device(given_up))
        _log.warning("%s", self.note)
        return Network(self._model, torch.device("cpu"))
