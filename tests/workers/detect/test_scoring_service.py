from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from support.arrays import writable_arrays
from support.fake_engine import FakeEngine, fake_image

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.detect.scoring_service import ScoringService


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def scoring(qtbot: QtBot, engine: FakeEngine) -> Iterator[ScoringService]:
    holder = EngineHolder()
    holder.set(engine)
    service = ScoringService(holder)
    service.start()
    yield service
    service.shutdown()


def test_that_of_many_slider_moves_the_newest_is_answered(
    qtbot: QtBot, scoring: ScoringService, engine: FakeEngine
) -> None:
    scored = engine.run(fake_image(), DetectionFilter()).scored
    answers: list[int] = []
    scoring.filtered.connect(lambda message: answers.append(len(message.detections)))
    last = 0
    for threshold in np.linspace(0.01, 0.99, 50):
        last = scoring.filter(scored, DetectionFilter(score_threshold=float(threshold)))
    with qtbot.waitSignal(scoring.filtered, check_params_cb=lambda message: message.request_id == last):
        pass
    assert answers[-1] == 0
    assert len(answers) < 50


def test_that_a_box_is_scored_on_held_features_only(
    qtbot: QtBot, scoring: ScoringService, engine: FakeEngine
) -> None:
    image = fake_image()
    boxes = as_box_array([[1, 1, 9, 9]])
    with qtbot.assertNotEmitted(scoring.scored, wait=50):
        scoring.score(image.content_key, boxes)
    engine.run(image, DetectionFilter())
    with qtbot.waitSignal(scoring.scored) as blocker:
        scoring.score(image.content_key, boxes)
    assert blocker.args[0].scored.scores.shape == (1, 3)


def test_that_nobody_can_change_an_answer(qtbot: QtBot, scoring: ScoringService, engine: FakeEngine) -> None:
    image, boxes = fake_image(), as_box_array([[1, 1, 9, 9]])
    engine.run(image, DetectionFilter())
    with qtbot.waitSignal(scoring.snapped) as blocker:
        scoring.snap(image.content_key, boxes, np.array([1]))
    assert list(writable_arrays(blocker.args[0])) == []


def test_that_nothing_arrives_after_forget(qtbot: QtBot, scoring: ScoringService, engine: FakeEngine) -> None:
    scored = engine.run(fake_image(), DetectionFilter()).scored
    with qtbot.assertNotEmitted(scoring.filtered, wait=50):
        scoring.filter(scored, DetectionFilter())
        scoring.forget()


def test_that_after_forget_a_new_request_is_answered_and_the_old_one_is_not(
    qtbot: QtBot, scoring: ScoringService, engine: FakeEngine
) -> None:
    scored = engine.run(fake_image(), DetectionFilter()).scored
    answered: list[int] = []
    scoring.filtered.connect(lambda message: answered.append(message.request_id))
    scoring.filter(scored, DetectionFilter())
    scoring.forget()
    wanted = scoring.filter(scored, DetectionFilter())
    qtbot.waitUntil(lambda: bool(answered))
    assert answered == [wanted]
