from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DatasetError, DownloadError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.host.published_models import PUBLISHED_MODELS
from frcnn_desktop.workers.base.task_service import TaskService

MODEL = PUBLISHED_MODELS[0]


@pytest.fixture
def service(qtbot: QtBot) -> Iterator[TaskService]:
    service = TaskService("tasks")
    service.start()
    yield service
    service.shutdown()


def test_that_a_result_comes_with_its_progress(qtbot: QtBot, service: TaskService) -> None:
    told: list[tuple[int, int]] = []
    service.progress.connect(lambda *numbers: told.append(numbers))

    def work(progress: Any, _token: CancelToken) -> str:
        progress(3 * 10**9, 5 * 10**9)
        return "done"

    with qtbot.waitSignal(service.succeeded) as found:
        service.run(work, verbatim("The work"))
        assert service.busy
    assert found.args == ["done"]
    assert told == [(3 * 10**9, 5 * 10**9)]
    assert not service.busy


def test_that_a_failure_is_told_in_its_own_words(qtbot: QtBot, service: TaskService) -> None:
    def work(*_: Any) -> None:
        raise DownloadError(verbatim("no network"))

    with qtbot.waitSignal(service.failed) as found:
        service.run(work, verbatim("The work"))
    assert found.args == [verbatim("no network")]


def test_that_work_stops_when_asked(qtbot: QtBot, service: TaskService) -> None:
    def work(_progress: Any, token: CancelToken) -> None:
        service.cancel()
        token.raise_if_cancelled()

    with qtbot.waitSignal(service.cancelled):
        service.run(work, verbatim("The work"))
    assert not service.busy


def test_that_a_task_can_take_the_place_of_another(qtbot: QtBot, service: TaskService) -> None:
    begun, heard = Event(), []
    service.succeeded.connect(heard.append)
    service.cancelled.connect(lambda: heard.append("cancelled"))

    def wait(_progress: Any, token: CancelToken) -> None:
        begun.set()
        while True:
            token.raise_if_cancelled()

    service.run(wait, verbatim("The work"))
    assert begun.wait(5)
    with qtbot.waitSignal(service.succeeded):
        service.replace_task(lambda *_: "second", verbatim("The work"))
    assert heard == ["second"]


def test_that_work_behind_is_done_and_its_success_not_said(qtbot: QtBot, service: TaskService) -> None:
    done, heard = Event(), []
    service.succeeded.connect(heard.append)
    service.run_behind(lambda *_: done.set(), verbatim("The work behind"))
    with qtbot.waitSignal(service.succeeded):
        service.run(lambda *_: "heard", verbatim("The work"))
    assert done.is_set()
    assert heard == ["heard"]


def test_that_work_behind_that_fails_is_told(qtbot: QtBot, service: TaskService) -> None:
    def fail(*_: object) -> None:
        raise DatasetError(verbatim("The disk is full."))

    with qtbot.waitSignal(service.failed) as blocker:
        service.run_behind(fail, verbatim("The work behind"))
    assert blocker.args == [verbatim("The disk is full.")]
