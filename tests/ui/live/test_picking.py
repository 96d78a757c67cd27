"""Picking proposals, by mouse and keys, with planted ones."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from support.planted import ALT, LEFT, NONE, PlantedEngine
from support.planted import PlantedProgram as Program

from frcnn_desktop.ui.canvas.modes import CanvasMode


def test_that_picking_shows_the_proposals_under_the_cursor_best_score_first(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    assert program.canvas.mode is CanvasMode.PICK
    assert program.app.actions["pick"].isChecked()
    program.point(50, 50)
    assert program.chip == ("cat 0.90", "1 of 4")
    seen = []
    for _ in range(4):
        program.wheel(-120)
        seen.append(program.chip)
    assert seen == [
        ("cat 0.60", "2 of 4"),
        ("dog 0.35", "3 of 4"),
        ("cat 0.20", "4 of 4"),
        ("cat 0.90", "1 of 4"),
    ]
    program.wheel(120)
    assert program.chip == ("cat 0.20", "4 of 4")


def test_that_how_to_pick_is_told_while_one_picks_and_not_longer(program: Program) -> None:
    def told() -> bool:
        labels = program.app.frame.status_bar.findChildren(QLabel)
        return any(label.text().startswith("Click makes the proposal an object") for label in labels)

    program.key(Qt.Key.Key_P)
    assert told()
    program.key(Qt.Key.Key_Escape)
    assert not told()


def test_that_a_touch_pad_turns_the_wheel_in_small_parts(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    for _ in range(3):
        program.wheel(-40)
    assert program.chip == ("cat 0.60", "2 of 4")


def test_that_control_and_wheel_zooms_while_picking(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    zoom = program.canvas.zoom
    program.wheel(120, Qt.KeyboardModifier.ControlModifier)
    assert program.canvas.zoom > zoom
    assert program.chip == ("cat 0.90", "1 of 4")


def test_that_a_chosen_proposal_stays_while_the_mouse_moves_within_it(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.wheel(-120)
    program.point(110, 110)
    assert program.chip == ("cat 0.60", "2 of 3")
    program.point(250, 100)
    program.point(110, 110)
    assert program.chip == ("cat 0.90", "1 of 3")


def test_that_a_click_makes_a_clear_proposal_an_object_and_goes_on_picking(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.wheel(-120)
    program.press(50, 50)
    assert program.objects == [("cat", (30, 20, 130, 120))]
    assert program.canvas.mode is CanvasMode.PICK
    assert program.chip is None
    program.point(50, 50)
    assert program.chip == ("cat 0.90", "1 of 3")
    program.app.session.undo_stack.undo()
    assert program.objects == []
    program.point(50, 50)
    assert program.chip == ("cat 0.90", "1 of 4")


def test_that_a_double_click_takes_one_proposal_only(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.press(50, 50)
    QTest.mouseDClick(program.canvas.viewport(), LEFT, NONE, program.at(50, 50))
    assert program.objects == [("cat", (20, 20, 120, 120))]


def test_that_an_explanation_holds_the_outline_while_picking(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.press(25, 110, ALT)
    program.point(250, 290)
    pointed = program.canvas.pointed.pointed
    assert pointed is not None
    assert pointed.box == (20, 20, 120, 120)
    program.key(Qt.Key.Key_Escape)
    assert program.chip == ("cat 0.20", "1 of 1")


def test_that_a_doubtful_proposal_asks_for_its_class_with_the_likeliest_marked(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.wheel(-240)
    program.press(50, 50)
    assert program.picker.is_open
    assert program.objects == []
    program.point(250, 100)
    assert program.chip == ("dog 0.35", "3 of 4")
    program.key(Qt.Key.Key_Return)
    assert program.objects == [("dog", (40, 40, 60, 60))]


def test_that_escape_leaves_picking_and_its_outline(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.key(Qt.Key.Key_Escape)
    assert program.canvas.mode is CanvasMode.SELECT
    assert program.chip is None
    assert program.app.actions["select"].isChecked()
    program.key(Qt.Key.Key_P)
    program.key(Qt.Key.Key_P)
    assert program.canvas.mode is CanvasMode.SELECT


def test_that_an_image_closed_while_picking_takes_the_outline_with_it(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.app.session.close()
    assert program.chip is None
    program.point(60, 60)
    assert program.chip is None


def test_that_a_proposal_in_which_nothing_is_seen_can_be_given_a_class(
    program: Program, qtbot: QtBot
) -> None:
    engine = program.engine
    assert isinstance(engine, PlantedEngine)
    # As a run that was kept on disk has it where all scores were too small to be kept.
    engine.planted = (((200, 50, 300, 200), (1.0, 0.0, 0.0)),)
    with qtbot.waitSignal(program.app.detection.run_shown):
        program.app.detection.detect()
    program.key(Qt.Key.Key_P)
    program.press(250, 100)
    program.key(Qt.Key.Key_Return)
    assert [box for _, box in program.objects] == [(200, 50, 300, 200)]
    program.point(250, 101)
    assert program.chip is None
