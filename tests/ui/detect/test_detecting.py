from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine, fake_image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.errors import DeviceError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.document.values import Values
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.scoring_service import ScoringService


class Bench:
    """A session with detection on real threads and a known detector."""

    def __init__(self, engine: FakeEngine) -> None:
        self.engine = engine
        self.session = DocumentSession()
        self.values = Values((), DetectionFilter(score_threshold=0.01))
        self.inference = InferenceService(lambda _path, _device: engine)
        self.scoring = ScoringService(self.inference.holder)
        self.control = DetectionControl(self.session, self.inference, self.scoring, self.values)
        self.inference.start()
        self.scoring.start()

    def open(self, image: LoadedImage, *objects: ObjectAnnotation) -> None:
        annotation = ImageAnnotation(image.width, image.height, objects)
        self.session.open(image, annotation, Path("unused.xml"))

    def shown(self) -> int:
        shown = self.control.shown
        return -1 if shown is None else len(shown)

    def close(self) -> None:
        self.engine.gate.set()
        self.scoring.shutdown()
        self.inference.shutdown()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench(FakeEngine())
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    yield bench
    bench.close()


@pytest.fixture
def detected(qtbot: QtBot, bench: Bench) -> Bench:
    bench.open(fake_image())
    qtbot.waitUntil(lambda: bench.shown() == 2)
    return bench


def test_that_an_opened_image_is_detected_by_itself(detected: Bench) -> None:
    assert detected.control.run is not None
    assert not detected.session.dirty


def test_that_moving_the_threshold_never_runs_the_network(qtbot: QtBot, detected: Bench) -> None:
    runs = len(detected.engine.runs)
    detected.values.filter.set(DetectionFilter(score_threshold=0.5))
    qtbot.waitUntil(lambda: detected.shown() == 1)
    assert len(detected.engine.runs) == runs


def test_that_an_accepted_detection_becomes_an_object_and_undo_brings_the_detection_back(
    detected: Bench,
) -> None:
    assert detected.control.accept(0)
    assert [item.name for item in detected.session.objects] == ["cat"]
    assert detected.shown() == 1
    detected.session.undo_stack.undo()
    assert detected.session.objects == ()
    assert detected.shown() == 2


def test_that_accepting_without_a_choice_takes_the_best_that_is_no_object_yet(detected: Bench) -> None:
    detected.session.add_objects([ObjectAnnotation("cat", (0.0, 0.0, 26.0, 48.0))])
    assert detected.control.accept()
    assert detected.session.objects[-1].box == (0.0, 0.0, 64.0, 48.0)


def test_that_accepting_all_is_one_command_and_makes_no_duplicates(detected: Bench) -> None:
    detected.session.add_objects([ObjectAnnotation("cat", (0.0, 0.0, 27.0, 48.0))])
    assert detected.control.accept_all() == 1
    detected.session.undo_stack.undo()
    assert len(detected.session.objects) == 1
    assert detected.control.accept_all() == 1
    assert detected.control.accept_all() == 0


def test_that_accepting_all_verifies_by_the_same_command_also_where_there_is_nothing(
    qtbot: QtBot, detected: Bench
) -> None:
    stack = detected.session.undo_stack
    detected.control.accept_all(verifies=True)
    assert detected.session.annotation is not None
    assert detected.session.annotation.verified
    assert stack.count() == 1
    stack.undo()
    detected.session.add_objects([ObjectAnnotation("cat", (0.0, 0.0, 27.0, 48.0))])
    detected.values.filter.set(DetectionFilter(score_threshold=1.0))
    qtbot.waitUntil(lambda: detected.shown() == 0)
    assert detected.control.accept_all(verifies=True) == 0
    assert detected.session.annotation.verified


def test_that_running_again_never_touches_a_hand_drawn_box(qtbot: QtBot, detected: Bench) -> None:
    drawn = ObjectAnnotation("cat", (3.0, 3.0, 30.0, 40.0), difficult=True)
    detected.session.add_objects([drawn])
    with qtbot.waitSignal(detected.control.run_shown):
        detected.control.detect()
    assert detected.session.objects == (drawn,)


def test_that_an_image_seen_before_is_shown_without_another_run(qtbot: QtBot, detected: Bench) -> None:
    with qtbot.waitSignal(detected.inference.succeeded):
        detected.open(fake_image(1))
    runs = len(detected.engine.runs)
    detected.open(fake_image(0))
    assert detected.shown() == 2
    assert len(detected.engine.runs) == runs


def test_that_an_image_detected_ahead_is_shown_once_and_nothing_is_filtered_again(
    qtbot: QtBot, detected: Bench
) -> None:
    ahead = fake_image(3)
    with qtbot.waitSignal(detected.inference.prefetched):
        detected.control.detect_ahead([ahead])
    told: list[object] = []
    detected.control.detections_shown.connect(told.append)
    with qtbot.assertNotEmitted(detected.scoring.filtered, wait=50):
        detected.open(ahead)
    kept = detected.inference.kept(ahead.content_key)
    assert kept is not None
    assert told == [kept.detections]


def test_that_an_image_detected_ahead_follows_sliders_that_moved_since(qtbot: QtBot, detected: Bench) -> None:
    ahead = fake_image(3)
    with qtbot.waitSignal(detected.inference.prefetched):
        detected.control.detect_ahead([ahead])
    detected.values.filter.set(DetectionFilter(score_threshold=0.5))
    detected.open(ahead)
    qtbot.waitUntil(lambda: detected.shown() == 1)


def test_that_an_image_opened_again_is_shown_again(detected: Bench) -> None:
    told: list[object] = []
    detected.control.detections_shown.connect(told.append)
    detected.open(fake_image())
    assert told
    assert detected.shown() == 2


def test_that_a_result_of_an_image_left_meanwhile_is_not_drawn(qtbot: QtBot, bench: Bench) -> None:
    bench.engine.gate.clear()
    bench.open(fake_image(1))
    qtbot.waitUntil(bench.engine.in_backbone.is_set)
    bench.control.automatic = False
    bench.open(fake_image(2))
    bench.engine.gate.set()
    qtbot.waitUntil(lambda: bench.inference.busy is False)
    assert bench.control.run is None


def test_that_a_failure_is_told_and_the_document_unharmed(qtbot: QtBot, bench: Bench) -> None:
    bench.engine.error = DeviceError(verbatim("The GPU is out of memory. Choose the CPU."))
    kept = ObjectAnnotation("dog", (1.0, 1.0, 9.0, 9.0))
    with qtbot.waitSignal(bench.control.failed) as blocker:
        bench.open(fake_image(), kept)
    assert "out of memory" in str(blocker.args[0])
    assert bench.session.objects == (kept,)
