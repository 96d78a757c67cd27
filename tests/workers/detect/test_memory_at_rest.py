"""Memory that detections have used is given back once they rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect import memory_at_rest
from frcnn_desktop.workers.detect.memory_at_rest import MemoryAtRest


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    given: list[bool] = []

    def give() -> bool:
        given.append(True)
        return True

    monkeypatch.setattr(memory_at_rest, "give_memory_back", give)
    monkeypatch.setattr(memory_at_rest, "REST_MS", 1)
    return given


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[WorkerThread]:
    thread = WorkerThread("works and rests")
    yield thread
    thread.stop()


def test_that_memory_is_given_back_once_for_each_rest_after_work(
    qtbot: QtBot, thread: WorkerThread, given: list[bool]
) -> None:
    rests = MemoryAtRest(thread, thread)
    timer, work = rests.findChild(QTimer), Latest(thread)
    for count in (1, 2):
        work.submit(lambda _call: None, Message("doing.detecting"))
        with qtbot.waitSignal(rests.given_back):
            pass
        assert len(given) == count
        assert not timer.isActive()


def test_that_libraries_are_let_go_of_at_the_first_rest_after_a_model_was_loaded(
    qtbot: QtBot, thread: WorkerThread, given: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go: list[int] = []
    monkeypatch.setattr(memory_at_rest, "let_go_of_libraries", lambda: let_go.append(len(given)))
    rests, work = MemoryAtRest(thread, thread), Latest(thread)
    for rest in range(3):
        if rest == 1:
            rests.on_loaded()
        work.submit(lambda _call: None, Message("doing.detecting"))
        with qtbot.waitSignal(rests.given_back):
            pass
    assert let_go == [1]


def test_that_work_that_goes_on_is_not_held_up(
    qtbot: QtBot, thread: WorkerThread, given: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_at_rest, "REST_MS", 1_000_000)
    rests = MemoryAtRest(thread, thread)
    work = Latest(thread)
    for _ in range(3):
        with qtbot.waitSignal(work.succeeded):
            work.submit(lambda _call: None, Message("doing.detecting"))
    assert given == []
    assert rests.findChild(QTimer).isActive()
