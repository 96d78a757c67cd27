from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine
from support.inspected import LookedInto, inspection_of

from frcnn_desktop.explain.roi_inspection import RoiQuery
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.inside.inspect import InspectorService


@pytest.fixture
def engine() -> LookedInto:
    return LookedInto()


@pytest.fixture
def service(qtbot: QtBot, engine: LookedInto) -> Iterator[InspectorService]:
    holder = EngineHolder()
    holder.set(engine)
    made = InspectorService(holder)
    yield made
    engine.slow.set()
    made.shutdown()


def query(width: float) -> RoiQuery:
    return RoiQuery("photo", (0.0, 0.0, width, 10.0))


def test_that_of_a_whole_drag_the_first_and_the_newest_box_are_looked_at(
    qtbot: QtBot, service: InspectorService, engine: LookedInto
) -> None:
    engine.slow.clear()
    widths: list[float] = []
    service.inspected.connect(lambda message: widths.append(message.inspection.query.box[2]))
    for width in range(1, 41):
        service.inspect(query(width))
    qtbot.waitUntil(lambda: engine.asked == [1.0])
    engine.slow.set()
    qtbot.waitUntil(lambda: len(widths) == 2)
    assert widths == engine.asked == [1.0, 40.0]


def test_that_it_computes_outside_the_gui_thread(
    qtbot: QtBot, service: InspectorService, engine: LookedInto
) -> None:
    with qtbot.waitSignal(service.inspected):
        service.inspect(query(5))
    assert len(engine.threads) == 1
    assert threading.get_ident() not in engine.threads


def test_that_nothing_arrives_after_forget_and_the_next_box_does(
    qtbot: QtBot, service: InspectorService, engine: LookedInto
) -> None:
    engine.slow.clear()
    widths: list[float] = []
    service.inspected.connect(lambda message: widths.append(message.inspection.query.box[2]))
    service.inspect(query(1))
    service.inspect(query(2))
    service.forget()
    service.inspect(query(3))
    engine.slow.set()
    qtbot.waitUntil(lambda: bool(widths))
    assert widths == [3.0]


def test_that_features_that_are_gone_and_engines_without_insight_are_told(
    qtbot: QtBot, service: InspectorService, engine: LookedInto
) -> None:
    engine.has_features = False
    with qtbot.waitSignal(service.missing):
        service.inspect(query(5))
    holder = EngineHolder()
    holder.set(FakeEngine())
    blind = InspectorService(holder)
    with qtbot.waitSignal(blind.missing):
        blind.inspect(query(5))
    blind.shutdown()


def test_that_a_failure_is_a_sentence_and_the_next_box_is_answered(
    qtbot: QtBot, service: InspectorService, engine: LookedInto
) -> None:
    engine.error = ValueError("no such cell")
    with qtbot.waitSignal(service.failed) as blocker:
        service.inspect(query(5))
    assert str(blocker.args[0].message) == "Inspecting the box failed: ValueError: no such cell"
    engine.error = None
    with qtbot.waitSignal(service.inspected):
        service.inspect(query(6))


def test_that_closing_while_a_box_is_looked_at_ends_the_thread_and_tells_nothing(
    qtbot: QtBot, service: InspectorService, engine: LookedInto
) -> None:
    engine.slow.clear()
    told: list[object] = []
    service.inspected.connect(told.append)
    service.inspect(query(1))
    service.inspect(query(2))
    qtbot.waitUntil(lambda: bool(engine.asked))
    threading.Timer(0.05, engine.slow.set).start()
    service.shutdown()
    service.inspect(query(3))
    assert engine.asked == [1.0]
    assert told == []


def test_that_the_sample_inspection_is_whole() -> None:
    found = inspection_of(query(40))
    assert found.pooled("roi_align") is found.other
    assert found.trained.bins.bin(0, 0) == (0.0, 0.0, 1.0, 1.0)
