"""Explaining a place, by mouse and keys, with planted proposals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from support.planted import ALT, LEFT
from support.planted import PlantedProgram as Program

from frcnn_desktop.core.detections import DetectionFilter


def test_that_alt_click_tells_of_the_detection_that_a_proposal_became(program: Program) -> None:
    program.press(25, 110, ALT)
    assert program.card.is_open
    assert program.card.text.title == "Detected: cat"
    assert "cat with score 0.90" in program.card.text.sentence
    assert program.card.text.facts == "Proposal 1 of 5 · 100 × 100 px"
    assert program.card.meter is not None
    assert program.card.meter.top[0] == ("cat", pytest.approx(0.9))
    pointed = program.canvas.pointed.pointed
    assert pointed is not None
    assert pointed.box == (20, 20, 120, 120)
    assert program.app.session.selection == frozenset()


def test_that_a_suppressed_proposal_names_the_better_box(program: Program) -> None:
    program.press(125, 30, ALT)
    assert program.card.text.title == "Suppressed by a better cat"
    assert "a cat with 0.90 (dashed) overlaps it with IoU 0.82" in program.card.text.sentence
    assert (20, 20, 120, 120) in program.canvas.photo_scene.ghosts.boxes


def test_that_background_tells_how_far_below_the_threshold_it_is(program: Program) -> None:
    program.app.values.filter.set(DetectionFilter(score_threshold=0.5))
    program.press(250, 100, ALT)
    assert program.card.text.title == "Below the score threshold"
    assert "0.30 below the threshold of 0.50" in program.card.text.sentence


def test_that_a_near_miss_of_the_threshold_is_told_with_more_digits(program: Program) -> None:
    program.app.values.filter.set(DetectionFilter(score_threshold=0.901))
    program.press(25, 110, ALT)
    assert "scores 0.9000, 0.0010 below the threshold of 0.9010" in program.card.text.sentence


def test_that_an_object_is_explained_by_the_proposal_that_covers_it_best(program: Program) -> None:
    program.add("dog", (200, 50, 300, 190))
    program.press(250, 100, ALT)
    assert "Proposal 3 of 5" in program.card.text.facts
    assert "IoU 0.93 with this dog" in program.card.text.facts


def test_that_an_object_without_a_proposal_of_half_iou_is_said_to_have_none(program: Program) -> None:
    program.add("dog", (320, 220, 390, 290))
    program.press(350, 250, ALT)
    assert program.card.text.title == "No proposal with IoU ≥ 0.50 here"
    assert "this dog" in program.card.text.sentence


def test_that_beside_the_photo_there_is_no_proposal_and_nothing_to_take(program: Program) -> None:
    program.press(402, 150, ALT)
    assert program.card.text.title == "No proposal here"
    assert program.card.text.button == ""
    program.key(Qt.Key.Key_Return)
    assert program.objects == []
    program.key(Qt.Key.Key_Escape)
    assert not program.card.is_open


@pytest.mark.parametrize("how", ["return", "button"])
def test_that_the_proposal_becomes_an_object_in_one_undoable_step(program: Program, how: str) -> None:
    program.press(125, 30, ALT)
    if how == "return":
        program.key(Qt.Key.Key_Return)
    else:
        buttons = program.card.findChildren(QPushButton)
        QTest.mouseClick(buttons[0], LEFT)
    assert program.objects == [("cat", (30, 20, 130, 120))]
    assert not program.card.is_open
    assert program.canvas.hasFocus()
    program.app.session.undo_stack.undo()
    assert program.objects == []


def test_that_a_detection_is_not_shown_beside_the_object_made_of_its_proposal(program: Program) -> None:
    program.press(25, 110, ALT)
    program.key(Qt.Key.Key_Return)
    shown = program.app.detection.shown
    assert shown is not None
    assert len(shown) == 0
    program.app.session.undo_stack.undo()
    shown = program.app.detection.shown
    assert shown is not None
    assert len(shown) == 1


def test_that_escape_or_a_click_elsewhere_closes_the_card_and_ends_the_highlight(program: Program) -> None:
    program.press(25, 110, ALT)
    program.key(Qt.Key.Key_Escape)
    assert not program.card.is_open
    assert program.chip is None
    assert program.canvas.photo_scene.ghosts.boxes == ()
    program.press(25, 110, ALT)
    program.press(350, 250)
    assert not program.card.is_open
    program.press(25, 110, ALT)
    program.press(250, 100, ALT)
    assert program.card.is_open


def test_that_the_key_explains_what_is_under_the_cursor(program: Program) -> None:
    program.point(25, 110)
    program.key(Qt.Key.Key_E)
    assert program.card.text.title == "Detected: cat"


def test_that_the_card_stays_inside_the_canvas_wherever_it_opens(program: Program) -> None:
    for x, y in ((1, 1), (399, 1), (1, 299), (399, 299), (200, 150)):
        program.press(x, y, ALT)
        assert program.card.is_open
        assert program.canvas.rect().contains(program.card.geometry())
