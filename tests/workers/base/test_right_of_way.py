from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine, fake_image

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.detections import DetectionFilter, ScoredRois
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.workers.base import right_of_way
from frcnn_desktop.workers.base.right_of_way import BackgroundToken, RefitToken, RightOfWay
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.detect.scoring_service import ScoringService


class WatchingEngine(FakeEngine):
    """Notes whether the background had to wait while a box was scored, and who set up which thread."""

    def __init__(self, right_of_way: RightOfWay) -> None:
        super().__init__()
        self._right_of_way = right_of_way
        self.taken: list[bool] = []
        self.prepared: list[int] = []

    def score_cached(self, content_key: str, boxes: BoxArray) -> ScoredRois | None:
        self.taken.append(self._right_of_way.taken)
        return super().score_cached(content_key, boxes)

    def prepare_scoring_thread(self) -> None:
        self.prepared.append(threading.get_ident())


@pytest.fixture
def holder() -> EngineHolder:
    return EngineHolder()


@pytest.fixture
def scoring(qtbot: QtBot, holder: EngineHolder) -> Iterator[ScoringService]:
    service = ScoringService(holder)
    service.start()
    yield service
    service.shutdown()


def test_that_background_work_waits_while_a_box_is_scored_and_goes_on_afterwards(
    qtbot: QtBot, scoring: ScoringService, holder: EngineHolder
) -> None:
    engine = WatchingEngine(holder.right_of_way)
    holder.set(engine)
    image = fake_image()
    engine.run(image, DetectionFilter())
    for _ in range(3):
        with qtbot.waitSignal(scoring.scored):
            scoring.score(image.content_key, as_box_array([[1, 1, 9, 9]]))
    assert engine.taken == [True] * 3
    assert not holder.right_of_way.taken


def test_that_the_scoring_thread_is_set_up_once_and_no_other_thread(
    qtbot: QtBot, scoring: ScoringService, holder: EngineHolder
) -> None:
    engine = WatchingEngine(holder.right_of_way)
    holder.set(engine)
    scored = engine.run(fake_image(), DetectionFilter()).scored
    for _ in range(2):
        with qtbot.waitSignal(scoring.filtered):
            scoring.filter(scored, DetectionFilter())
    assert len(engine.prepared) == 1
    assert engine.prepared[0] != threading.get_ident()


def test_that_a_background_token_holds_its_thread_until_the_way_is_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(right_of_way, "LONGEST_WAIT_S", 30)
    way = RightOfWay()
    token = BackgroundToken(way)
    token.raise_if_cancelled()
    way.take()
    passed = threading.Event()

    def look() -> None:
        token.raise_if_cancelled()
        passed.set()

    thread = threading.Thread(target=look)
    thread.start()
    assert not passed.wait(0.02)
    way.give_back()
    assert passed.wait(5)
    thread.join()


def test_that_the_way_being_taken_delays_no_cancellation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(right_of_way, "LONGEST_WAIT_S", 30)
    way = RightOfWay()
    token = BackgroundToken(way)
    way.take()
    stopped = threading.Event()

    def look() -> None:
        with pytest.raises(Cancelled):
            token.raise_if_cancelled()
        stopped.set()

    thread = threading.Thread(target=look)
    thread.start()
    assert not stopped.wait(0.02)
    token.cancel()
    assert stopped.wait(5)
    thread.join()


def test_that_background_work_gets_a_turn_after_an_answer_and_then_waits_for_the_hand_to_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr(right_of_way.time, "monotonic", lambda: now)
    way = RightOfWay()
    way.take()
    assert way._pause(made_ahead=True) > 0
    way.give_back()
    assert way._pause(made_ahead=True) == 0
    assert BackgroundToken(way).leave_a_core
    assert not BackgroundToken(way).somebody_waits
    now += right_of_way.TURN_S
    assert way._pause(made_ahead=True) > 0
    now += right_of_way.ATTENTION_S
    assert not BackgroundToken(way).leave_a_core
    assert way._pause(made_ahead=True) <= 0


def test_that_a_refit_has_a_longer_turn_than_what_is_made_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(right_of_way.time, "monotonic", lambda: now)
    way = RightOfWay()
    way.set_refitting(True)
    way.take()
    way.give_back()
    now += right_of_way.TURN_S
    assert way._pause(made_ahead=False) == 0
    assert way._pause(made_ahead=True) > 0
    now += right_of_way.REFIT_TURN_S
    assert way._pause(made_ahead=False) > 0


def test_that_background_work_goes_on_step_by_step_while_the_way_is_never_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(right_of_way, "LONGEST_WAIT_S", 0.01)
    way = RightOfWay()
    way.take()
    token = BackgroundToken(way)
    for _ in range(3):
        token.raise_if_cancelled()
    assert way.taken


def test_that_nobody_who_never_took_the_way_makes_others_wait() -> None:
    way = RightOfWay()
    way.give_back()
    assert not way.wanted


def test_that_a_refit_goes_before_what_is_made_ahead_while_a_hand_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LONGEST_WAIT_S", "TURN_S", "REFIT_TURN_S", "ATTENTION_S"):
        monkeypatch.setattr(right_of_way, name, 30)
    way = RightOfWay()
    way.set_refitting(True)
    way.take()
    way.give_back()
    RefitToken(way).raise_if_cancelled()
    assert not RefitToken(way).somebody_waits
    ahead = BackgroundToken(way)
    passed = threading.Event()

    def look() -> None:
        ahead.raise_if_cancelled()
        passed.set()

    thread = threading.Thread(target=look)
    thread.start()
    assert not passed.wait(0.02)
    way.set_refitting(False)
    assert passed.wait(5)
    thread.join()
