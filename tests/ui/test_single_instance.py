"""A second start hands its files to the first; nothing that was left over keeps the window from opening."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from frcnn_desktop.host.folders import runtime_folder
from frcnn_desktop.ui.shell import single_instance
from frcnn_desktop.ui.shell.single_instance import SingleInstance, instance_name

SECOND_START = """
import pathlib, sys
from PySide6.QtCore import QCoreApplication
from frcnn_desktop.ui.shell.single_instance import SingleInstance
application = QCoreApplication([])
sys.exit(0 if SingleInstance(sys.argv[1]).hand_over([pathlib.Path(a) for a in sys.argv[2:]]) else 3)
"""
DYING_LISTENER = """
import os, sys
from PySide6.QtCore import QCoreApplication
from frcnn_desktop.ui.shell.single_instance import SingleInstance
application = QCoreApplication([])
assert SingleInstance(sys.argv[1]).listen()
os._exit(1)
"""


@pytest.fixture
def name() -> str:
    return f"frcnn-test-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def first(qtbot: QtBot, name: str) -> Iterator[SingleInstance]:
    instance = SingleInstance(name)
    assert instance.listen()
    yield instance
    instance.close()


def run(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments])


def test_that_a_second_start_hands_its_files_over_and_ends(
    qtbot: QtBot, first: SingleInstance, name: str, tmp_path: Path
) -> None:
    photo = tmp_path / "고양이.jpg"
    with qtbot.waitSignal(first.paths_received, timeout=20_000) as signal:
        second = run(SECOND_START, name, str(photo))
    assert signal.args == [[photo]]
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0


def test_that_a_start_on_its_own_finds_nobody(qtbot: QtBot, name: str) -> None:
    assert not SingleInstance(name).hand_over([])


def test_that_what_a_dead_program_left_is_cleared(qtbot: QtBot, name: str) -> None:
    assert run(DYING_LISTENER, name).wait(20) == 1
    instance = SingleInstance(name)
    assert not instance.hand_over([])
    assert instance.listen()
    instance.close()


def test_that_two_programs_never_listen_at_once(qtbot: QtBot, first: SingleInstance, name: str) -> None:
    assert not SingleInstance(name).listen()


@pytest.mark.parametrize(
    "message",
    [b"not json\n", b"[]\n", b"7\n", b'{"paths": 3}\n', b'{"paths": [1]}\n', b"x" * (1 << 20) + b"xx"],
)
def test_that_a_message_of_another_kind_ends_the_connection(
    qtbot: QtBot, first: SingleInstance, name: str, message: bytes
) -> None:
    taken: list[object] = []
    first.paths_received.connect(taken.append)
    end = QLocalSocket()
    end.connectToServer(first.address)
    assert end.waitForConnected(2000)
    end.write(message)
    qtbot.waitUntil(lambda: end.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert taken == []


def test_that_a_message_may_arrive_in_pieces(qtbot: QtBot, first: SingleInstance, name: str) -> None:
    data = json.dumps({"paths": ["/a", "/b"], "token": "t"}).encode() + b"\n"
    end = QLocalSocket()
    end.connectToServer(first.address)
    with qtbot.waitSignal(first.paths_received) as signal:
        end.write(data[:9])
        end.flush()
        end.write(data[9:])
    assert signal.args == [[Path("/a"), Path("/b")]]
    assert first.token == "t"


def test_that_users_and_screens_have_instances_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    one = instance_name()
    monkeypatch.setenv("DISPLAY", ":2")
    assert instance_name() != one
    assert os.sep not in one


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no folder there")
def test_that_the_socket_is_where_nobody_else_can_enter(first: SingleInstance) -> None:
    place = Path(first.address)
    assert place.is_socket()
    assert place.parent.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_uid == os.getuid()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no folder there")
def test_that_a_folder_others_can_enter_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert runtime_folder() == tmp_path / "frcnn-desktop"
    (tmp_path / "frcnn-desktop").chmod(0o777)
    assert runtime_folder().parent != tmp_path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peer's user is told on Linux")
def test_that_nothing_is_told_to_another_user_and_nothing_taken_from_one(
    qtbot: QtBot, first: SingleInstance, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[object] = []
    first.paths_received.connect(taken.append)
    real = os.getuid
    # Both ends are this process: who looks at the other sees somebody else.
    monkeypatch.setattr(os, "getuid", lambda: real() + 1)
    monkeypatch.setattr(single_instance, "runtime_folder", lambda: Path(first.address).parent)
    assert not SingleInstance(name).hand_over([Path("/secret")])
    monkeypatch.setattr(os, "getuid", real)
    qtbot.wait(50)
    assert taken == []


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are files elsewhere only")
def test_that_the_window_opens_when_whoever_has_the_name_does_not_answer(
    qtbot: QtBot, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_MOST_S", 1.5)
    instance = SingleInstance(name)
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(instance.address)
        mute.listen()
        began = time.monotonic()
        assert not instance.hand_over([])
        assert not instance.listen()
        assert not instance.hand_over([])
        assert time.monotonic() - began < 4
    Path(instance.address).unlink()
