"""Short turns on the cores."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from frcnn_desktop.host import turns
from frcnn_desktop.host.turns import TURN_NS, take_short_turns_on_cores

TAKE = """
import ctypes, os, struct, threading
from frcnn_desktop.host.turns import take_short_turns_on_cores

os.nice(3)
print(take_short_turns_on_cores())

def tell():
    told = ctypes.create_string_buffer(48)
    ctypes.CDLL(None).syscall(315, 0, told, 48, 0)
    fields = struct.unpack("=IIQiIQQQ", told.raw)
    print(fields[3], fields[5])

thread = threading.Thread(target=tell)
thread.start()
thread.join()
"""


@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="Linux, by its number")
def test_that_threads_work_for_short_turns_and_stay_as_nice_as_they_were() -> None:
    child = subprocess.run([sys.executable, "-c", TAKE], capture_output=True, text=True, check=True)
    told, fields = child.stdout.splitlines()
    niceness, turn = map(int, fields.split())
    assert told == "True"
    assert niceness == min(os.getpriority(os.PRIO_PROCESS, 0) + 3, 19)
    # Linux before 6.12 has none of its own for each thread.
    assert turn in (0, TURN_NS)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_that_other_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert not take_short_turns_on_cores()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux")
def test_that_a_way_that_was_chosen_for_the_program_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns.os, "sched_getscheduler", lambda _pid: os.SCHED_BATCH)
    assert not take_short_turns_on_cores()
