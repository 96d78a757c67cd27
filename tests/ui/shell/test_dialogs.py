"""Dialogs."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QMessageBox, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import Problem
from frcnn_desktop.core.detections import ModelInfo
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.ui.annotate.problems_dialog import ProblemsDialog
from frcnn_desktop.ui.browse.unsaved import UnsavedChoice, UnsavedDialog
from frcnn_desktop.ui.help.about import AboutDialog
from frcnn_desktop.ui.help.shortcuts import ShortcutsDialog
from frcnn_desktop.ui.models.model_info import ModelInfoDialog
from frcnn_desktop.ui.shell.actions import Actions

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(
    ("button", "choice"),
    [
        (QMessageBox.StandardButton.Save, UnsavedChoice.SAVE),
        (QMessageBox.StandardButton.Discard, UnsavedChoice.DISCARD),
        (QMessageBox.StandardButton.Cancel, UnsavedChoice.CANCEL),
    ],
)
def test_that_the_answer_about_unsaved_edits_is_what_was_clicked(
    qtbot: QtBot, button: QMessageBox.StandardButton, choice: UnsavedChoice
) -> None:
    dialog = UnsavedDialog("a.jpg")
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.mouseClick(dialog.button(button), LEFT)
    assert dialog.choice is choice


def test_that_closing_the_question_means_to_stay(qtbot: QtBot) -> None:
    dialog = UnsavedDialog("a.jpg")
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.choice is UnsavedChoice.CANCEL


def test_that_problems_are_listed_fixed_and_found_on_the_photo(qtbot: QtBot) -> None:
    dialog = ProblemsDialog(
        [Problem("inverted", verbatim("Box of car is inverted."), 7), Problem("size", verbatim("No size."))]
    )
    qtbot.addWidget(dialog)
    dialog.show()
    fixes: list[bool] = []
    objects: list[int] = []
    dialog.fix_wanted.connect(lambda: fixes.append(True))
    dialog.object_chosen.connect(objects.append)
    rows = dialog.findChild(QListWidget)
    assert isinstance(rows, QListWidget)
    for row in range(rows.count()):
        where = rows.visualItemRect(rows.item(row)).center()
        qtbot.mouseClick(rows.viewport(), LEFT, pos=where)
    fix = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Fix all")
    qtbot.mouseClick(fix, LEFT)
    assert (objects, fixes) == ([7], [True])
    dialog.set_problems([])
    assert not fix.isVisible()


def test_that_every_key_is_in_the_help_and_can_be_found(qtbot: QtBot, actions: Actions) -> None:
    dialog = ShortcutsDialog(actions)
    qtbot.addWidget(dialog)
    dialog.show()
    tree = dialog.findChild(QTreeWidget)
    assert isinstance(tree, QTreeWidget)

    def visible() -> list[str]:
        found: list[str] = []
        for number in range(tree.topLevelItemCount()):
            group = tree.topLevelItem(number)
            assert group is not None
            items = [group.child(row) for row in range(group.childCount())]
            found += [item.text(0) for item in items if not item.isHidden()]
        return found

    with_keys = [row.tip for menu in actions.menus for row in menu.rows if row is not None and row.keys]
    assert set(with_keys) <= set(visible())
    edit = dialog.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, "ctrl+shift+s")
    assert visible() == ["Save the annotation under another name"]
    edit.setText("zoom out")
    zoomed = next(
        row for menu in actions.menus for row in menu.rows if row is not None and row.id == "zoom_out"
    )
    assert visible() == [zoomed.tip]
    assert not dialog.grab().isNull()


def test_that_what_a_checkpoint_says_of_itself_is_shown_as_plain_text(qtbot: QtBot) -> None:
    info = ModelInfo(
        "<b>mine</b>",
        "/m.safetensors",
        "compact",
        ("cat", "dog"),
        "roi_pool",
        verbatim("cpu"),
        "",
        {"mAP": "<i>60</i>"},
    )
    dialog = ModelInfoDialog(info)
    qtbot.addWidget(dialog)
    labels = dialog.findChildren(QLabel)
    assert {"<b>mine</b>", "<i>60</i>", "cat, dog", "not stated"} <= {label.text() for label in labels}
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_that_about_names_the_licences(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert all(word in texts for word in ("Apache-2.0", "LGPL-3.0", "Lucide", "PyTorch"))


def test_that_a_model_that_tells_much_of_itself_is_shown_soon_and_on_the_screen(qtbot: QtBot) -> None:
    names = tuple(f"class {number} {'x' * 180}" for number in range(10_000))
    facts = {f"fact {number}": "a word " * 100 for number in range(100)}
    info = ModelInfo("many words " * 10_000, "", "compact", names, "roi_pool", verbatim("cpu"), facts=facts)
    began = time.process_time()
    dialog = ModelInfoDialog(info)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.grab()
    assert time.process_time() - began < 2
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.width() <= dialog.screen().availableSize().width()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(text.endswith("more") and text.startswith("class 0 ") for text in texts)
