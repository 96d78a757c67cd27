"""The dialog that changes keys, used as a person does, on the window as it is composed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image
from support.keys import NONE, SCAN_CODES, hold, press_place

from frcnn_desktop.ui.help.shortcuts import ShortcutsDialog
from frcnn_desktop.ui.keys.dialog import KeysDialog
from frcnn_desktop.ui.keys.exchange import FORMAT
from frcnn_desktop.ui.keys.feature import KeysFeature
from frcnn_desktop.ui.kit.key_caps import KEYS
from frcnn_desktop.ui.palette.feature import PaletteFeature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.prompts import Prompts
from frcnn_desktop.ui.shell.settings import Settings

A, K = ActionId, Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Rebinder(Composed):
    """One image with a cat that is selected."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json")
        photos = [make_image(folder / f"{number}.png", (400, 300)) for number in range(2)]
        annotate(photos[0], CAT)
        self.open(*photos)
        self.session = self.app.session
        qtbot.waitUntil(lambda: len(self.session.objects) == 1)
        self.session.select([self.session.objects[0].id])
        self.app.canvas.setFocus()

    def ask(self, name: str = A.DRAW) -> KeysDialog:
        """Open the dialog at a command."""
        self.app.actions[A.KEYS].trigger()
        dialog = self.app.feature(KeysFeature).dialog
        assert dialog is not None
        dialog.choose(name)
        dialog.activateWindow()
        dialog.editor.capture.setFocus()
        self.qtbot.waitUntil(dialog.editor.capture.hasFocus)
        return dialog

    def agree(self, dialog: KeysDialog) -> None:
        dialog.accept()
        self.app.window.activateWindow()
        self.app.canvas.setFocus()
        self.qtbot.waitUntil(self.app.canvas.hasFocus)

    def ran(self, name: str) -> list[str]:
        heard: list[str] = []
        self.app.actions[name].triggered.connect(lambda *_: heard.append(name))
        return heard


@pytest.fixture
def rebinder(qtbot: QtBot, tmp_path: Path) -> Iterator[Rebinder]:
    made = Rebinder(qtbot, tmp_path)
    yield made
    made.close()


def press(dialog: KeysDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(dialog.editor.capture, key, modifiers)


def test_that_a_free_key_is_taken_at_once_and_holds_when_the_dialog_is_accepted(rebinder: Rebinder) -> None:
    drawn, dialog = rebinder.ran(A.DRAW), rebinder.ask()
    press(dialog, K.Key_G)
    assert dialog.keys.keys[A.DRAW] == ("W", "G")
    rebinder.agree(dialog)
    for key in (K.Key_G, K.Key_W):
        rebinder.key(key)
    assert len(drawn) == 2


def test_that_cancel_leaves_every_key_as_it_was(rebinder: Rebinder) -> None:
    dialog = rebinder.ask()
    press(dialog, K.Key_G)
    dialog.reject()
    assert rebinder.app.actions.keys(A.DRAW) == ("W",)


def test_that_a_key_of_another_command_is_taken_only_when_a_person_says_so(rebinder: Rebinder) -> None:
    dialog = rebinder.ask()
    press(dialog, K.Key_D)
    assert dialog.editor.note == "D belongs to “Next”."
    assert dialog.keys.keys[A.DRAW] == ("W",)
    assert dialog.editor.take.text() == "Take it from “Next”"
    dialog.editor.leave.click()
    assert (dialog.editor.note, dialog.editor.take.isVisible()) == ("", False)
    press(dialog, K.Key_D)
    dialog.editor.take.click()
    assert dialog.keys.keys[A.DRAW] == ("W", "D")
    assert dialog.keys.keys[A.NEXT_IMAGE] == ()


def test_that_a_key_is_taken_away_and_a_command_is_reset(rebinder: Rebinder) -> None:
    dialog = rebinder.ask(A.DELETE)
    caps = [each for each in dialog.editor.findChildren(QToolButton) if each.objectName() == "Backspace"]
    caps[0].click()
    assert dialog.keys.keys[A.DELETE] == ("Del",)
    dialog.editor.reset.click()
    assert dialog.keys.keys[A.DELETE] == ("Del", "Backspace")
    assert not dialog.editor.reset.isEnabled()


def test_that_a_reset_asks_for_a_key_that_another_command_has_now(rebinder: Rebinder) -> None:
    dialog = rebinder.ask()
    press(dialog, K.Key_D)
    dialog.editor.take.click()
    dialog.choose(A.NEXT_IMAGE)
    dialog.editor.reset.click()
    assert dialog.editor.note == "D belongs to “Draw box”."
    dialog.editor.take.click()
    assert dialog.keys.changed == {}


@pytest.mark.parametrize(
    ("key", "modifiers", "said"),
    [
        (K.Key_W, NONE, "W runs this command already."),
        (K.Key_F, ALT, "Alt+F opens the menu “File”."),
        (K.Key_Shift, SHIFT, ""),
    ],
)
def test_that_what_cannot_be_given_is_said(
    rebinder: Rebinder, key: Qt.Key, modifiers: Qt.KeyboardModifier, said: str
) -> None:
    dialog = rebinder.ask()
    press(dialog, key, modifiers)
    assert (dialog.editor.note, dialog.keys.changed) == (said, {})


def test_that_esc_and_return_can_be_recorded_and_tab_leads_on(rebinder: Rebinder) -> None:
    dialog = rebinder.ask(A.TOGGLE_BOXES)
    for key in (K.Key_Escape, K.Key_Return):
        press(dialog, key)
        dialog.editor.take.click()
    assert dialog.isVisible()
    assert dialog.keys.keys[A.TOGGLE_BOXES] == ("H", "Ctrl+H", "Esc", "Return")
    QTest.keyClick(dialog.editor.capture, K.Key_Tab)
    assert not dialog.editor.capture.hasFocus()


def test_that_a_held_key_is_recorded_once(rebinder: Rebinder) -> None:
    dialog = rebinder.ask()
    heard: list[str] = []
    dialog.editor.capture.captured.connect(heard.append)
    hold(K.Key_Right)
    assert heard == ["Right"]


def test_that_every_command_can_be_found_and_changed(rebinder: Rebinder) -> None:
    dialog = rebinder.ask()
    assert set(dialog.keys.keys) == {action.objectName() for action in rebinder.app.actions}
    for action in rebinder.app.actions:
        dialog.choose(action.objectName())
        assert dialog.editor.capture.isEnabled()


def test_that_typing_filters_by_command_and_key(rebinder: Rebinder) -> None:
    dialog = rebinder.ask()
    field = dialog.filter
    field.setText("ctrl+shift+z")
    assert dialog.shown == [A.REDO]
    field.setText("next unlabelled")
    assert dialog.shown == [A.NEXT_UNLABELLED]
    field.setText("no such thing")
    assert dialog.shown == []
    field.setFocus()
    QTest.keyClick(field, K.Key_Return)
    assert dialog.isVisible()


def test_that_a_scheme_gives_the_keys_of_another_program_and_says_what_it_took(
    rebinder: Rebinder,
) -> None:
    walked, dialog = rebinder.ran(A.NEXT_IMAGE), rebinder.ask()
    dialog.scheme.setCurrentIndex(dialog.scheme.findData("cvat"))
    dialog.scheme.activated.emit(dialog.scheme.currentIndex())
    assert dialog.keys.keys[A.NEXT_IMAGE] == ("F",)
    assert dialog.said == "Without a key now: Next not verified, Proposals, RoI projections, Detections, …"
    rebinder.agree(dialog)
    rebinder.key(K.Key_F)
    assert walked == [A.NEXT_IMAGE]
    again = rebinder.ask()
    assert again.scheme.currentData() == "cvat"
    again.reset_all.click()
    assert (again.keys.changed, again.scheme.currentData()) == ({}, "own")


def test_that_changed_keys_are_there_after_a_restart_and_everything_shows_them(
    rebinder: Rebinder, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = rebinder.ask()
    press(dialog, K.Key_G)
    caps = [each for each in dialog.editor.findChildren(QToolButton) if each.objectName() == "W"]
    caps[0].click()
    rebinder.agree(dialog)
    rebinder.app.settings.sync()
    assert Settings(tmp_path / "settings.json").keys == {A.DRAW: ("G",)}
    again = Composed(qtbot, tmp_path / "settings.json")
    try:
        actions = again.app.actions
        assert actions.key_text(A.DRAW) == "G"
        assert actions[A.DRAW].toolTip().endswith("(G)")
        palette = again.app.feature(PaletteFeature)
        actions[A.DRAW].setEnabled(True)
        palette.open()
        assert {"Draw box": "G"}.items() <= {each.text: each.key for each in palette.palette.entries}.items()
        sheet = ShortcutsDialog(actions)
        rows = sheet.list.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        shown = [item.data(1, KEYS) for item in rows]
        assert ["G"] in shown
        assert ["W"] not in shown
        sheet.deleteLater()
    finally:
        again.close()


@pytest.mark.parametrize("sign", ["ㅎ", "П"])
def test_that_a_key_is_recorded_by_its_place_and_works_on_every_layout(rebinder: Rebinder, sign: str) -> None:
    drawn, dialog = rebinder.ran(A.DRAW), rebinder.ask()
    press_place("G", ord(sign), sign)
    assert dialog.keys.keys[A.DRAW] == ("W", "G")
    rebinder.agree(dialog)
    press_place("G", ord(sign), sign)
    rebinder.key(K.Key_G)
    assert len(drawn) == 2


def test_that_what_a_held_key_does_goes_with_the_command(rebinder: Rebinder) -> None:
    actions = rebinder.app.actions
    zoomed, verified = rebinder.ran(A.ZOOM_IN), rebinder.ran(A.VERIFY)
    actions.rebind({A.ZOOM_IN: ("Space", "PgUp"), A.VERIFY: ("Ctrl++", "PgDown")})
    for key in (K.Key_Space, K.Key_PageUp, K.Key_PageDown):
        hold(key)
    hold(K.Key_Plus, CTRL)
    assert (len(zoomed), len(verified)) == (52, 2)
    rebinder.wait_for_save()


def test_that_stepping_back_on_the_canvas_follows_its_key(rebinder: Rebinder) -> None:
    boxes = rebinder.ran(A.TOGGLE_BOXES)
    rebinder.app.actions.rebind({A.CANCEL: ("Q",), A.TOGGLE_BOXES: ("Esc",)})
    rebinder.key(K.Key_Escape)
    assert boxes == [A.TOGGLE_BOXES]
    assert rebinder.session.selection
    rebinder.key(K.Key_Q)
    assert not rebinder.session.selection


def test_that_commands_on_objects_are_off_on_the_training_page_by_any_key(
    rebinder: Rebinder,
) -> None:
    actions = rebinder.app.actions
    actions.rebind({A.DUPLICATE: ("Ctrl+K",)})
    duplicated = rebinder.ran(A.DUPLICATE)
    rebinder.key(K.Key_K, CTRL)
    actions[A.TRAINING].trigger()
    page = QApplication.focusWidget()
    assert page is not None
    event = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_K, CTRL, SCAN_CODES["K"], 0, 0, "")
    event.ignore()
    QApplication.sendEvent(page, event)
    assert event.isAccepted()
    assert len(duplicated) == 1


def test_that_keys_are_carried_over_by_a_file_and_a_hostile_one_is_refused_in_a_sentence(
    rebinder: Rebinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.json"
    monkeypatch.setattr(Prompts, "keys_to_save", lambda _prompts: path)
    monkeypatch.setattr(Prompts, "keys_to_open", lambda _prompts: path)
    dialog = rebinder.ask()
    press(dialog, K.Key_G)
    dialog.export_wanted.emit()
    rebinder.qtbot.waitUntil(lambda: dialog.said == f"Written: {path}")
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["keys"][A.DRAW] == ["W", "G"]
    dialog.reset_all.click()
    dialog.import_wanted.emit()
    rebinder.qtbot.waitUntil(lambda: dialog.keys.keys[A.DRAW] == ("W", "G"))
    path.write_text(json.dumps({"format": FORMAT, "version": 1, "keys": {"draw": ["W"], "save": ["W"]}}))
    dialog.import_wanted.emit()
    said = "mine.json is refused: it gives W to two commands, draw and save."
    rebinder.qtbot.waitUntil(lambda: dialog.said == said)
    assert dialog.keys.keys[A.DRAW] == ("W", "G")
    path.write_text(json.dumps({"format": FORMAT, "version": 1, "keys": {"fly": ["W"]}}))
    dialog.import_wanted.emit()
    rebinder.qtbot.waitUntil(lambda: dialog.said == "1 command of that file is not known here: fly.")
