"""The process ends with its status beside a thread that nobody waits for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from frcnn_desktop.host.leaving import leave_process

AT_WORK = """
import atexit, sys, threading
from frcnn_desktop import __main__
from frcnn_desktop.host.leaving import do_not_wait_for

working = threading.Thread(target=threading.Event().wait, name='kernels', daemon=True)

def command():
    print("done")
    {start}
    return 3

atexit.register(print, "libraries are taken down")
__main__.main = command
__main__.program()
"""


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("do_not_wait_for(working), working.start()", "done\n"),
        ("pass", "done\nlibraries are taken down\n"),
    ],
)
def test_that_a_command_ends_at_once_beside_a_thread_that_compiles(start: str, told: str) -> None:
    child = subprocess.run(
        [sys.executable, "-c", AT_WORK.replace("{start}", start)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (child.returncode, child.stdout) == (3, told)


def test_that_nothing_is_ended_where_no_thread_is_busy() -> None:
    assert leave_process(4, []) == 4
