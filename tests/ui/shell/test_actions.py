"""The commands: complete, reachable, without conflicts."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoCommand
from PySide6.QtWidgets import QMenu, QToolBar
from pytestqt.qtbot import QtBot
from support.window import all_actions, panel_of

from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.ui import app
from frcnn_desktop.ui.annotate.outline import class_action_id
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.browse.empty_state import EmptyState
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow


def _menu_actions(menu: QMenu) -> set[QAction]:
    found: set[QAction] = set()
    for action in menu.actions():
        submenu = action.menu()
        found |= _menu_actions(submenu) if isinstance(submenu, QMenu) else {action}
    return found


def test_that_no_key_means_two_things(actions: Actions) -> None:
    keys = Counter(key.toString() for action in actions for key in action.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []


def test_that_what_is_available_already_is_not_told_to_every_command_again(
    actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []

    def note(each: Actions) -> None:
        told.append(Need.DISAGREEMENT in each._available)

    monkeypatch.setattr(Actions, "_update_enabled", note)
    for available in (False, False, True, True):
        actions.set_available(Need.DISAGREEMENT, available)
    assert told == [False, True]


def test_that_every_command_is_in_a_menu(window: MainWindow, actions: Actions) -> None:
    reachable: set[QAction] = set()
    for entry in window.menuBar().actions():
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        reachable |= _menu_actions(menu)
    assert [action.objectName() for action in actions if action not in reachable] == []


def test_that_every_id_has_a_row_and_every_tooltip_names_the_key(actions: Actions) -> None:
    for name in ActionId:
        action = actions[name]
        assert action.text()
        assert actions.spec(name).tip in action.toolTip()
        assert actions.key_text(name) in action.toolTip()


def test_that_every_icon_named_in_the_table_exists(actions: Actions) -> None:
    for menu in actions.menus:
        for row in menu.rows:
            if row is not None and row.icon:
                assert resource_path("icons", f"{row.icon}.svg").is_file()


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        (ActionId.DRAW, {"W"}),
        (ActionId.PREVIOUS_IMAGE, {"A"}),
        (ActionId.NEXT_IMAGE, {"D"}),
        (ActionId.VERIFY, {"Space"}),
        (ActionId.DELETE, {"Del", "Backspace"}),
        (ActionId.SAVE, {"Ctrl+S"}),
        (ActionId.SAVE_AS, {"Ctrl+Shift+S"}),
        (ActionId.OPEN_FOLDER, {"Ctrl+U"}),
        (ActionId.OPEN_FILES, {"Ctrl+O"}),
        (ActionId.ANNOTATION_FOLDER, {"Ctrl+R"}),
        (ActionId.OPEN_ANNOTATION, {"Ctrl+Shift+O"}),
        (ActionId.DUPLICATE, {"Ctrl+D"}),
        (ActionId.PASTE, {"Ctrl+V"}),
        (ActionId.EDIT_LABEL, {"Ctrl+E"}),
        (ActionId.TOGGLE_BOXES, {"H", "Ctrl+H"}),
        (ActionId.REDO, {"Ctrl+Shift+Z", "Ctrl+Y"}),
        (ActionId.ZOOM_FIT, {"Ctrl+F"}),
        (ActionId.ZOOM_WIDTH, {"Ctrl+Shift+F"}),
    ],
)
def test_that_labelimgs_keys_do_what_they_did(actions: Actions, name: ActionId, keys: set[str]) -> None:
    assert {key.toString() for key in actions[name].shortcuts()} == keys


def test_that_a_command_is_off_until_everything_it_needs_is_there() -> None:
    actions = all_actions()
    detect = actions[ActionId.DETECT]
    assert not detect.isEnabled()
    actions.set_available(Need.IMAGE, True)
    assert not detect.isEnabled()
    actions.set_available(Need.MODEL, True)
    assert detect.isEnabled()
    actions.set_available(Need.IMAGE, False)
    assert not detect.isEnabled()


def test_that_the_digit_keys_carry_the_names_of_the_classes(program: Application, actions: Actions) -> None:
    program.values.classes.set_names(["car", "dog & cat"])
    assert actions[class_action_id(1)].text() == "car"
    assert actions[class_action_id(2)].text() == "dog && cat"
    assert not actions[class_action_id(3)].isEnabled()


def test_that_undo_follows_the_stack_and_says_what_it_undoes(program: Application, actions: Actions) -> None:
    stack = program.session.undo_stack
    assert not actions[ActionId.UNDO].isEnabled()
    stack.push(QUndoCommand("Move box"))
    assert actions[ActionId.UNDO].text() == "&Undo Move box"
    actions[ActionId.UNDO].trigger()
    assert not stack.canUndo()
    assert actions[ActionId.REDO].isEnabled()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Qt.Key.Key_D, ActionId.NEXT_IMAGE),
        (Qt.Key.Key_Space, ActionId.VERIFY),
        (Qt.Key.Key_I, ActionId.DETECT),
    ],
)
def test_that_a_pressed_key_runs_its_command_once(
    qtbot: QtBot, window: MainWindow, actions: Actions, key: Qt.Key, name: ActionId
) -> None:
    window.activateWindow()
    panel_of(window, EmptyState).setFocus()
    heard: list[bool] = []
    actions[name].triggered.connect(lambda: heard.append(True))
    qtbot.keyClick(panel_of(window, EmptyState), key)
    assert len(heard) == 1


def test_that_toolbar_buttons_have_a_name_for_screen_readers(window: MainWindow, actions: Actions) -> None:
    bar = window.findChild(QToolBar)
    assert isinstance(bar, QToolBar)
    for action in bar.actions():
        if not action.isSeparator():
            assert bar.widgetForAction(action).accessibleName()
    assert QKeySequence("Ctrl+S") in actions[ActionId.SAVE].shortcuts()


def test_that_no_sentence_names_a_key_that_a_person_may_have_given_away() -> None:
    """What a command's key is at the moment is said by `Actions.key_text`."""
    named = re.compile(r"(?<!\}) \((?:[A-Z]|F\d+)\)")
    code = (path.read_text("utf-8") for path in Path(app.__file__).parent.rglob("*.py"))
    suspects = [ast.parse(text) for text in code if named.search(text)]
    texts = [node for tree in suspects for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert not [text.value for text in texts if isinstance(text.value, str) and named.search(text.value)]
