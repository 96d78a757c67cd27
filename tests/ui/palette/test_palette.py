"""Everything the window can do is found by typing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image

from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.palette.entries import Entry, best
from frcnn_desktop.ui.palette.feature import PaletteFeature
from frcnn_desktop.ui.palette.palette import Palette
from frcnn_desktop.ui.shell.action_ids import ActionId, Need

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def texts(typed: str, *names: str, tip: str = "") -> list[str]:
    return [each.text for each in best(typed, [Entry(name, "", "", str, tip=tip) for name in names], 50)]


def test_that_what_begins_with_the_words_comes_first_then_where_a_word_does() -> None:
    names = ("unzoom", "Photo zoom", "Zoom in", "zoom_out", "Save")
    assert texts("zoom", *names) == ["Zoom in", "zoom_out", "Photo zoom", "unzoom"]
    assert texts("in zoom", *names) == ["Zoom in"]
    assert texts("", *names) == list(names)


def test_that_a_tip_is_searched_after_all_texts() -> None:
    entries = [Entry("Fit", "", "", str, tip="Show the whole photo"), Entry("photo", "", "", str)]
    assert [each.text for each in best("photo", entries, 9)] == ["photo", "Fit"]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    for name in ("a.png", "ship_01.png"):
        annotate(make_image(tmp_path / name), CAT)
    made = Composed(qtbot, tmp_path / "settings")
    made.open(tmp_path)
    yield made
    made.close()


def opened(window: Composed) -> tuple[Palette, QLineEdit]:
    window.key(Qt.Key.Key_P, CONTROL_SHIFT)
    palette = window.app.feature(PaletteFeature).palette
    assert palette.isVisible()
    field = palette.findChild(QLineEdit)
    assert field is not None
    return palette, field


def test_that_a_command_is_found_and_done(window: Composed) -> None:
    palette, field = opened(window)
    QTest.keyClicks(field, "photo only")
    assert palette.texts[0] == "Photo only"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.app.actions[ActionId.PHOTO_ONLY].isChecked()


def test_that_a_command_is_found_that_has_a_menu_of_its_own(window: Composed) -> None:
    window.app.actions.set_available(Need.LEARNING, True)
    palette, field = opened(window)
    QTest.keyClicks(field, "one class")
    assert palette.texts[0] == "One class at a time"
    [found] = [each for each in palette.entries if each.text == palette.texts[0]]
    assert found.detail == "Learning"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.app.actions[ActionId.ONE_CLASS].isChecked()


def test_that_every_command_that_can_be_run_is_offered(window: Composed) -> None:
    actions = window.app.actions
    palette, _ = opened(window)
    offered = {each.text for each in palette.entries}
    usable = [each for each in actions if each.isEnabled() and each.isVisible()]
    left = {plain_text(each.text()) for each in usable} - offered
    assert left == {plain_text(actions[ActionId.COMMAND_PALETTE].text())}
    palette.close()


def test_that_an_image_is_opened_by_a_part_of_its_name(window: Composed) -> None:
    palette, field = opened(window)
    QTest.keyClicks(field, "ship")
    assert palette.texts == ["ship_01.png"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: "ship_01" in str(window.app.workspace.current))


def test_that_a_class_is_given_to_the_selected_object(window: Composed) -> None:
    window.app.values.classes.add("3d printer")
    window.app.session.select([window.app.session.objects[0].id])
    _, field = opened(window)
    QTest.keyClicks(field, "3d")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [each.name for each in window.app.session.objects] == ["3d printer"]


def test_that_what_cannot_be_done_now_is_not_offered(qtbot: QtBot, tmp_path: Path) -> None:
    empty = Composed(qtbot, tmp_path / "settings")
    feature = empty.app.feature(PaletteFeature)
    feature.open()
    palette = feature.palette
    assert "Save" not in palette.texts
    assert "Command palette" not in palette.texts
    empty.close()


def test_that_keys_move_and_esc_gives_the_keyboard_back(window: Composed) -> None:
    window.app.canvas.setFocus()
    palette, field = opened(window)
    QTest.keyClicks(field, "no such thing")
    assert palette.texts == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert palette.isVisible()
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.app.canvas.hasFocus()
