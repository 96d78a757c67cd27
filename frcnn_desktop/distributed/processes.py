"""One run on several processes: what `torchrun` tells, and the few numbers that ranks exchange.

Every rank holds the whole network and works on its share of each step; DistributedDataParallel averages the
gradients. Without `torchrun` there is one rank and nothing here does anything.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, distributed, nn
from torch.distributed.rendezvous import rendezvous
from torch.nn.parallel import DistributedDataParallel

from frcnn_desktop.distributed.launch import kept_addresses_of, restarts_of
from frcnn_desktop.distributed.ranks import Ranks


@dataclass(frozen=True, slots=True)
class World(Ranks):
    """Ranks that have found each other; `restarted`: torchrun has started this one again after a failure."""

    restarted: bool = False

    def wait(self) -> None:
        """Return when all ranks have come here."""
        if not self.alone:
            distributed.barrier()

    def total(self, values: Tensor) -> Tensor:
        """Return the sum over the ranks."""
        if not self.alone:
            values = values.clone()
            distributed.all_reduce(values)
        return values

    def tell(self, text: str) -> str:
        """Return the text of the first rank, to all ranks."""
        if self.alone:
            return text
        device = training_device()
        data = torch.tensor(list(text.encode("utf-8")), dtype=torch.uint8, device=device)
        length = torch.tensor([len(data)], device=device)
        distributed.broadcast(length, 0)
        if not self.first:
            data = torch.empty(int(length.item()), dtype=torch.uint8, device=device)
        distributed.broadcast(data, 0)
        return bytes(data.tolist()).decode("utf-8")

    def average_gradients(self, module: nn.Module) -> nn.Module:
        """Return the module wrapped so that its gradients are averaged over the ranks."""
        if self.alone:
            return module
        return DistributedDataParallel(module)

    def leave(self) -> None:
        """Give up the group of processes; nothing is exchanged after that."""
        if not self.alone and distributed.is_initialized():
            distributed.destroy_process_group()


def join_world() -> World:
    """Join the processes that `torchrun` has started; a world of one without it.

    NCCL where there are GPUs, each rank on its own; gloo on CPUs.
    """
    told = Ranks.from_environment()
    if told.alone:
        return World(restarted=restarts_of() > 0)
    with_gpu = torch.cuda.is_available()
    if with_gpu:
        torch.cuda.set_device(told.local)
    if not distributed.is_initialized():
        store, rank, _ranks = next(rendezvous("env://"))
        if kept_addresses_of():
            # Addresses of dead processes stay there. A store that is new each time needs no prefix, and must
            # have none: machines that came at different times count differently.
            store = distributed.PrefixStore(  # pyright: ignore[reportPrivateImportUsage]
                f"attempt {restarts_of()}", store
            )
        distributed.init_process_group(
            "nccl" if with_gpu else "gloo", store=store, rank=rank, world_size=told.count
        )
    return World(told.rank, told.count, told.local, restarts_of() > 0)


def training_device() -> torch.device:
    """Return the fastest device here; under torchrun the GPU that belongs to this rank."""
    if torch.cuda.is_available():
        return torch.device("cuda", torch.cuda.current_device())
    return torch.device("cpu")
