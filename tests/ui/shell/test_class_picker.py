"""Picking a class by keyboard and mouse, beside the box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QListView
from pytestqt.qtbot import QtBot
from support.window import panel_of

from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.browse.empty_state import EmptyState
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow

NAMES = [("aeroplane", None), ("bicycle", None), ("bird", None), ("car", None)]
BOX = QRect(300, 200, 80, 60)


class Answers:
    """What a picker said, in order."""

    def __init__(self, picker: ClassPicker) -> None:
        self.heard: list[str] = []
        picker.class_chosen.connect(self.heard.append)
        picker.cancelled.connect(lambda: self.heard.append("cancelled"))


@pytest.fixture
def picker(qtbot: QtBot, window: MainWindow) -> ClassPicker:
    window.activateWindow()
    return ClassPicker(window)


@pytest.fixture
def edit(picker: ClassPicker) -> QLineEdit:
    found = picker.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def test_that_typing_filters_and_return_accepts(qtbot: QtBot, picker: ClassPicker, edit: QLineEdit) -> None:
    answers = Answers(picker)
    picker.open_at(BOX, NAMES)
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "bi")
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert answers.heard == ["bird"]
    assert not picker.is_open


def test_that_return_takes_the_best_scored_class_and_else_the_current_one(
    qtbot: QtBot, picker: ClassPicker, edit: QLineEdit
) -> None:
    answers = Answers(picker)
    picker.open_at(BOX, [("cat", 0.1), ("dog", 0.7), ("car", None)])
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    picker.open_at(BOX, NAMES, current="car")
    qtbot.keyClick(edit, Qt.Key.Key_Enter)
    assert answers.heard == ["dog", "car"]


def test_that_a_digit_marks_the_class_of_that_digit_key_however_the_list_is_sorted(
    qtbot: QtBot, picker: ClassPicker, edit: QLineEdit
) -> None:
    answers = Answers(picker)
    picker.set_class_keys(["cat", "dog", "car"])
    picker.open_at(BOX, [("cat", 0.1), ("dog", 0.2), ("car", 0.7)])
    qtbot.keyClick(edit, Qt.Key.Key_2)
    assert picker.is_open, "a name may begin with a digit"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert answers.heard == ["dog"]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("obj", "obj"), ("Obj", "Obj"), ("objs", "objs"), ("obj ", "obj"), ("OBJ 2", "obj 2"), ("ob", "objs"),
     ("12", "12"), ("3d printer", "3d printer"), ("2 obj", "2 obj"), ("2", "objs"), ("obj 2", "obj 2")],
)  # fmt: skip
def test_that_the_exact_name_wins_over_longer_and_likelier_ones(
    qtbot: QtBot, picker: ClassPicker, edit: QLineEdit, typed: str, taken: str
) -> None:
    answers = Answers(picker)
    names = ["iobj", "objs", "obj 2", "obj", "Obj"]
    picker.set_class_keys(names)
    picker.open_at(
        BOX,
        [(name, None) for name in names]
        if typed != "obj"
        else [(n, 0.9 if n == "objs" else 0.1) for n in names],
    )
    qtbot.keyClicks(edit, typed)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert answers.heard == [taken]


def test_that_a_digit_inside_a_name_is_typed(qtbot: QtBot, picker: ClassPicker, edit: QLineEdit) -> None:
    answers = Answers(picker)
    picker.open_at(BOX, NAMES)
    qtbot.keyClicks(edit, "van2")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert answers.heard == ["van2"]


def test_that_esc_gives_up_and_gives_the_keyboard_back(
    qtbot: QtBot, window: MainWindow, picker: ClassPicker, edit: QLineEdit
) -> None:
    panel_of(window, EmptyState).setFocus()
    answers = Answers(picker)
    picker.open_at(BOX, NAMES)
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert answers.heard == ["cancelled"]
    assert panel_of(window, EmptyState).hasFocus()


def test_that_no_command_runs_while_a_name_is_typed(
    qtbot: QtBot, picker: ClassPicker, edit: QLineEdit, actions: Actions
) -> None:
    ran: list[str] = []
    for name in (ActionId.DRAW, ActionId.NEXT_IMAGE, ActionId.VERIFY, ActionId.ACCEPT, ActionId.CANCEL):
        actions[name].triggered.connect(lambda _=False, name=name: ran.append(name))
    picker.open_at(BOX, NAMES)
    qtbot.keyClicks(edit, "wd i")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert ran == []


def test_that_a_click_on_a_row_chooses_it(qtbot: QtBot, picker: ClassPicker) -> None:
    answers = Answers(picker)
    picker.open_at(BOX, NAMES)
    view = picker.findChild(QListView)
    assert isinstance(view, QListView)
    where = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert answers.heard == ["bicycle"]


def test_that_leaving_for_another_widget_gives_up_but_leaving_the_window_does_not(
    window: MainWindow, picker: ClassPicker, edit: QLineEdit
) -> None:
    answers = Answers(picker)
    picker.open_at(BOX, NAMES)
    edit.clearFocus()
    assert answers.heard == ["cancelled"]


def test_that_asking_again_ends_the_first_question(picker: ClassPicker) -> None:
    answers = Answers(picker)
    picker.open_at(BOX, NAMES)
    picker.open_at(BOX, NAMES)
    assert answers.heard == ["cancelled"]
    assert picker.is_open


def test_that_scores_may_arrive_while_a_name_is_typed(
    qtbot: QtBot, picker: ClassPicker, edit: QLineEdit
) -> None:
    answers = Answers(picker)
    picker.open_at(BOX, NAMES)
    qtbot.keyClicks(edit, "b")
    picker.set_candidates([("bicycle", 0.1), ("bird", 0.9), ("car", 0.95)])
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert answers.heard == ["bird"]


@pytest.mark.parametrize(
    "box",
    [QRect(0, 0, 10, 10), QRect(1300, 700, 60, 60), QRect(0, 0, 1366, 768), QRect(700, 740, 20, 20)],
)
def test_that_it_stays_inside_the_window(window: MainWindow, picker: ClassPicker, box: QRect) -> None:
    picker.open_at(box, NAMES)
    assert window.rect().contains(picker.geometry())
