from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine, fake_image

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.errors import CheckpointError, DeviceError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.workers.base.jobs import RequestCancelled, RequestFailed
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.messages import DetectSucceeded
from frcnn_desktop.workers.detect.run_store import RunStore

FILTER = DetectionFilter()


class Recorder:
    """Collects what a service says, in order."""

    def __init__(self, service: InferenceService) -> None:
        self.ends: list[DetectSucceeded | RequestFailed | RequestCancelled] = []
        for signal in (service.succeeded, service.failed, service.cancelled):
            signal.connect(self.ends.append)

    def ids(self) -> list[int]:
        return [end.request_id for end in self.ends]


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def service(qtbot: QtBot, engine: FakeEngine) -> Iterator[InferenceService]:
    service = InferenceService(lambda _path, _device: engine)
    service.start()
    with qtbot.waitSignal(service.model_loaded):
        service.load_model(None)
    yield service
    engine.gate.set()
    service.shutdown()


def test_that_a_request_succeeds_with_its_id_and_leaves_the_service_idle(
    qtbot: QtBot, service: InferenceService
) -> None:
    with qtbot.waitSignal(service.succeeded) as blocker:
        request_id = service.detect(fake_image(), FILTER)
    message = blocker.args[0]
    assert message.request_id == request_id
    assert message.run.detections.class_names == ("cat",)
    assert not service.busy


def test_that_the_engine_runs_outside_the_gui_thread(qtbot: QtBot) -> None:
    threads: list[QThread] = []

    def factory(_path: Path | None, _device: str) -> FakeEngine:
        threads.append(QThread.currentThread())
        return FakeEngine()

    service = InferenceService(factory)
    service.start()
    with qtbot.waitSignal(service.model_loaded):
        service.load_model(None)
    service.shutdown()
    assert threads[0] is not QThread.currentThread()


def test_that_a_newer_request_cancels_the_older_and_each_ends_exactly_once(
    qtbot: QtBot, service: InferenceService, engine: FakeEngine
) -> None:
    recorder = Recorder(service)
    engine.gate.clear()
    first = service.detect(fake_image(1), FILTER)
    qtbot.waitUntil(engine.in_backbone.is_set)
    second = service.detect(fake_image(2), FILTER)
    engine.gate.set()
    qtbot.waitUntil(lambda: len(recorder.ends) == 2)
    assert recorder.ids() == [first, second]
    assert isinstance(recorder.ends[0], RequestCancelled)
    assert isinstance(recorder.ends[1], DetectSucceeded)


def test_that_cancel_is_answered_at_once_while_the_worker_is_still_busy(
    qtbot: QtBot, service: InferenceService, engine: FakeEngine
) -> None:
    recorder = Recorder(service)
    engine.gate.clear()
    request_id = service.detect(fake_image(), FILTER)
    qtbot.waitUntil(engine.in_backbone.is_set)
    service.cancel()
    assert recorder.ids() == [request_id]
    assert not service.busy


def test_that_new_work_is_taken_after_a_cancel(
    qtbot: QtBot, service: InferenceService, engine: FakeEngine
) -> None:
    engine.gate.clear()
    service.detect(fake_image(1), FILTER)
    qtbot.waitUntil(engine.in_backbone.is_set)
    service.cancel()
    engine.gate.set()
    with qtbot.waitSignal(service.succeeded):
        service.detect(fake_image(2), FILTER)


def test_that_an_error_becomes_one_failed_message_with_its_sentence(
    qtbot: QtBot, service: InferenceService, engine: FakeEngine
) -> None:
    engine.error = DeviceError(verbatim("The GPU is out of memory."))
    with qtbot.waitSignal(service.failed) as blocker:
        service.detect(fake_image(), FILTER)
    assert str(blocker.args[0].message) == "The GPU is out of memory."


def test_that_a_result_is_kept_and_forgotten_when_the_model_changes(
    qtbot: QtBot, service: InferenceService
) -> None:
    image = fake_image()
    with qtbot.waitSignal(service.succeeded):
        service.detect(image, FILTER)
    assert service.kept(image.content_key) is not None
    with qtbot.waitSignal(service.model_loaded):
        service.load_model(None)
    assert service.kept(image.content_key) is None


@pytest.mark.parametrize("provisional", [True, False])
def test_that_a_provisional_run_is_not_kept_on_disk(
    qtbot: QtBot, engine: FakeEngine, tmp_path: Path, provisional: bool
) -> None:
    store, image = RunStore(tmp_path), fake_image()
    service = InferenceService(lambda _path, _device: engine, None, store)
    service.start()
    with qtbot.waitSignal(service.model_loaded):
        service.load_model(None)
    engine.provisional = provisional
    with qtbot.waitSignal(service.succeeded):
        service.detect(image, FILTER)
    key = service.model_key
    service.shutdown()
    assert store.has(image.content_key, key) is not provisional
    store.close()


def test_that_somebody_waits_for_the_open_image_and_nobody_for_its_neighbours(
    qtbot: QtBot, service: InferenceService, engine: FakeEngine
) -> None:
    with qtbot.waitSignal(service.succeeded):
        service.detect(fake_image(1), FILTER)
    with qtbot.waitSignal(service.prefetched):
        service.prefetch([fake_image(2)], FILTER)
    assert engine.awaited == [True, False]


def test_that_neighbours_are_detected_ahead_in_order(
    qtbot: QtBot, service: InferenceService, engine: FakeEngine
) -> None:
    images = [fake_image(seed) for seed in range(3)]
    service.prefetch(images, FILTER)
    qtbot.waitUntil(lambda: service.kept(images[2].content_key) is not None)
    assert engine.runs == [image.content_key for image in images]


def test_that_a_user_overtakes_prefetch(qtbot: QtBot, service: InferenceService, engine: FakeEngine) -> None:
    engine.gate.clear()
    ahead, wanted = fake_image(1), fake_image(2)
    service.prefetch([ahead, fake_image(3)], FILTER)
    qtbot.waitUntil(engine.in_backbone.is_set)
    service.detect(wanted, FILTER)
    engine.gate.set()
    with qtbot.waitSignal(service.succeeded):
        pass
    assert engine.runs[0] == wanted.content_key


def test_that_a_model_that_cannot_be_loaded_leaves_the_old_one_at_work(
    qtbot: QtBot, engine: FakeEngine
) -> None:
    def factory(path: Path | None, _device: str) -> FakeEngine:
        if path is not None:
            raise CheckpointError(verbatim("broken.safetensors is damaged."))
        return engine

    service = InferenceService(factory)
    service.start()
    with qtbot.waitSignal(service.model_loaded):
        service.load_model(None)
    with qtbot.waitSignal(service.model_failed) as blocker:
        service.load_model(Path("broken.safetensors"))
    assert blocker.args == [verbatim("broken.safetensors is damaged.")]
    with qtbot.waitSignal(service.succeeded):
        service.detect(fake_image(), FILTER)
    service.shutdown()


def test_that_shutdown_stops_work_under_way(qtbot: QtBot, engine: FakeEngine) -> None:
    service = InferenceService(lambda _path, _device: engine)
    service.start()
    with qtbot.waitSignal(service.model_loaded):
        service.load_model(None)
    engine.gate.clear()
    service.detect(fake_image(), FILTER)
    qtbot.waitUntil(engine.in_backbone.is_set)
    service.shutdown()
    assert not service.busy
