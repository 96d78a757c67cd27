"""What a new picture does not need waits until it has been painted, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.kit.paint_first import PaintFirst


@pytest.fixture
def first(qtbot: QtBot) -> Iterator[PaintFirst]:
    made = PaintFirst()
    yield made
    made.let_go()


def test_that_work_is_done_at_once_while_no_picture_is_on_its_way(first: PaintFirst) -> None:
    done: list[str] = []
    first.then(lambda: done.append("work"))
    assert done == ["work"]


def test_that_work_waits_for_the_picture_and_is_done_before_anything_else_happens(first: PaintFirst) -> None:
    done: list[str] = []
    first.hold()
    first.then(lambda: done.append("list"))
    first.then(lambda: done.append("labels"))
    assert not done
    first.let_go()
    assert done == ["list", "labels"]
    assert not first.held


def test_that_the_same_work_is_done_once_however_often_it_was_asked_for(first: PaintFirst) -> None:
    done: list[str] = []

    def show() -> None:
        done.append("show")

    first.hold()
    for _ in range(3):
        first.then(show)
    first.let_go()
    first.then(show)
    assert done == ["show", "show"]


def test_that_a_picture_that_never_comes_keeps_nothing_back(first: PaintFirst, qtbot: QtBot) -> None:
    done: list[str] = []
    first.hold()
    first.then(lambda: done.append("list"))
    qtbot.waitUntil(lambda: done == ["list"])


def test_that_a_piece_that_fails_does_not_keep_the_next_ones_from_being_done(
    first: PaintFirst, qtbot: QtBot
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise ValueError("a label that cannot be shown")

    first.hold()
    first.then(fail)
    first.then(lambda: done.append("labels"))
    with qtbot.captureExceptions() as errors:
        first.let_go()
    assert done == ["labels"]
    assert [kind for kind, _, _ in errors] == [ValueError]


def test_that_others_hear_how_long_a_picture_is_waited_for(first: PaintFirst, qtbot: QtBot) -> None:
    heard: list[bool] = []
    first.awaited.connect(heard.append)
    first.hold()
    qtbot.waitUntil(lambda: not first.held)
    first.hold()
    assert heard == [True]
    first.let_go()
    assert heard == [True, False]
