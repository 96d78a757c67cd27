"""Which keys run which command, when some of them were changed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from support.window import all_actions

from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.key_bindings import MOST_KEYS, KeyMap, effective, portable

A = ActionId
pytestmark = pytest.mark.usefixtures("qapp")
ROWS = {"draw": ("W",), "next": ("D", "Right"), "save": ("Ctrl+S",)}


@pytest.mark.parametrize(
    ("text", "key"),
    [("w", "W"), ("Delete", "Del"), ("ctrl+shift+z", "Ctrl+Shift+Z"), ("Ctrl++", "Ctrl++"), ("F12", "F12")],
)
def test_that_a_key_has_one_name(text: str, key: str) -> None:
    assert portable(text) == key


@pytest.mark.parametrize(
    "text", ["", "Tab", "Shift+Tab", "Ctrl", "Shift+", "Ctrl+K, Ctrl+S", "no key at all", "\ud800", "\n"]
)
def test_that_what_is_no_single_key_is_none(text: str) -> None:
    assert portable(text) == ""


def test_that_a_key_that_was_changed_is_gone_where_it_was() -> None:
    assert effective(ROWS, {"save": ("W",)}) == {"draw": (), "next": ("D", "Right"), "save": ("W",)}


def test_that_commands_nobody_knows_and_keys_that_are_none_are_passed_over() -> None:
    assert effective(ROWS, {"gone": ("D",), "draw": ("Tab", "R", "R")}) == {**ROWS, "draw": ("R",)}


def test_that_no_key_stands_twice_whatever_the_settings_say() -> None:
    found = effective(ROWS, {"save": ("Q",), "draw": ("Q", "E")})
    assert found == {"save": ("Q",), "draw": ("E",), "next": ("D", "Right")}


def test_that_a_command_has_a_bounded_number_of_keys() -> None:
    many = tuple(f"Ctrl+F{number}" for number in range(1, 13))
    assert len(effective(ROWS, {"draw": many})["draw"]) == MOST_KEYS


def test_that_taking_a_key_and_resetting_say_whom_it_is_taken_from() -> None:
    keys = KeyMap.of(ROWS, {}).with_key("draw", "D")
    assert keys.keys == {"draw": ("W", "D"), "next": ("Right",), "save": ("Ctrl+S",)}
    again, lost = keys.reset("next")
    assert (again.keys["next"], lost) == (("Right",), ("D",))
    assert keys.reset("draw")[0].without_key("draw", "W").changed == {"draw": (), "next": ("Right",)}


def test_that_a_rebound_command_shows_its_new_key_everywhere_and_the_old_one_is_free() -> None:
    actions = all_actions()
    actions.rebind({A.DRAW: ("R", "Ctrl+R")})
    assert actions.keys(A.DRAW) == ("R", "Ctrl+R")
    assert actions.keys(A.ANNOTATION_FOLDER) == ()
    assert "(R)" in actions[A.DRAW].toolTip()
    assert actions[A.ANNOTATION_FOLDER].toolTip() == actions.spec(A.ANNOTATION_FOLDER).tip
    assert actions.by_key(ord("W")) is None
    assert actions.by_key(ord("R")) is actions[A.DRAW]
    assert actions.way_to(A.DRAW) == "R"
    assert actions.way_to(A.ANNOTATION_FOLDER) == "“Annotation folder”"
    actions.rebind({})
    assert actions.keys(A.DRAW) == ("W",)


def test_that_keys_that_are_lent_follow_a_change_and_come_back() -> None:
    actions = all_actions()
    actions.lend_keys(A.VERIFY, A.ACCEPT_AND_NEXT, True)
    actions.rebind({A.VERIFY: ("V",)})
    assert actions[A.ACCEPT_AND_NEXT].shortcuts() == [QKeySequence("V"), QKeySequence("Shift+Space")]
    assert actions[A.VERIFY].shortcuts() == []
    actions.lend_keys(A.VERIFY, A.ACCEPT_AND_NEXT, False)
    assert actions[A.VERIFY].shortcuts() == [QKeySequence("V")]
    assert actions[A.ACCEPT_AND_NEXT].shortcuts() == [QKeySequence("Shift+Space")]
