"""Which of several processes this one is, as a launcher such as torchrun tells through the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from frcnn_desktop.distributed.shard import Shard

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Ranks:
    """This is `rank` of `count` processes that share the work; `local` is its number on this machine."""

    rank: int = 0
    count: int = 1
    local: int = 0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Ranks:
        """Read RANK, WORLD_SIZE and LOCAL_RANK; a process started on its own is the only one."""
        rank, count, local = (
            int(value) if (value := environment.get(name, "")).isdecimal() else default
            for name, default in (("RANK", 0), ("WORLD_SIZE", 1), ("LOCAL_RANK", 0))
        )
        return cls(rank, count, local) if rank < count else cls()

    @property
    def first(self) -> bool:
        """Whether this is the one that tells, merges and saves for all."""
        return self.rank == 0

    @property
    def alone(self) -> bool:
        """Whether there is no other process."""
        return self.count == 1

    def share(self, items: Sequence[_T]) -> Sequence[_T]:
        """Return what of `items` is this process's to do; all processes together do each once."""
        return Shard(self.rank, self.count).share(items)
