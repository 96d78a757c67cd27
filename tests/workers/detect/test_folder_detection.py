from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine, fake_image

from frcnn_desktop.core.detections import DetectionFilter, DetectionRun
from frcnn_desktop.core.errors import DeviceError
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.workers.base import right_of_way
from frcnn_desktop.workers.base.jobs import RequestCancelled
from frcnn_desktop.workers.detect.folder_counts import FolderCountService
from frcnn_desktop.workers.detect.folder_detection import GIVE_UP_AFTER, FolderDetection
from frcnn_desktop.workers.detect.folder_messages import FolderCounts, FolderProgress
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.messages import DetectSucceeded, RunSource
from frcnn_desktop.workers.detect.run_store import RunStore

FILTER = DetectionFilter(score_threshold=0.5)


class SlowStore(RunStore):
    """Keeps nothing before its gate is opened."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.gate, self.asked = threading.Event(), threading.Event()

    def put(self, run: DetectionRun, model: str) -> bool:
        self.asked.set()
        self.gate.wait(30)
        return super().put(run, model)


class Bench:
    """Folder detection on real threads with a known detector; `heard` is what it says of images."""

    def __init__(self, engine: FakeEngine, store: RunStore) -> None:
        self.engine, self.store = engine, store
        self.inference = InferenceService(lambda _path, _device: engine, store=store)
        self.folder = FolderDetection(self.inference, store)
        self.counts = FolderCountService(self.inference.holder, store)
        self.detected: dict[str, int] = {}
        self.failed: dict[str, str] = {}
        self.progress: list[FolderProgress] = []
        self.ends: list[FolderProgress] = []
        self.folder.image_detected.connect(self._on_detected)
        self.folder.image_failed.connect(self._on_failed)
        self.folder.progressed.connect(self.progress.append)
        self.folder.finished.connect(self.ends.append)
        for service in (self.inference, self.folder, self.counts):
            service.start()

    def _on_detected(self, path: Path, count: int) -> None:
        self.detected[path.name] = count

    def _on_failed(self, path: Path, text: str) -> None:
        self.failed[path.name] = text

    def finish(self, qtbot: QtBot, paths: list[Path]) -> None:
        """Detect all of these images and wait until the store has them."""
        with qtbot.waitSignal(self.folder.finished):
            self.folder.detect(paths, FILTER)
        model = self.inference.model_key
        qtbot.waitUntil(lambda: all(self.store.has(key, model) for key in self.engine.runs))

    def close(self) -> None:
        self.engine.gate.set()
        for service in (self.folder, self.counts, self.inference):
            service.shutdown()
        self.store.close()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(FakeEngine(), RunStore(tmp_path / "runs"))
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    yield bench
    bench.close()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for number, path in enumerate(paths):
        Image.new("RGB", (64, 48), (40 * number, 90, 120)).save(path)
    return paths


def test_that_every_image_is_detected_and_kept(qtbot: QtBot, bench: Bench, photos: list[Path]) -> None:
    with qtbot.waitSignal(bench.folder.finished) as blocker:
        assert bench.folder.detect(photos, FILTER)
    assert blocker.args == [bench.ends[0]]
    end = bench.ends[0]
    assert (end.done, end.total, end.known, end.failed, end.problem) == (5, 5, 0, 0, None)
    assert bench.detected == {path.name: 1 for path in photos}
    assert not bench.folder.running
    assert [progress.done for progress in bench.progress] == list(range(6))
    qtbot.waitUntil(lambda: all(bench.store.has(key, bench.inference.model_key) for key in bench.engine.runs))


def test_that_images_of_a_folder_do_not_push_out_features_that_are_looked_at(
    qtbot: QtBot, bench: Bench, photos: list[Path]
) -> None:
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.detect(photos, FILTER)
    assert bench.engine.encoded == set()


def test_that_what_is_in_the_store_is_not_detected_again(
    qtbot: QtBot, bench: Bench, photos: list[Path]
) -> None:
    bench.finish(qtbot, photos[:3])
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.detect(photos, DetectionFilter(score_threshold=0.9))
    assert bench.ends[-1].known == 3
    assert len(bench.engine.runs) == 5
    assert bench.detected[photos[0].name] == 0


def test_that_a_person_overtakes_the_folder(qtbot: QtBot, bench: Bench, photos: list[Path]) -> None:
    bench.engine.gate.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    wanted = fake_image(7)
    bench.inference.detect(wanted, FILTER)
    with qtbot.waitSignals([bench.inference.succeeded, bench.folder.finished]):
        bench.engine.gate.set()
    assert bench.engine.runs[0] == wanted.content_key
    assert len(bench.detected) == 5


def test_that_prefetch_overtakes_the_folder(qtbot: QtBot, bench: Bench, photos: list[Path]) -> None:
    bench.engine.gate.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    ahead = fake_image(7)
    bench.inference.prefetch([ahead], FILTER)
    with qtbot.waitSignal(bench.folder.finished):
        bench.engine.gate.set()
    assert bench.engine.runs[0] == ahead.content_key
    assert len(bench.engine.runs) == 6


def test_that_pause_stops_the_detector_and_going_on_loses_no_image(
    qtbot: QtBot, bench: Bench, photos: list[Path]
) -> None:
    bench.engine.gate.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    bench.folder.set_paused(True)
    bench.engine.gate.set()
    assert bench.folder.running
    assert bench.folder.progress.paused
    # Another request after the pause: the detector is free, and the folder does not take it back.
    with qtbot.waitSignal(bench.inference.succeeded):
        bench.inference.detect(fake_image(7), FILTER)
    assert len(bench.engine.runs) == 1
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.set_paused(False)
    assert len(bench.detected) == 5
    assert len(bench.ends) == 1


def test_that_stop_ends_at_once_and_keeps_what_was_found(
    qtbot: QtBot, bench: Bench, photos: list[Path]
) -> None:
    bench.finish(qtbot, photos[:2])
    bench.engine.gate.clear()
    bench.engine.in_backbone.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    bench.folder.stop()
    assert not bench.folder.running
    assert (bench.ends[-1].done, bench.ends[-1].known) == (2, 2)
    bench.engine.gate.set()
    with qtbot.waitSignal(bench.inference.succeeded):
        bench.inference.detect(fake_image(7), FILTER)
    assert len(bench.engine.runs) == 3


def test_that_a_bad_file_is_told_and_the_others_are_detected(
    qtbot: QtBot, bench: Bench, photos: list[Path]
) -> None:
    photos[1].write_bytes(b"no image")
    photos[2].unlink()
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.detect(photos, FILTER)
    assert set(bench.failed) == {"1.png", "2.png"}
    assert bench.ends[0].failed == 2
    assert len(bench.detected) == 3


def test_that_a_detector_that_always_fails_ends_the_run_with_its_reason(
    qtbot: QtBot, bench: Bench, photos: list[Path]
) -> None:
    bench.engine.error = DeviceError(verbatim("The GPU is out of memory."))
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.detect(photos, FILTER)
    assert bench.ends == [bench.folder.progress]
    assert str(bench.ends[0].problem) == "The GPU is out of memory."
    assert bench.ends[0].failed == GIVE_UP_AFTER


def test_that_another_model_ends_the_run(qtbot: QtBot, bench: Bench, photos: list[Path]) -> None:
    bench.engine.gate.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    assert len(bench.ends) == 1
    assert not bench.folder.running


def test_that_nothing_begins_without_a_model(qtbot: QtBot, tmp_path: Path, photos: list[Path]) -> None:
    bench = Bench(FakeEngine(), RunStore(tmp_path / "runs"))
    assert not bench.folder.detect(photos, FILTER)
    bench.close()


def test_that_an_empty_list_ends_at_once(bench: Bench) -> None:
    bench.folder.detect([], FILTER)
    assert [end.total for end in bench.ends] == [0]


def test_that_shutdown_ends_a_run_under_way(qtbot: QtBot, bench: Bench, photos: list[Path]) -> None:
    bench.engine.gate.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    bench.folder.shutdown()
    assert not bench.folder.running


def test_that_a_stored_run_is_shown_without_the_network_and_features_follow(
    qtbot: QtBot, bench: Bench
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
    qtbot: QtBot, bench: Bench, tmp_path: Path
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


def test_that_a_request_for_the_store_alone_never_runs_the_network(qtbot: QtBot, bench: Bench) -> None:
    busy: list[bool] = []
    bench.inference.busy_changed.connect(busy.append)
    with qtbot.waitSignal(bench.inference.cancelled) as blocker:
        bench.inference.detect(fake_image(3), FILTER, RunSource.STORE)
    assert isinstance(blocker.args[0], RequestCancelled)
    assert bench.engine.runs == []
    assert busy == []


def test_that_detections_of_the_folder_are_counted_under_any_filter(
    qtbot: QtBot, bench: Bench, photos: list[Path]
) -> None:
    bench.finish(qtbot, photos[:3])
    model = bench.inference.model_key
    for threshold, expected in ((0.5, 3), (0.01, 6), (0.99, 0)):
        with qtbot.waitSignal(bench.counts.counted) as blocker:
            bench.counts.count(tuple(photos), model, DetectionFilter(score_threshold=threshold))
        counts = blocker.args[0]
        assert isinstance(counts, FolderCounts)
        assert counts.complete
        assert counts.classes.get("cat", 0) == expected
        assert set(counts.images) == set(photos[:3])


def test_that_only_the_newest_count_is_told(qtbot: QtBot, bench: Bench, photos: list[Path]) -> None:
    bench.finish(qtbot, photos)
    heard: list[FolderCounts] = []
    bench.counts.counted.connect(heard.append)
    for threshold in (0.5, 0.6, 0.7, 0.99):
        bench.counts.count(
            tuple(photos), bench.inference.model_key, DetectionFilter(score_threshold=threshold)
        )
    qtbot.waitUntil(lambda: len(heard) > 0)
    assert [dict(counts.classes) for counts in heard] == [{}]


def test_that_a_count_stands_still_while_a_hand_is_at_a_slider(
    qtbot: QtBot, bench: Bench, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(right_of_way, "LONGEST_WAIT_S", 60)
    bench.finish(qtbot, photos)
    way = bench.inference.holder.right_of_way
    way.take()
    with qtbot.assertNotEmitted(bench.counts.counted, wait=50):
        bench.counts.count(tuple(photos), bench.inference.model_key, FILTER)
    with qtbot.waitSignal(bench.counts.counted) as blocker:
        way.give_back()
    assert len(blocker.args[0].images) == 5


def test_that_a_count_that_was_given_up_is_not_told(qtbot: QtBot, bench: Bench, photos: list[Path]) -> None:
    bench.finish(qtbot, photos)
    way = bench.inference.holder.right_of_way
    way.take()
    bench.counts.count(tuple(photos), bench.inference.model_key, FILTER)
    bench.counts.stop()
    with qtbot.assertNotEmitted(bench.counts.counted, wait=50):
        way.give_back()


def test_that_an_answer_does_not_wait_for_the_store_and_every_run_is_kept_in_the_end(
    qtbot: QtBot, tmp_path: Path
) -> None:
    store = SlowStore(tmp_path / "runs")
    bench = Bench(FakeEngine(), store)
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    model = bench.inference.model_key
    for seed in range(2):
        with qtbot.waitSignal(bench.inference.succeeded):
            bench.inference.detect(fake_image(seed), FILTER)
    qtbot.waitUntil(store.asked.is_set)
    assert not any(store.has(fake_image(seed).content_key, model) for seed in range(2))
    store.gate.set()
    bench.inference.shutdown()
    kept = [store.has(fake_image(seed).content_key, model) for seed in range(2)]
    bench.close()
    assert kept == [True, True]
