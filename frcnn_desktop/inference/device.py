"""Choosing where the network runs."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DeviceError
from frcnn_desktop.core.messages import Message, verbatim

DEVICE_NAMES = ("auto", "cpu", "cuda", "mps", "xpu")


def choose_device(name: str) -> torch.device:
    """Return the device called `name`; "auto" is the accelerator that torch finds (CUDA, MPS, XPU), else CPU.

    Raises DeviceError when this machine, or this build of torch, does not have it.
    """
    kind = name.split(":", 1)[0]
    if kind not in DEVICE_NAMES:
        raise DeviceError(Message("device.unknown_name", name=repr(name), known=", ".join(DEVICE_NAMES)))
    if kind == "cpu":
        return torch.device("cpu")
    found = torch.accelerator.current_accelerator(check_available=True)
    if kind == "auto":
        return found if found is not None else torch.device("cpu")
    if found is None or found.type != kind:
        raise DeviceError(Message("device.not_available", kind=kind))
    device = torch.device(name)
    if device.index is not None and device.index >= torch.accelerator.device_count():
        raise DeviceError(Message("device.no_such_index", name=name, count=torch.accelerator.device_count()))
    return device


def available_devices() -> tuple[str, ...]:
    """Return the names of the devices this machine can run on, the fastest first."""
    found = torch.accelerator.current_accelerator(check_available=True)
    return ("cpu",) if found is None else (found.type, "cpu")


def describe_device(device: torch.device) -> Message:
    """Return the device's name for people, e.g. "CPU, 2 threads" or "NVIDIA H200 (cuda)"."""
    if device.type == "cpu":
        return Message("device.cpu", count=torch.get_num_threads())
    if device.type in ("cuda", "xpu"):
        name = getattr(torch, device.type).get_device_name(device)
        return Message("device.accelerator", name=name, kind=device.type)
    return verbatim(device.type.upper())


def spare_a_core() -> None:
    """With four cores or more, keep torch off one of them, so that the window stays quick."""
    cores = os.cpu_count() or 1
    if cores >= 4:
        torch.set_num_threads(max(1, min(torch.get_num_threads(), cores - 1)))


@contextmanager
def mixed_precision(device: torch.device, *, precise: bool = False) -> Iterator[None]:
    """Half precision where it pays: on an accelerator, unless it is to be `precise`. Pooling and NMS keep
    float32 by themselves."""
    with torch.autocast(device.type, dtype=torch.float16, enabled=device.type != "cpu" and not precise):
        yield


def wait_for(device: torch.device) -> None:
    """Return when an accelerator has done all that was asked of it."""
    if device.type != "cpu":
        torch.accelerator.synchronize(device)


def keep_thread_to_one_core() -> None:
    """Let torch use no helpers for what this thread asks of it; other threads keep theirs.

    For work of a millisecond, where waiting for a busy helper would take longer than going without.
    """
    _use_cores(1, torch.get_num_threads())


@contextmanager
def sharing_cores(token: CancelToken | None) -> Iterator[Callable[[], None]]:
    """Give what long work of this thread calls between two steps.

    It raises Cancelled, and while somebody else needs a core it lets torch use one less.
    """
    if token is None:
        yield lambda: None
        return
    cores = used = torch.get_num_threads()

    def step() -> None:
        nonlocal used
        token.raise_if_cancelled()
        wanted = max(1, cores - 1) if token.leave_a_core else cores
        if wanted != used:
            used = wanted
            _use_cores(wanted, cores)

    try:
        yield step
    finally:
        if used != cores:
            _use_cores(cores, cores)


def _use_cores(count: int, others: int) -> None:
    """Set how many cores torch uses for this thread, and for threads to come."""
    torch.set_num_threads(count)
    if count != others:
        # The number belongs to the calling thread, but is also what threads to come begin with.
        restorer = threading.Thread(target=torch.set_num_threads, args=(others,))
        restorer.start()
        restorer.join()
