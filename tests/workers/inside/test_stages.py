"""The worker behind the walk: lazily started, the newest request wins, failures are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from support.arrays import writable_arrays
from support.fake_engine import FakeEngine, fake_image

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.images import load_image
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.proposals import segment
from frcnn_desktop.workers.base.jobs import RequestFailed
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.inside.messages import (
    ExampleReady,
    MapReady,
    SegmentsReady,
)
from frcnn_desktop.workers.inside.stages import InsideStages

RAMP = np.arange(63, dtype=np.float32).reshape(7, 9)


class BrokenEngine(FakeEngine):
    abilities = Ability.ENCODE

    def encode(self, rgb: np.ndarray, *, content_key: str = "") -> NoReturn:
        raise RuntimeError("out of tape")


@pytest.fixture(autouse=True)
def _nothing_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a thread that gives way to all others may not run for minutes."""
    monkeypatch.setattr("frcnn_desktop.workers.base.lifecycle.give_way_to_gui", lambda: None)


@pytest.fixture
def holder() -> EngineHolder:
    holder = EngineHolder()
    holder.set(FakeEngine())
    return holder


@pytest.fixture
def stages(qtbot: QtBot, holder: EngineHolder) -> Iterator[InsideStages]:
    service = InsideStages(holder)
    yield service
    service.shutdown()


def test_that_segments_are_those_of_the_search_at_the_size_it_works_at(
    qtbot: QtBot, stages: InsideStages
) -> None:
    image = load_image(resource_path("samples", "chelsea.jpg"))
    with qtbot.waitSignal(stages.segments_ready, timeout=60_000) as blocker:
        stages.segment(image)
    ready = blocker.args[0]
    assert isinstance(ready, SegmentsReady)
    found = ready.segments
    assert ready.content_key == image.content_key
    assert found.labels.size <= 106_000
    assert found.count == len(np.unique(found.labels)) > 20
    assert ready.painted.shape == (*found.labels.shape, 4)
    assert list(writable_arrays(ready)) == []
    again = segment(
        np.zeros((50, 70, 3), np.uint8), k=found.k, sigma=found.sigma, min_size=found.min_size,
        colour_space=found.colour_space,
    )  # fmt: skip
    assert again.max() == 0


def test_that_the_example_is_answered_without_a_model(qtbot: QtBot, stages: InsideStages) -> None:
    with qtbot.waitSignal(stages.example_ready, timeout=60_000) as blocker:
        stages.example(RAMP, (1, 1, 7, 5), 2)
    ready = blocker.args[0]
    assert isinstance(ready, ExampleReady)
    assert ready.answer.detector.tolist() == [[31, 34], [49, 52]]
    assert ready.answer.agrees.all()
    assert list(writable_arrays(ready)) == []


def test_that_of_many_edits_only_the_newest_is_answered(qtbot: QtBot, stages: InsideStages) -> None:
    answers: list[ExampleReady] = []
    stages.example_ready.connect(answers.append)
    for bins in (1, 2, 3, 4):
        newest = stages.example(RAMP, (1, 1, 7, 5), bins)
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    assert [answer.request_id for answer in answers] == [newest]
    assert answers[0].answer.detector.shape == (4, 4)


def test_that_an_engine_without_features_answers_with_none(qtbot: QtBot, stages: InsideStages) -> None:
    with qtbot.waitSignal(stages.map_ready) as blocker:
        stages.map(fake_image(), (0.0, 0.0, 10.0, 10.0))
    ready = blocker.args[0]
    assert isinstance(ready, MapReady)
    assert ready.features is None
    assert ready.pooled is None


def test_that_a_failure_is_told(qtbot: QtBot, stages: InsideStages, holder: EngineHolder) -> None:
    holder.set(BrokenEngine())
    with qtbot.waitSignal(stages.failed, timeout=60_000) as blocker:
        stages.map(fake_image(), None)
    failed = blocker.args[0]
    assert isinstance(failed, RequestFailed)
    assert "out of tape" in str(failed.message)


def test_that_what_was_forgotten_is_not_answered(qtbot: QtBot, stages: InsideStages) -> None:
    maps: list[object] = []
    stages.map_ready.connect(maps.append)
    stages.map(fake_image(), None)
    stages.forget()
    with qtbot.waitSignal(stages.example_ready, timeout=60_000):
        stages.example(RAMP, (0, 0, 3, 3), 2)
    assert maps == []


def test_that_no_thread_runs_before_something_is_asked(qtbot: QtBot, holder: EngineHolder) -> None:
    service = InsideStages(holder)
    service.shutdown()
    assert service.example(RAMP, (0, 0, 3, 3), 2)
