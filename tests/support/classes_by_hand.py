"""The dialog of the classes of a data set, used as a person does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTreeWidgetItem

from frcnn_desktop.ui.classes.classes_dialog import ClassesDialog
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc import read_annotation
from support.composed import Composed

LEFT = Qt.MouseButton.LeftButton


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
