"""What the C library is told about memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from frcnn_desktop.host.memory import give_memory_back, share_memory_between_threads

THREADS = """
import ctypes, re, sys, threading
from frcnn_desktop.host.memory import share_memory_between_threads

if sys.argv[1] == "shared" and not share_memory_between_threads():
    print("unknown")
    sys.exit()
library, barrier = ctypes.CDLL(None), threading.Barrier(6)
library.malloc.restype = ctypes.c_void_p

def take():
    barrier.wait()
    library.malloc(1000)
    barrier.wait()

threads = [threading.Thread(target=take) for _ in range(6)]
for each in threads:
    each.start()
for each in threads:
    each.join()
sys.stdout.flush()
library.malloc_stats()
"""


def _pools(how: str) -> int:
    child = subprocess.run(
        [sys.executable, "-c", THREADS, how], capture_output=True, text=True, check=True, timeout=120
    )
    if "unknown" in child.stdout:
        pytest.skip("not glibc")
    return sum(line.startswith("Arena") for line in child.stderr.splitlines())


@pytest.mark.skipif(sys.platform != "linux", reason="glibc")
def test_that_threads_share_two_pools_of_memory() -> None:
    assert _pools("shared") == 2 < _pools("apart")


def test_that_nothing_is_told_to_another_c_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not give_memory_back()
    assert not share_memory_between_threads()
