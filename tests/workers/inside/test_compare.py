from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine, fake_image

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.inside.compare import CompareService

BOXES = as_box_array([(0, 0, 20, 20), (5, 5, 40, 40)])


class Measured(FakeEngine):
    """Tells one step, waits for `gate`, and says what it measured."""

    abilities = Ability.COMPARE

    def compare_ways(
        self, image: LoadedImage, boxes: BoxArray, token: CancelToken, on_progress: Callable[[int, int], None]
    ) -> WaysCompared:
        on_progress(1, len(boxes))
        self.in_backbone.set()
        while not self.gate.wait(0.005):
            token.raise_if_cancelled()
        if self.error is not None:
            raise self.error
        return WaysCompared(image.content_key, len(boxes), 2, 0.5, 0.1, 0.02)


@pytest.fixture(autouse=True)
def _nothing_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a thread that gives way to all others may not run for minutes."""
    monkeypatch.setattr("frcnn_desktop.workers.base.lifecycle.give_way_to_gui", lambda: None)


@pytest.fixture
def engine() -> Measured:
    return Measured()


@pytest.fixture
def service(qtbot: QtBot, engine: Measured) -> Iterator[CompareService]:
    holder = EngineHolder()
    holder.set(engine)
    made = CompareService(holder)
    yield made
    made.shutdown()


def test_that_progress_and_figures_arrive(qtbot: QtBot, service: CompareService) -> None:
    image = fake_image()
    steps: list[tuple[int, int]] = []
    service.progress.connect(lambda message: steps.append((message.done, message.total)))
    with qtbot.waitSignal(service.succeeded) as blocker:
        service.compare(image, BOXES)
    assert blocker.args[0].ways.content_key == image.content_key
    assert steps == [(1, 2)]
    assert not service.busy


def test_that_stopping_ends_it_at_once_and_nothing_more_arrives(
    qtbot: QtBot, service: CompareService, engine: Measured
) -> None:
    engine.gate.clear()
    ended: list[object] = []
    service.succeeded.connect(ended.append)
    service.compare(fake_image(), BOXES)
    qtbot.waitUntil(engine.in_backbone.is_set)
    with qtbot.waitSignal(service.cancelled):
        service.cancel()
    assert not service.busy
    engine.gate.set()
    with qtbot.waitSignal(service.succeeded):
        service.compare(fake_image(1), BOXES)
    assert len(ended) == 1


def test_that_an_error_is_told_in_a_sentence(qtbot: QtBot, service: CompareService, engine: Measured) -> None:
    engine.error = RuntimeError("no memory")
    with qtbot.waitSignal(service.failed) as blocker:
        service.compare(fake_image(), BOXES)
    assert str(blocker.args[0].message) == "Measuring failed: RuntimeError: no memory"


def test_that_closing_while_measuring_ends_the_thread(
    qtbot: QtBot, service: CompareService, engine: Measured
) -> None:
    engine.gate.clear()
    service.compare(fake_image(), BOXES)
    qtbot.waitUntil(engine.in_backbone.is_set)
    service.shutdown()
    assert not service.busy
