"""Classes changed in every file of the open folder by clicks, on the real threads."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from support.classes_by_hand import apply, choose, classes_in, contents, opened, rename, row, settle
from support.composed import Composed

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.classes.classes_dialog import ClassesDialog
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import LeavePolicy

LEFT = Qt.MouseButton.LeftButton


def test_that_a_class_is_renamed_in_every_file_and_undo_brings_every_byte_back(
    window: Composed, farm: Path
) -> None:
    before = contents(farm)
    window.open(farm)
    settle(window)
    dialog = opened(window)
    rename(window, dialog, "dog", "hound")
    assert dialog.form.summary.text() == "2 files change: 2 objects get another class."
    assert dialog.form.apply.text() == "Change 2 files"
    assert contents(farm) == before
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: "2 files changed" in window.message)
    assert classes_in(farm) == {"cat": 1, "hound": 2, "Cat": 1}
    window.qtbot.waitUntil(lambda: [each.name for each in window.app.session.objects] == ["cat", "hound"])
    classes = window.app.values.classes
    assert {"hound", "dog"} & set(classes.own) == {"hound"}
    window.click("Undo")
    window.qtbot.waitUntil(lambda: "2 files restored" in window.message)
    assert contents(farm) == before
    window.qtbot.waitUntil(lambda: [each.name for each in window.app.session.objects] == ["cat", "dog"])
    assert {"hound", "dog"} & set(classes.own) == {"dog"}


def test_that_misspellings_are_offered_and_merged_by_a_tick(window: Composed, farm: Path) -> None:
    window.open(farm)
    dialog = opened(window)
    (item,) = (dialog.form.suspicions.item(n) for n in range(dialog.form.suspicions.count()))
    assert "“Cat” (1)" in item.text()
    item.setCheckState(Qt.CheckState.Checked)
    assert row(dialog, "Cat").text(0) == "cat"
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: classes_in(farm) == {"cat": 2, "dog": 2})


def test_that_chosen_classes_are_merged_and_deleted_by_buttons(window: Composed, farm: Path) -> None:
    window.open(farm)
    dialog = opened(window)
    choose(dialog, "Cat", "dog")
    menu = dialog.form.merge.menu()
    menu.aboutToShow.emit()
    assert {action.text() for action in menu.actions()} == {"Cat", "dog"}
    next(action for action in menu.actions() if action.text() == "dog").trigger()
    choose(dialog, "cat")
    QTest.mouseClick(dialog.form.delete, LEFT)
    assert "1 object is deleted" in dialog.form.summary.text()
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: classes_in(farm) == {"dog": 3})


def test_that_unsaved_edits_of_the_open_image_are_saved_before(window: Composed, farm: Path) -> None:
    window.open(farm)
    window.app.session.add_objects([ObjectAnnotation("dog", (2.0, 2.0, 9.0, 9.0))])
    dialog = opened(window)
    assert not window.app.session.dirty
    rename(window, dialog, "dog", "hound")
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: classes_in(farm)["hound"] == 3)


def test_that_nothing_is_opened_over_edits_that_a_person_wants_to_keep_open(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(farm)
    window.app.settings.leave_policy = LeavePolicy.ASK
    window.app.session.add_objects([ObjectAnnotation("dog", (2.0, 2.0, 9.0, 9.0))])
    asked: list[bool] = []
    monkeypatch.setattr("frcnn_desktop.ui.browse.unsaved.ask_unsaved", lambda *_: asked.append(True))
    window.app.actions[ActionId.DATA_SET_CLASSES].trigger()
    assert asked
    assert not window.app.window.findChildren(ClassesDialog)
    assert window.app.session.dirty
    window.app.session.discard_edits()


def test_that_a_colour_goes_with_its_class_and_comes_back_with_undo(window: Composed, farm: Path) -> None:
    window.open(farm)
    before = class_colour("dog")
    dialog = opened(window)
    dialog.set_colour("dog", QColor("#123456"))
    rename(window, dialog, "dog", "hound")
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: "2 files changed" in window.message)
    dialog = opened(window)
    dialog.set_colour("hound", QColor("#123456"))
    apply(window, dialog)
    assert class_colour("hound") == QColor("#123456")
    assert window.app.settings.class_colours["hound"] == "#123456"
    dialog = opened(window)
    rename(window, dialog, "hound", "dog")
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: classes_in(farm)["dog"] == 2)
    assert class_colour("dog") == QColor("#123456") != before
    window.click("Undo")
    window.qtbot.waitUntil(lambda: "restored" in window.message)
    assert class_colour("hound") == QColor("#123456")


def test_that_the_menu_of_a_class_leads_there(window: Composed, farm: Path) -> None:
    window.open(farm)
    assert window.app.actions[ActionId.DATA_SET_CLASSES].isEnabled()
    buttons = [each.text() for each in opened(window).findChildren(QPushButton) if each.isVisible()]
    assert "Rename" in buttons


def test_that_the_list_beside_the_images_is_written_with_the_files_and_made_when_asked_for(
    window: Composed, farm: Path
) -> None:
    path = farm / "classes.txt"
    window.open(farm)
    settle(window)
    dialog = opened(window)
    assert not dialog.form.keep_list.isChecked()
    dialog.form.keep_list.setChecked(True)
    choose(dialog, "dog")
    QTest.mouseClick(dialog.form.up, LEFT)
    apply(window, dialog)
    window.qtbot.waitUntil(path.exists)
    assert path.read_text() == "dog\ncat\nCat\n"
    window.qtbot.waitUntil(lambda: window.app.values.classes.listed is not None)
    dialog = opened(window)
    assert dialog.form.keep_list.isChecked()
    rename(window, dialog, "dog", "hound")
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: path.read_text().splitlines()[0] == "hound")
    window.qtbot.waitUntil(lambda: (window.app.values.classes.listed or [""])[0] == "hound")
    window.click("Undo")
    window.qtbot.waitUntil(lambda: path.read_text().splitlines()[0] == "dog")
    window.qtbot.waitUntil(lambda: classes_in(farm)["dog"] == 2)
