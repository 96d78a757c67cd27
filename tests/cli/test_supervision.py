"""A supervised command never outlives the program that started it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from frcnn_desktop.cli import supervision
from frcnn_desktop.cli.supervision import STOPPED_STATUS, Supervisor
from frcnn_desktop.core.cancellation import CancelToken

PARENT = """
    import subprocess, sys, time
    command = [sys.executable, "-m", "frcnn_desktop", "train", "--data", "nowhere", "--out", "m.safetensors",
               "--supervised", "--events", "json"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, cwd=sys.argv[1])
    print(child.pid, flush=True)
    time.sleep(60)
"""


def feed(monkeypatch: pytest.MonkeyPatch, heard: list[bytes | OSError]) -> None:
    rest = iter(heard)

    def read(_descriptor: int, _count: int) -> bytes:
        found = next(rest)
        if isinstance(found, OSError):
            raise found
        return found

    monkeypatch.setattr(supervision.os, "read", read)


@pytest.mark.parametrize("heard", [[b"st", b"op\n"], [b"hello\n", b""], [OSError()]])
def test_that_a_word_or_the_end_of_standard_input_asks_for_a_stop(
    heard: list[bytes | OSError], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, heard)
    supervisor, token = Supervisor(), CancelToken()
    supervisor.obey(token)
    supervisor.listen()
    assert token.cancelled


def test_that_before_there_is_anything_to_save_the_process_ends_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feed(monkeypatch, [b""])
    ended: list[int] = []
    monkeypatch.setattr(supervision.os, "_exit", ended.append)
    with pytest.raises(AttributeError):  # where the real one would not return
        Supervisor().listen()
    assert ended == [STOPPED_STATUS]


@pytest.mark.skipif(sys.platform == "win32", reason="process ids")
def test_that_a_training_child_dies_with_its_parent_while_it_imports(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(PARENT), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        # Long enough to listen, too short to have imported torch.
        time.sleep(0.5)
        assert is_alive(child)
        parent.kill()
    killed = time.monotonic()
    while is_alive(child):
        assert time.monotonic() - killed < 5
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    # An orphan that nobody waits for stays as a zombie.
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
