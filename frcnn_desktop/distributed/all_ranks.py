"""What several processes of one launcher do together."""

from __future__ import annotations

from datetime import timedelta

import torch
import torch.distributed as dist

from frcnn_desktop.core.errors import DeviceError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.distributed.ranks import Ranks

# A share may take days longer than another; a process that dies is the launcher's business.
_PATIENCE = timedelta(days=7)


def wait_for_all(ranks: Ranks) -> None:
    """Return when every process has come here. Raises DeviceError when they cannot find each other."""
    if ranks.alone:
        return
    try:
        dist.init_process_group("gloo", timeout=_PATIENCE)
        try:
            dist.barrier()
        finally:
            dist.destroy_process_group()
    except (RuntimeError, ValueError) as error:
        raise DeviceError(
            Message("device.processes_lost", count=ranks.count, reason=reason_of(error))
        ) from error


def device_of_rank(name: str, ranks: Ranks) -> str:
    """Return the device this process takes when `name` is asked for: GPUs are dealt out by local rank."""
    if ranks.alone or name not in ("auto", "cuda", "xpu"):
        return name
    found = torch.accelerator.current_accelerator(check_available=True)
    if found is None or found.type not in ("cuda", "xpu") or name not in ("auto", found.type):
        return name
    return f"{found.type}:{ranks.local % torch.accelerator.device_count()}"
