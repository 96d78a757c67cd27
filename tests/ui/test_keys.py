"""Held keys, other layouts and input methods, on the window as it is composed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image
from support.keys import NONE, REPEATS, compose, focused, hold, press_place, repeat_as_pressed
from support.window import panel_of

from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.annotate.classes_panel import ClassesPanel
from frcnn_desktop.ui.canvas.modes import CanvasMode
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.training.page import TrainingPage

A, K = ActionId, Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RUSSIAN = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", strict=True))
FRENCH = {"W": "Z", "A": "Q", "Q": "A", "Z": "W", **{each: each for each in "DSXTH"}}


class Typist(Composed):
    """Three images; the first has a cat, which is selected, and a dog."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.ini")
        self.photos = [make_image(folder / f"{number}.png", (400, 300)) for number in range(3)]
        annotate(self.photos[0], CAT, DOG)
        self.open(*self.photos)
        self.session = self.app.session
        qtbot.waitUntil(lambda: len(self.session.objects) == 2)
        qtbot.waitUntil(lambda: self.app.inference.model_key != "")
        self.session.select([self.session.objects[0].id])
        self.app.canvas.setFocus()

    def ran(self, *names: str) -> list[str]:
        """Return a list that grows with each time one of the commands runs."""
        heard: list[str] = []
        for name in names:
            self.app.actions[name].triggered.connect(lambda *_, name=name: heard.append(name))
        return heard

    def ask_class(self) -> QLineEdit:
        """Ask for the class of the selected object; return the field."""
        self.app.actions[A.EDIT_LABEL].trigger()
        field = panel_of(self.app.window, ClassPicker).findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        return field

    def rename_row(self) -> QLineEdit:
        """Begin to rename, in place, a class that no object here has; return the editor."""
        view = self.classes.view
        view.setFocus()
        view.edit(view.model().index(self.app.values.classes.names.index("sofa"), 0))
        editor = view.findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        return editor

    @property
    def classes(self) -> ClassesPanel:
        return panel_of(self.app.window, ClassesPanel)


@pytest.fixture
def typist(qtbot: QtBot, tmp_path: Path) -> Iterator[Typist]:
    made = Typist(qtbot, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("name", "key", "modifiers"),
    [(A.VERIFY, K.Key_Space, NONE), (A.DIFFICULT, K.Key_X, NONE), (A.TRUNCATED, K.Key_T, NONE),
     (A.DUPLICATE, K.Key_D, CTRL), (A.PASTE, K.Key_V, CTRL), (A.DELETE, K.Key_Delete, NONE),
     (A.TOGGLE_BOXES, K.Key_H, NONE), (A.SAVE, K.Key_S, CTRL), ("class_1", K.Key_1, NONE)],
)  # fmt: skip
def test_that_a_held_key_acts_once(
    typist: Typist, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    heard = typist.ran(name)
    hold(key, modifiers)
    assert heard == [name]
    typist.wait_for_save()


@pytest.mark.parametrize(
    ("name", "sign", "modifiers"),
    [(A.VERIFY, " ", NONE), (A.DIFFICULT, "X", NONE), (A.DUPLICATE, "D", CTRL), (A.PASTE, "V", CTRL),
     (A.TOGGLE_BOXES, "H", NONE)],
)  # fmt: skip
def test_that_a_held_key_acts_once_where_qt_hears_presses_of_it(
    typist: Typist, name: str, sign: str, modifiers: Qt.KeyboardModifier
) -> None:
    heard = typist.ran(name)
    assert repeat_as_pressed(sign, modifiers) == 0
    assert heard == []


def test_that_keys_that_repeat_are_left_to_qt_where_it_hears_presses_of_them(typist: Typist) -> None:
    assert repeat_as_pressed("D") == repeat_as_pressed("Z", CTRL) == REPEATS


def test_that_walking_zoom_undo_and_nudging_repeat(typist: Typist) -> None:
    heard = typist.ran(A.ZOOM_IN, A.UNDO)
    hold(K.Key_Right)
    assert typist.session.objects[0].box[0] == CAT.box[0] + REPEATS
    hold(K.Key_Plus, CTRL)
    for _ in range(REPEATS):
        typist.session.duplicate()
    hold(K.Key_Z, CTRL)
    assert heard == [A.ZOOM_IN] * REPEATS + [A.UNDO] * REPEATS
    repeating = {action.objectName() for action in typist.app.actions if action.autoRepeat()}
    assert repeating == {
        A.UNDO, A.REDO, A.ZOOM_IN, A.ZOOM_OUT, A.PREVIOUS_IMAGE, A.NEXT_IMAGE, A.PREVIOUS_UNLABELLED,
        A.NEXT_UNLABELLED, A.PREVIOUS_UNVERIFIED, A.NEXT_UNVERIFIED,
    }  # fmt: skip


def test_that_a_lent_key_acts_once_when_it_is_held(typist: Typist) -> None:
    actions = typist.app.actions
    actions.lend_keys(A.VERIFY, A.SHOW_PROPOSALS, True)
    heard = typist.ran(A.VERIFY, A.SHOW_PROPOSALS)
    hold(K.Key_Space)
    assert heard == [A.SHOW_PROPOSALS]


def test_that_a_held_esc_steps_back_once(typist: Typist) -> None:
    typist.app.canvas.set_mode(CanvasMode.DRAW)
    hold(K.Key_Escape)
    assert typist.app.canvas.mode is CanvasMode.SELECT
    assert typist.session.selection


def test_that_a_return_held_since_before_the_question_does_not_answer_it(typist: Typist) -> None:
    field = typist.ask_class()
    QTest.simulateEvent(field, True, K.Key_Return, NONE, "\r", True)
    assert panel_of(typist.app.window, ClassPicker).is_open


@pytest.mark.parametrize(
    ("sign", "name"),
    [("W", A.DRAW), ("A", A.PREVIOUS_IMAGE), ("D", A.NEXT_IMAGE), ("X", A.DIFFICULT), ("T", A.TRUNCATED),
     ("H", A.TOGGLE_BOXES)],
)  # fmt: skip
@pytest.mark.parametrize("layout", [RUSSIAN, FRENCH], ids=["ru", "fr"])
def test_that_single_keys_work_by_their_place(
    typist: Typist, layout: dict[str, str], sign: str, name: str
) -> None:
    typist.app.actions[name].setEnabled(True)
    heard = typist.ran(name)
    written = layout[sign]
    press_place(sign, ord(written), written.lower())
    assert heard == [name]


@pytest.mark.parametrize(("sign", "name"), [("Z", A.UNDO), ("S", A.SAVE), ("A", A.SELECT_ALL)])
def test_that_ctrl_works_by_place_where_the_layout_has_no_latin_letters(
    typist: Typist, sign: str, name: str
) -> None:
    typist.session.duplicate()
    heard = typist.ran(name)
    press_place(sign, ord(RUSSIAN[sign]), "", CTRL)
    assert heard == [name]
    typist.wait_for_save()


def test_that_ctrl_with_a_latin_letter_is_what_is_written_on_the_key(typist: Typist) -> None:
    heard = typist.ran(A.CLOSE_IMAGE, A.UNDO, A.SELECT_ALL, A.QUIT)
    press_place("M", ord(","), ",", CTRL)
    press_place("O", ord("R"), "", CTRL | SHIFT)
    assert heard == []


def test_that_the_top_row_gives_classes_on_a_keyboard_that_writes_digits_with_shift(typist: Typist) -> None:
    heard = typist.ran("class_2")
    press_place("2", K.Key_2, "2", SHIFT)
    press_place("2", K.Key_Eacute, "é")
    assert heard == ["class_2", "class_2"]


def test_that_the_number_pad_gives_classes_once_on_every_layout(typist: Typist) -> None:
    heard = typist.ran("class_2")
    press_place("2", K.Key_2, "2", Qt.KeyboardModifier.KeypadModifier)
    assert heard == ["class_2"]
    QTest.keyClick(focused(), K.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert heard == ["class_2"] * 2


def test_that_caps_lock_changes_no_command(typist: Typist) -> None:
    heard = typist.ran(A.DIFFICULT, A.TRUNCATED)
    QTest.simulateEvent(focused(), True, K.Key_X, NONE, "X", False)
    press_place("T", ord(RUSSIAN["T"]), RUSSIAN["T"])
    assert heard == [A.DIFFICULT, A.TRUNCATED]


def test_that_keys_of_another_layout_stay_in_a_field_and_edit_it(typist: Typist) -> None:
    heard = typist.ran(A.DRAW, A.UNDO, A.DIFFICULT)
    field = typist.ask_class()
    for sign in "WXH":
        press_place(sign, ord(RUSSIAN[sign]), RUSSIAN[sign].lower())
    assert field.text() == "цчр"
    press_place("Z", ord("Я"), "", CTRL)
    assert (field.text(), heard) == ("", [])


def test_that_the_training_page_keeps_keys_of_every_layout_from_the_photo(typist: Typist) -> None:
    heard = typist.ran(A.NEXT_IMAGE, A.UNDO)
    typist.app.actions[A.TRAINING].trigger()
    panel_of(typist.app.window, TrainingPage).setFocus()
    press_place("D", ord("В"), "в")
    press_place("Z", ord("Я"), "", CTRL)
    assert heard == []


def test_that_return_takes_the_syllable_that_is_composed(typist: Typist) -> None:
    field = typist.ask_class()
    compose("고")
    compose("양", "고")
    compose("이", "양")
    QTest.keyClick(field, K.Key_Return)
    assert typist.session.objects[0].name == "고양이"


def test_that_return_in_place_takes_the_syllable_that_is_composed(typist: Typist, qtbot: QtBot) -> None:
    editor = typist.rename_row()
    editor.selectAll()
    compose("고")
    compose("양", "고")
    compose("이", "양")
    QTest.keyClick(editor, K.Key_Return)
    qtbot.waitUntil(lambda: "고양이" in typist.app.values.classes.names)


def test_that_a_half_typed_name_is_not_taken_when_another_window_gets_the_keyboard(
    typist: Typist, qtbot: QtBot
) -> None:
    before = typist.app.values.classes.names
    editor = typist.rename_row()
    editor.selectAll()
    QTest.keyClicks(editor, "half")
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert set(before) <= set(typist.app.values.classes.names)
    assert editor.isVisible()
    assert editor.text() == "half"
    typist.app.window.activateWindow()
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, " done")
    QTest.keyClick(editor, K.Key_Return)
    qtbot.waitUntil(lambda: "half done" in typist.app.values.classes.names)


def test_that_only_fields_take_an_input_method(typist: Typist) -> None:
    for view in typist.app.window.findChildren(QAbstractItemView):
        if view.isVisible() and view.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            index = view.model().index(0, 0)
            view.setFocus()
            if index.isValid():
                QTest.mouseClick(
                    view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
                )
            query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
            QCoreApplication.sendEvent(view, query)
            assert not query.value(Qt.InputMethodQuery.ImEnabled), view
            assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), view
    field = typist.ask_class()
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QCoreApplication.sendEvent(field, query)
    assert query.value(Qt.InputMethodQuery.ImEnabled)


def test_that_scores_do_not_answer_over_somebody_who_types(typist: Typist) -> None:
    field = typist.ask_class()
    picker = panel_of(typist.app.window, ClassPicker)
    compose("고")
    assert picker.is_typed_into
    QTest.keyClick(field, K.Key_Escape)
    typist.ask_class()
    assert not picker.is_typed_into


@pytest.mark.parametrize("name", ["3d printer", "12", "2 obj", "wad xth"])
def test_that_no_part_of_a_typed_name_runs_a_command(typist: Typist, name: str) -> None:
    heard = typist.ran(*(action.objectName() for action in typist.app.actions))
    field = typist.ask_class()
    heard.clear()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, K.Key_Return)
    assert typist.session.objects[0].name == name
    assert heard == []
