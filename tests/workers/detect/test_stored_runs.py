"""Runs that are kept, and shown without the network."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine, fake_image
from support.folder_bench import FILTER, FolderBench

from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.workers.base.jobs import RequestCancelled
from frcnn_desktop.workers.detect.messages import DetectSucceeded, RunSource
from frcnn_desktop.workers.detect.run_store import RunStore


class SlowStore(RunStore):
    """Keeps nothing before its gate is opened."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.gate, self.asked = threading.Event(), threading.Event()

    def put(self, run: DetectionRun, model: str) -> bool:
        self.asked.set()
        self.gate.wait(30)
        return super().put(run, model)


def test_that_a_stored_run_is_shown_without_the_network_and_features_follow(
    qtbot: QtBot, bench: FolderBench
) -> None:
    image = fake_image(3)
    with qtbot.waitSignal(bench.inference.run_kept):
        bench.inference.detect(image, FILTER)
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    bench.engine.gate.clear()
    bench.engine.encoded.clear()
    with qtbot.waitSignal(bench.inference.succeeded) as blocker:
        bench.inference.detect(image, FILTER, RunSource.STORE_OR_NETWORK)
    message = blocker.args[0]
    assert isinstance(message, DetectSucceeded)
    assert message.from_store
    assert message.run.detections.class_names == ("cat",)
    with qtbot.waitSignal(bench.inference.prefetched):
        bench.engine.gate.set()
    assert bench.engine.encoded == {image.content_key}


def test_that_a_copy_of_an_image_with_a_stored_run_is_known_to_be_detected(
    qtbot: QtBot, bench: FolderBench, tmp_path: Path
) -> None:
    image = fake_image(3)
    with qtbot.waitSignal(bench.inference.run_kept):
        bench.inference.detect(image, FILTER)
    copy = tmp_path / "copy.png"
    copy.write_bytes(b"the same photo")
    assert bench.store.content_of(copy, file_stamp(copy)) is None
    with qtbot.waitSignal(bench.inference.run_kept):
        bench.inference.detect(replace(image, path=copy), FILTER, RunSource.STORE)
    assert bench.store.content_of(copy, file_stamp(copy)) == image.content_key


def test_that_a_request_for_the_store_alone_never_runs_the_network(qtbot: QtBot, bench: FolderBench) -> None:
    busy: list[bool] = []
    bench.inference.busy_changed.connect(busy.append)
    with qtbot.waitSignal(bench.inference.cancelled) as blocker:
        bench.inference.detect(fake_image(3), FILTER, RunSource.STORE)
    assert isinstance(blocker.args[0], RequestCancelled)
    assert bench.engine.runs == []
    assert busy == []


def test_that_an_answer_does_not_wait_for_the_store_and_every_run_is_kept_in_the_end(
    qtbot: QtBot, tmp_path: Path
) -> None:
    store = SlowStore(tmp_path / "runs")
    bench = FolderBench(FakeEngine(), store)
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    model = bench.inference.model_key
    for seed in range(2):
        with qtbot.waitSignal(bench.inference.succeeded):
            bench.inference.detect(fake_image(seed), FILTER)
    qtbot.waitUntil(store.asked.is_set)
    on_disk = RunStore(tmp_path / "runs")
    assert not any(on_disk.has(fake_image(seed).content_key, model) for seed in range(2))
    store.gate.set()
    bench.inference.shutdown()
    kept = [on_disk.has(fake_image(seed).content_key, model) for seed in range(2)]
    on_disk.close()
    bench.close()
    assert kept == [True, True]


def test_that_a_run_is_found_before_the_disk_has_it(qtbot: QtBot, tmp_path: Path) -> None:
    store, image = SlowStore(tmp_path / "runs"), fake_image(3)
    bench = FolderBench(FakeEngine(), store)
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    with qtbot.waitSignal(bench.inference.errand_finished):
        bench.inference.detect_in_background(image, FILTER)
    qtbot.waitUntil(store.asked.is_set)
    with qtbot.waitSignal(bench.inference.succeeded) as found:
        bench.inference.detect(image, FILTER, RunSource.STORE)
    store.gate.set()
    bench.close()
    assert found.args[0].from_store
    assert found.args[0].run.detections.class_names == ("cat",)
