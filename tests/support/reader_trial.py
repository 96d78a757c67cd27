"""A reader of files is given what nobody wrote: what it raises, how long it takes, how much memory."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from frcnn_desktop.core.errors import FrcnnError
from support.hostile_corpus import corpus
from support.mutations import mutated

SLOW_S, LARGE_MB, HANGS_S = 2.0, 500.0, 30


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` gets the bytes and a file of this suffix that holds them. `allowed`: what it may raise."""

    seeds: Callable[[Path], Sequence[bytes]]
    read: Callable[[bytes, Path], object]
    suffix: str = ""
    allowed: tuple[type[BaseException], ...] = (FrcnnError,)
    share: float = 1.0


@dataclass(slots=True)
class Outcome:
    """Numbers of inputs, with what was raised, or how long, or how much it took."""

    inputs: int = 0
    refused: int = 0
    foreign: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0


def try_reader(name: str, reader: Reader, numbers: range, folder: Path) -> Outcome:
    """Give a reader the mutations of these numbers, and the corpus before the very first."""
    seeds = reader.seeds(folder)
    if name != "image":
        for seed in seeds:
            (folder / f"input{reader.suffix}").write_bytes(seed)
            reader.read(seed, folder / f"input{reader.suffix}")
    signal.signal(signal.SIGALRM, _hangs)
    outcome = Outcome()
    inputs = [(each, data) for each, data in corpus().items()] if numbers.start == 0 else []
    began = time.monotonic()
    for label, data in inputs:
        _try_one(reader, label, data, folder, outcome)
    for number in numbers:
        _try_one(reader, str(number), mutated(random.Random(f"{name} {number}"), seeds), folder, outcome)
    outcome.seconds = round(time.monotonic() - began, 1)
    outcome.slowest = round(outcome.slowest, 2)
    return outcome


def _try_one(reader: Reader, label: str, data: bytes, folder: Path, outcome: Outcome) -> None:
    path = folder / f"input{reader.suffix}"
    path.write_bytes(data)
    _reset_peak()
    before, began = _memory_mb("VmRSS"), time.process_time()
    outcome.inputs += 1
    signal.alarm(HANGS_S)
    try:
        reader.read(data, path)
    except reader.allowed:
        outcome.refused += 1
    except BaseException as error:
        outcome.foreign.append(f"{label}: {type(error).__name__}: {str(error)[:120]}")
    finally:
        signal.alarm(0)
    took, grown = time.process_time() - began, _memory_mb("VmHWM") - before
    outcome.slowest = max(outcome.slowest, took)
    if took > SLOW_S:
        outcome.slow.append(f"{label}: {took:.1f} s")
    if grown > LARGE_MB:
        outcome.large.append(f"{label}: {grown:.0f} MB")


def _memory_mb(name: str) -> float:
    """Return a value of Linux: VmRSS, what is used now, or VmHWM, the most since `_reset_peak`."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"there is no {name}")


def _reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _hangs(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"still reading after {HANGS_S} s")
