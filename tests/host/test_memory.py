"""What the C library is told about memory."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from frcnn_desktop.host import memory
from frcnn_desktop.host.memory import (
    give_memory_back,
    let_go_of_libraries,
    share_memory_between_threads,
)

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
    assert let_go_of_libraries() == 0
    assert not share_memory_between_threads()


LIBRARIES = """
import ctypes, sqlite3
from frcnn_desktop.host.memory import let_go_of_libraries

sqlite3.connect(":memory:").execute("select sqlite_version()")
print(let_go_of_libraries(), let_go_of_libraries())
print(sqlite3.connect(":memory:").execute("select upper('still here')").fetchone()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells what is in memory")
def test_that_libraries_are_let_go_of_and_used_again() -> None:
    child = subprocess.run(
        [sys.executable, "-c", LIBRARIES], capture_output=True, text=True, check=True, timeout=120
    )
    sizes, answer = child.stdout.splitlines()
    first, again = map(int, sizes.split())
    assert first > again >= 0
    assert answer == "STILL HERE"


def test_that_no_library_is_let_go_of_where_something_in_it_was_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = tmp_path / "smaps"
    told.write_text("".join(_mapping(*each) for each in MAPPINGS))
    asked: list[tuple[int | None, int]] = []

    def advise(start: ctypes.c_void_p, size: ctypes.c_size_t, _advice: int) -> int:
        asked.append((start.value, size.value))
        return 0

    monkeypatch.setattr(memory, "_of_c_library", lambda _name: advise)
    monkeypatch.setattr(memory, "_MAPS", told)
    assert let_go_of_libraries() == 5000 * 1024
    assert asked == [(0x1000, 0x2000)]


def _mapping(place: str, may: str, path: str, resident: int, changed: int) -> str:
    return (
        f"{place} {may} 00000000 fe:00 1234   {path}\nSize:     9000 kB\nRss:      {resident} kB\n"
        f"Pss:      1 kB\nAnonymous:     {changed} kB\nAnonHugePages:  0 kB\nVmFlags: rd ex mr mw me\n"
    )


MAPPINGS = [
    ("1000-3000", "r-xp", "/lib/liblarge.so.13", 5000, 0),
    ("3000-4000", "r--p", "/lib/liblarge.so.13", 5000, 4),
    ("4000-5000", "rw-p", "/lib/liblarge.so.13", 5000, 0),
    ("5000-6000", "r-xp", "/lib/libsmall.so", 900, 0),
    ("6000-7000", "r--p", "/photos/a.safetensors", 5000, 0),
    ("7000-8000", "r--p", "", 5000, 0),
]
"""Place, what may be done, file, kilobytes in memory, and kilobytes of them that were changed."""
