"""A list of commands and their keys that typing searches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.kit.key_caps import show_keys
from frcnn_desktop.ui.kit.key_list import KeyList


@pytest.fixture
def commands(qtbot: QtBot) -> KeyList:
    commands = KeyList()
    qtbot.addWidget(commands)
    commands.add_group("File", [("Save", "Write the annotation", ["Ctrl+S"]), ("Open", "", ["Ctrl+O"])])
    commands.add_group("View", [("Zoom in", "", ["Ctrl++"])])
    commands.show()
    return commands


def visible(commands: KeyList) -> list[str]:
    groups = [commands.tree.topLevelItem(number) for number in range(commands.tree.topLevelItemCount())]
    shown = [group for group in groups if group is not None and not group.isHidden()]
    items = [group.child(row) for group in shown for row in range(group.childCount())]
    return [group.text(0) for group in shown] + [item.text(0) for item in items if not item.isHidden()]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("ctrl+s", ["File", "Save"]),
        ("annotation write", ["File", "Save"]),
        ("in", ["View", "Zoom in"]),
        ("save zoom", []),
    ],
)
def test_that_rows_with_every_typed_word_are_left_and_groups_without_rows_go(
    commands: KeyList, typed: str, left: list[str]
) -> None:
    QTest.keyClicks(commands.filter, typed)
    assert visible(commands) == left
    said = [label.text() for label in commands.findChildren(QLabel) if label.isVisible()]
    assert bool(said) is not bool(left)
    commands.filter.clear()
    assert len(visible(commands)) == 5


def test_that_keys_which_change_are_searched_as_they_are_now(commands: KeyList) -> None:
    commands.filter.setText("ctrl+w")
    (item,) = commands.add_group("More", [("Close", "", [])])
    show_keys(item, 1, ["Ctrl+W"])
    commands.search()
    assert visible(commands) == ["More", "Close"]


def test_that_tab_goes_from_the_field_over_what_stands_beside_it_to_the_rows(
    qtbot: QtBot, commands: KeyList
) -> None:
    beside = [QPushButton("one"), QPushButton("two")]
    for button in beside:
        commands.add_beside(button)
    qtbot.waitUntil(beside[1].isVisible)
    commands.filter.setFocus()
    reached = []
    for _ in range(3):
        QTest.keyClick(commands.focusWidget(), Qt.Key.Key_Tab)
        reached.append(commands.focusWidget())
    assert reached == [*beside, commands.tree]
