"""Which start of a launcher such as torchrun this process belongs to: the same over all of its restarts."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping

_UNNAMED = "none"


def launch_of(environment: Mapping[str, str] = os.environ) -> str:
    """Return what names the launcher's job; "" for a process that was started on its own.

    That is its `--rdzv-id`, which machines that join later and a requeued job share. Launchers that were
    given none are told apart by machine and process, and so cannot be followed to another machine.
    """
    given = environment.get("TORCHELASTIC_RUN_ID", "")
    return f"{platform.node()}/{os.getppid()}" if given == _UNNAMED else given


def restarts_of(environment: Mapping[str, str] = os.environ) -> int:
    """Return how often the launcher here has started its processes again after one of them failed.

    A machine that joins or leaves starts them again, too, without being counted.
    """
    return int(environment.get("TORCHELASTIC_RESTART_COUNT", "0"))


def kept_addresses_of(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether processes meet in the launcher's own store, which outlives them."""
    return environment.get("TORCHELASTIC_USE_AGENT_STORE", "") == "True"
