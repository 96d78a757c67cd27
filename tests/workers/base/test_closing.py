"""The program closes in its own time, whatever its threads are doing."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from support.composed import CAT, annotate, make_image

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.host.leaving import leave_process
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.workers.base import lifecycle
from frcnn_desktop.workers.base.jobs import Call
from frcnn_desktop.workers.base.lifecycle import abandoned_threads, closing
from frcnn_desktop.workers.base.policies import Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread

PROGRAM = """
import os, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui import app
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.host.leaving import leave_process
from frcnn_desktop.workers.base.lifecycle import abandoned_threads

loading = threading.Event()

def load(_path, _device):
    loading.set()
    {block}

photo, settings = Path(sys.argv[1]), Path(sys.argv[2])
qt = app.make_qt_application()
application = app.Application(Settings(settings), load)
closed_at = 0.0

def close():
    global closed_at
    if not loading.is_set() or application.session.image is None:
        QTimer.singleShot(20, close)
        return
    application.session.add_objects([ObjectAnnotation("dog", (5.0, 5.0, 30.0, 30.0))])
    closed_at = time.monotonic()
    application.window.close()

def start():
    application.start([photo])
    QTimer.singleShot(0, close)

status = app.run_until_closed(qt, application, start)
print("hidden" if application.window.isHidden() else "shown", time.monotonic() - closed_at, flush=True)
sys.exit(leave_process(status, abandoned_threads()))
"""


def close_while_loading(tmp_path: Path, block: str) -> tuple[float, Path]:
    """Run the program with an engine factory that does `block`; return the seconds that closing took."""
    photo = make_image(tmp_path / "a.png")
    annotate(photo, CAT)
    script = PROGRAM.replace("{block}", block)
    command = [sys.executable, "-c", textwrap.dedent(script), str(photo), str(tmp_path / "settings.ini")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    state, seconds = done.stdout.split()
    assert state == "hidden"
    return float(seconds), photo


@pytest.mark.parametrize(
    "block",
    [
        "threading.Event().wait()",
        "os.read(os.pipe()[0], 1)",
        # Holds the interpreter in turns, as an import does.
        "while True: sum(range(10**5))",
    ],
)
def test_that_closing_while_the_model_loads_ends_in_two_seconds_with_the_edits_saved(
    tmp_path: Path, block: str
) -> None:
    seconds, photo = close_while_loading(tmp_path, block)
    assert seconds < 2.5
    assert [item.name for item in read_annotation(photo.with_suffix(".xml")).objects] == ["cat", "dog"]


@pytest.mark.skipif(sys.platform == "win32", reason="a library function that keeps the interpreter")
def test_that_a_thread_which_keeps_the_interpreter_does_not_keep_the_process() -> None:
    script = """
        import ctypes, sys, threading
        from frcnn_desktop.workers.base.lifecycle import last_resort
        with last_resort(0.5):
            ctypes.PyDLL(None).sleep(60)
    """
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False, timeout=30)
    assert done.returncode == 1
    assert time.monotonic() - began < 10


def test_that_threads_which_are_busy_at_the_end_share_one_deadline_and_are_kept(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifecycle, "GRACE_S", 0.01)
    owner, gate = QObject(), Event()
    threads = [WorkerThread(f"stuck {number}", owner) for number in range(3)]
    for thread in threads:
        begun = Event()
        Queue(thread).submit(lambda _call, begun=begun: begun.set() or gate.wait(), verbatim("Waiting"))
        assert begun.wait(5)
    began = time.monotonic()
    with closing(0.2):
        assert [thread.stop() for thread in threads] == [False, False, False]
    assert time.monotonic() - began < 2
    assert abandoned_threads() == ["stuck 0", "stuck 1", "stuck 2"]
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    leave_process(3, abandoned_threads())
    assert ended == [3]
    # Destroying a thread that runs would abort the process here.
    owner.deleteLater()
    qtbot.wait(10)
    gate.set()
    qtbot.waitUntil(lambda: not abandoned_threads())
    assert leave_process(4, abandoned_threads()) == 4
    assert ended == [3]


def test_that_the_work_of_all_threads_is_cancelled_before_the_first_is_waited_for(qtbot: QtBot) -> None:
    threads = [WorkerThread(f"working {number}") for number in range(2)]
    tokens: list[CancelToken] = []

    def work(call: Call) -> None:
        tokens.append(call.token)
        while True:
            call.token.raise_if_cancelled()

    for thread in threads:
        Queue(thread).submit(work, verbatim("Working"))
    qtbot.waitUntil(lambda: len(tokens) == 2)
    with closing(5):
        assert all(token.cancelled for token in tokens)
        assert all(thread.stop() for thread in threads)


def test_that_what_must_be_finished_is_done_before_its_thread_ends(qtbot: QtBot) -> None:
    thread, done = WorkerThread("keeping"), []
    queue = Queue(thread, finishes=True)
    for number in range(3):
        queue.submit(lambda _call, number=number: done.append(number), verbatim("Keeping"))
    with closing():
        thread.stop()
    assert done == [0, 1, 2]


def test_that_threads_that_were_stopped_are_not_told_again_by_later_closings(qtbot: QtBot) -> None:
    thread, told = WorkerThread("done"), []
    thread.stopping.connect(lambda: told.append(True))
    thread.stop()
    with closing():
        pass
    assert told == [True]
