"""Classes changed in every file of the open folder by clicks, on the real threads."""

from __future__ import annotations

import errno
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.curation import edit_store, guarded_file
from frcnn_desktop.curation.edit_journal import FileChange
from frcnn_desktop.curation.edit_store import EditStore
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.classes.classes_dialog import ClassesDialog
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import LeavePolicy
from frcnn_desktop.voc import read_annotation

LEFT = Qt.MouseButton.LeftButton
TWIN = ObjectAnnotation("Cat", (3.0, 3.0, 22.0, 22.0))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    yield window
    window.close()


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    """Four images: cat and dog, Cat, dog, and one without an annotation."""
    folder = tmp_path / "farm"
    folder.mkdir()
    images = [make_image(folder / f"{number}.png") for number in range(4)]
    for image, objects in zip(images, ((CAT, DOG), (TWIN,), (DOG,)), strict=False):
        annotate(image, *objects)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix != ".png"}


def classes_in(folder: Path) -> Counter[str]:
    return Counter(each.name for path in folder.glob("*.xml") for each in read_annotation(path).objects)


def shown(window: Composed) -> list[ClassesDialog]:
    return [each for each in window.app.window.findChildren(ClassesDialog) if each.isVisible()]


def opened(window: Composed) -> ClassesDialog:
    """Open the dialog as the menu does, and return it."""
    window.app.actions[ActionId.DATA_SET_CLASSES].trigger()
    window.qtbot.waitUntil(lambda: len(shown(window)) == 1)
    return shown(window)[0]


def row(dialog: ClassesDialog, name: str) -> QTreeWidgetItem:
    tree = dialog.form.tree
    items = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return next(item for item in items if item and item.data(0, Qt.ItemDataRole.UserRole) == name)


def choose(dialog: ClassesDialog, *names: str) -> None:
    dialog.form.tree.setCurrentItem(row(dialog, names[0]), 0)
    for name in names:
        row(dialog, name).setSelected(True)


def rename(window: Composed, dialog: ClassesDialog, name: str, new: str) -> None:
    choose(dialog, name)
    QTest.mouseClick(dialog.form.rename, LEFT)
    editor = dialog.form.tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, new)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: dialog.draft.after(name) == new and row(dialog, name).text(1) == name)


def apply(window: Composed, dialog: ClassesDialog) -> None:
    QTest.mouseClick(dialog.form.apply, LEFT)
    window.qtbot.waitUntil(lambda: not shown(window))


def settle(window: Composed) -> None:
    """Wait until the open image and the list have been read again."""
    entries = window.app.workspace.catalogue.entries
    window.qtbot.waitUntil(lambda: all(entry.summarised for entry in window.app.workspace.catalogue.entries))
    assert entries


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


def test_that_a_file_that_cannot_be_read_is_shown_before_and_told_of_after(
    window: Composed, farm: Path
) -> None:
    (farm / "3.xml").write_bytes(b"<annotation>")
    window.open(farm)
    dialog = opened(window)
    rename(window, dialog, "dog", "hound")
    assert "3.xml" in dialog.form.left_alone.item(0).text()
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: "1 file stays as it is" in window.message)
    assert window.buttons == ["Undo", "Details…"]
    assert (farm / "3.xml").read_bytes() == b"<annotation>"


def test_that_a_full_disk_leaves_every_file_and_the_wishes(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(farm)
    window.open(farm)
    dialog = opened(window)
    rename(window, dialog, "dog", "hound")

    def write(path: Path, data: bytes) -> None:
        if path.name == "2.xml":
            raise OSError(errno.ENOSPC, "No space left on device")
        write_atomically(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(guarded_file, "write_atomically", write)
        QTest.mouseClick(dialog.form.apply, LEFT)
        window.qtbot.waitUntil(lambda: "as it was before" in dialog.form.problem.text())
    assert contents(farm) == before
    assert dialog.isVisible()
    assert dialog.draft.changes.renamed == {"dog": "hound"}
    apply(window, dialog)
    window.qtbot.waitUntil(lambda: classes_in(farm)["hound"] == 2)


def test_that_stopping_leaves_every_file(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(farm)
    window.open(farm)
    dialog = opened(window)
    rename(window, dialog, "dog", "hound")
    monkeypatch.setattr(edit_store, "BATCH", 1)
    begun, stopped = threading.Event(), threading.Event()

    def write(path: Path, data: bytes) -> None:
        begun.set()
        assert stopped.wait(30)
        write_atomically(path, data)

    monkeypatch.setattr(guarded_file, "write_atomically", write)
    QTest.mouseClick(dialog.form.apply, LEFT)
    window.qtbot.waitUntil(begun.is_set)
    QTest.mouseClick(dialog.form.stop, LEFT)
    stopped.set()
    window.qtbot.waitUntil(lambda: "Stopped" in dialog.form.problem.text())
    assert contents(farm) == before
    QTest.mouseClick(dialog.form.cancel, LEFT)


def test_that_a_name_that_cannot_be_written_is_said_and_cannot_be_applied(
    window: Composed, farm: Path
) -> None:
    window.open(farm)
    dialog = opened(window)
    dialog.draft.rename("dog", "a\x01b")
    dialog.form.keep_list.toggle()
    assert "XML cannot hold" in dialog.form.problem.text()
    assert not dialog.form.apply.isEnabled()
    dialog.draft.restore(["dog"])
    dialog.form.keep_list.toggle()
    assert not dialog.form.problem.isVisible()


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


def test_that_the_last_change_is_undone_from_the_dialog_even_after_a_restart(
    window: Composed, farm: Path
) -> None:
    before = contents(farm)
    path = farm / "2.xml"
    new = path.read_bytes().replace(b"dog", b"hound")
    EditStore().apply([FileChange(path, path.read_bytes(), new)], {"kind": "classes"})
    window.open(farm)
    dialog = opened(window)
    assert dialog.form.undo.isVisible()
    QTest.mouseClick(dialog.form.undo, LEFT)
    window.qtbot.waitUntil(lambda: "1 file restored" in window.message)
    assert contents(farm) == before


def test_that_a_change_that_a_program_was_killed_in_is_offered_to_be_undone(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(farm)
    changes = [
        FileChange(path, path.read_bytes(), path.read_bytes().replace(b"dog", b"hound"))
        for path in sorted(farm.glob("*.xml"))
    ]

    def write(path: Path, data: bytes) -> None:
        if path.name == "2.xml":
            raise SystemExit
        write_atomically(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(guarded_file, "write_atomically", write)
        with pytest.raises(SystemExit):
            EditStore().apply(changes, {"kind": "classes"})
    assert contents(farm) != before
    window.open(farm)
    window.qtbot.waitUntil(lambda: "broken off" in window.message)
    assert window.buttons == ["Undo it", "Leave them"]
    window.click("Undo it")
    window.qtbot.waitUntil(lambda: "restored" in window.message)
    assert contents(farm) == before


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
