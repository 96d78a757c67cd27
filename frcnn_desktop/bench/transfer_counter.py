"""Counting what passes between host and accelerator, and what makes the one wait for the other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

aten = torch.ops.aten
_WAITS = {"_local_scalar_dense", "nonzero", "masked_select", "equal"}


class TransferCounter(TorchDispatchMode):
    """While it is entered, counts copies of this thread: "up" to the accelerator, "down" from it, and "waits"
    for a number or a size that only the accelerator knows. `nbytes` likewise."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        self.nbytes: Counter[str] = Counter()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        found = func(*args, **(kwargs or {}))
        name = func.overloadpacket.__name__
        # In inference mode `to` arrives whole, elsewhere as what it is made of.
        if func.overloadpacket in (aten._to_copy, aten.to):
            self._count(args[0], found)
        elif func is aten.copy_.default:
            self._count(args[1], args[0])
        elif name in _WAITS and args[0].device.type != "cpu":
            self.counts["waits"] += 1
        return found

    def _count(self, source: Tensor, target: Tensor) -> None:
        if source.device.type != target.device.type:
            way = "up" if source.device.type == "cpu" else "down"
            self.counts[way] += 1
            self.nbytes[way] += source.numel() * source.element_size()
