"""Boxes that are tightened: each answer goes to the boxes it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box, as_box_array
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.detect.messages import SnapSucceeded

FIRST: Box = (5.0, 5.0, 60.0, 60.0)
SECOND: Box = (100.0, 70.0, 180.0, 140.0)
TIGHT: Box = (10.0, 10.0, 50.0, 50.0)


class Snapping:
    """Two cats, and answers of the scoring thread that come when a test wants them."""

    def __init__(self, window: Composed, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = window.app
        self.asked: list[int] = []
        monkeypatch.setattr(self.app.scoring, "snap", self._ask)
        self.app.session.add_objects([ObjectAnnotation("cat", FIRST), ObjectAnnotation("cat", SECOND)])
        self.first, self.second = (item.id for item in self.app.session.objects)

    def _ask(self, *_question: object) -> int:
        self.asked.append(len(self.asked) + 1000)
        return self.asked[-1]

    def snap(self, *ids: int) -> None:
        self.app.session.select(ids)
        self.app.actions[ActionId.SNAP].trigger()

    def answer(self, question: int, *boxes: Box) -> None:
        found = as_box_array(list(boxes)).astype(np.float32)
        self.app.scoring.snapped.emit(SnapSucceeded(self.asked[question], found))

    @property
    def boxes(self) -> list[Box]:
        return [item.box for item in self.app.session.objects]


@pytest.fixture
def snapping(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Snapping]:
    window = Composed(qtbot, tmp_path / "settings.json")
    window.open(make_image(tmp_path / "a.png", (200, 150)))
    qtbot.waitUntil(lambda: window.app.detection.run is not None)
    yield Snapping(window, monkeypatch)
    window.close()


def test_that_the_answer_about_one_box_never_becomes_another_that_was_asked_about_since(
    snapping: Snapping,
) -> None:
    snapping.snap(snapping.first)
    snapping.snap(snapping.second)
    snapping.answer(0, TIGHT)
    assert snapping.boxes == [TIGHT, SECOND]
    snapping.answer(1, (110.0, 80.0, 170.0, 130.0))
    assert snapping.boxes == [TIGHT, (110.0, 80.0, 170.0, 130.0)]


def test_that_the_answer_about_many_boxes_may_come_after_a_question_about_one(snapping: Snapping) -> None:
    snapping.snap(snapping.first, snapping.second)
    snapping.snap(snapping.second)
    snapping.answer(0, TIGHT, SECOND)
    assert snapping.boxes == [TIGHT, SECOND]


def test_that_a_box_changed_by_hand_since_it_was_asked_about_stays_as_the_hand_left_it(
    snapping: Snapping,
) -> None:
    snapping.snap(snapping.first)
    snapping.app.session.set_boxes({snapping.first: (0.0, 0.0, 90.0, 90.0)})
    snapping.answer(0, TIGHT)
    assert snapping.boxes == [(0.0, 0.0, 90.0, 90.0), SECOND]


def test_that_a_locked_box_is_not_said_to_have_been_tightened(snapping: Snapping) -> None:
    snapping.app.session.views.toggle_locked([snapping.first])
    snapping.snap(snapping.first)
    snapping.answer(0, TIGHT)
    (first, _) = snapping.app.session.objects
    origin = snapping.app.values.origins.of(first).origin
    assert origin is not None
    assert not origin.snapped
