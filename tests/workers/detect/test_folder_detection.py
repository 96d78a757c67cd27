"""Detecting every image of a folder, after everything that a person asks for."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine, fake_image
from support.folder_bench import FILTER, FolderBench

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.errors import DeviceError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.workers.detect.folder_detection import GIVE_UP_AFTER
from frcnn_desktop.workers.detect.run_store import RunStore


def test_that_every_image_is_detected_and_kept(qtbot: QtBot, bench: FolderBench, photos: list[Path]) -> None:
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
    qtbot: QtBot, bench: FolderBench, photos: list[Path]
) -> None:
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.detect(photos, FILTER)
    assert bench.engine.encoded == set()


def test_that_what_is_in_the_store_is_not_detected_again(
    qtbot: QtBot, bench: FolderBench, photos: list[Path]
) -> None:
    bench.finish(qtbot, photos[:3])
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.detect(photos, DetectionFilter(score_threshold=0.9))
    assert bench.ends[-1].known == 3
    assert len(bench.engine.runs) == 5
    assert bench.detected[photos[0].name] == 0


def test_that_a_person_overtakes_the_folder(qtbot: QtBot, bench: FolderBench, photos: list[Path]) -> None:
    bench.engine.gate.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    wanted = fake_image(7)
    bench.inference.detect(wanted, FILTER)
    with qtbot.waitSignals([bench.inference.succeeded, bench.folder.finished]):
        bench.engine.gate.set()
    assert bench.engine.runs[0] == wanted.content_key
    assert len(bench.detected) == 5


def test_that_prefetch_overtakes_the_folder(qtbot: QtBot, bench: FolderBench, photos: list[Path]) -> None:
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
    qtbot: QtBot, bench: FolderBench, photos: list[Path]
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
    qtbot: QtBot, bench: FolderBench, photos: list[Path]
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
    qtbot: QtBot, bench: FolderBench, photos: list[Path]
) -> None:
    photos[1].write_bytes(b"no image")
    photos[2].unlink()
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.detect(photos, FILTER)
    assert set(bench.failed) == {"1.png", "2.png"}
    assert bench.ends[0].failed == 2
    assert len(bench.detected) == 3


def test_that_a_detector_that_always_fails_ends_the_run_with_its_reason(
    qtbot: QtBot, bench: FolderBench, photos: list[Path]
) -> None:
    bench.engine.error = DeviceError(verbatim("The GPU is out of memory."))
    with qtbot.waitSignal(bench.folder.finished):
        bench.folder.detect(photos, FILTER)
    assert bench.ends == [bench.folder.progress]
    assert str(bench.ends[0].problem) == "The GPU is out of memory."
    assert bench.ends[0].failed == GIVE_UP_AFTER


def test_that_another_model_ends_the_run(qtbot: QtBot, bench: FolderBench, photos: list[Path]) -> None:
    bench.engine.gate.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    assert len(bench.ends) == 1
    assert not bench.folder.running


def test_that_nothing_begins_without_a_model(qtbot: QtBot, tmp_path: Path, photos: list[Path]) -> None:
    bench = FolderBench(FakeEngine(), RunStore(tmp_path / "runs"))
    assert not bench.folder.detect(photos, FILTER)
    bench.close()


def test_that_an_empty_list_ends_at_once(bench: FolderBench) -> None:
    bench.folder.detect([], FILTER)
    assert [end.total for end in bench.ends] == [0]


def test_that_shutdown_ends_a_run_under_way(qtbot: QtBot, bench: FolderBench, photos: list[Path]) -> None:
    bench.engine.gate.clear()
    bench.folder.detect(photos, FILTER)
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    bench.folder.shutdown()
    assert not bench.folder.running
