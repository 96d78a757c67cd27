from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.host import download as host_download
from frcnn_desktop.host.published_models import PUBLISHED_MODELS
from frcnn_desktop.workers.base.task_service import TaskService
from frcnn_desktop.workers.tasks.model_tasks import fetch_published

MODEL = PUBLISHED_MODELS[0]


@pytest.fixture
def service(qtbot: QtBot) -> Iterator[TaskService]:
    service = TaskService("tasks")
    service.start()
    yield service
    service.shutdown()


def test_that_a_published_model_is_fetched_once_and_kept(
    qtbot: QtBot, service: TaskService, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def download(url: str, target: Path, prefix: str, progress: Any, _token: CancelToken) -> None:
        asked.append(f"{url} {prefix}")
        for done in range(0, 1001, 2):
            progress(done, 1000)
        target.write_bytes(b"weights")

    monkeypatch.setattr(host_download, "download", download)
    told: list[tuple[int, int]] = []
    service.progress.connect(lambda *numbers: told.append(numbers))
    for _ in range(2):
        with qtbot.waitSignal(service.succeeded) as found:
            service.run(partial(fetch_published, MODEL), verbatim("The download"))
        assert found.args == [MODEL.path]
    assert asked == [f"{MODEL.url} {MODEL.sha256_prefix}"]
    assert told[-1] == (1000, 1000)
    assert len(told) == 101
