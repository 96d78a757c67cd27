"""Flags, pose and free attributes in the window: one command, written losslessly, undone at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.core.annotation import Attribute
from frcnn_desktop.ui.annotate.details_dialog import DetailsDialog
from frcnn_desktop.ui.annotate.feature import AnnotateFeature
from frcnn_desktop.ui.document import clipboard
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc.files import read_annotation

K = Qt.Key


class Detailing(Composed):
    """A photo with a cat, which is selected, and a dog."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json")
        photo = make_image(folder / "1.png")
        self.xml = annotate(photo, CAT, DOG)
        self.open(photo)
        self.session = self.app.session
        qtbot.waitUntil(lambda: len(self.session.objects) == 2)
        self.cat, self.dog = self.session.objects
        self.session.select([self.cat.id])
        self.app.canvas.setFocus()

    def ask(self) -> DetailsDialog:
        """Open the dialog of the selected objects."""
        self.app.actions[ActionId.OBJECT_DETAILS].trigger()
        (dialog,) = self.app.window.findChildren(DetailsDialog)
        return dialog


@pytest.fixture
def detailing(qtbot: QtBot, tmp_path: Path) -> Iterator[Detailing]:
    detailing = Detailing(qtbot, tmp_path)
    yield detailing
    detailing.close()


def test_that_details_are_one_undoable_command_and_are_written(detailing: Detailing) -> None:
    dialog = detailing.ask()
    dialog.boxes["occluded"].setChecked(True)
    dialog.poses.setCurrentText("Left")
    dialog._on_add()
    dialog.table.item(0, 0).setText("colour")
    dialog.table.item(0, 1).setText("black & white")
    dialog.accept()
    (cat, _) = detailing.session.objects
    assert (cat.occluded, cat.pose, cat.attributes) == (True, "Left", (Attribute("colour", "black & white"),))
    assert detailing.session.undo_stack.count() == 1
    detailing.app.actions[ActionId.SAVE].trigger()
    detailing.wait_for_save()
    assert read_annotation(detailing.xml).objects[0] == cat
    detailing.session.undo_stack.undo()
    assert detailing.session.objects[0] == CAT


def test_that_what_is_left_alone_is_no_edit(detailing: Detailing) -> None:
    detailing.ask().accept()
    assert detailing.session.undo_stack.count() == 0


def test_that_of_several_objects_only_what_was_changed_changes(detailing: Detailing) -> None:
    detailing.session.set_flags([detailing.dog.id], truncated=True)
    detailing.session.select_all()
    dialog = detailing.ask()
    assert dialog.boxes["truncated"].checkState() is Qt.CheckState.PartiallyChecked
    dialog.boxes["difficult"].setChecked(True)
    dialog.accept()
    assert [item.difficult for item in detailing.session.objects] == [True, True]
    assert [item.truncated for item in detailing.session.objects] == [False, True]


def test_that_what_xml_cannot_hold_is_told_and_the_dialog_stays(detailing: Detailing) -> None:
    dialog = detailing.ask()
    dialog.poses.setCurrentText("a\x01b")
    dialog.accept()
    assert dialog.isVisible()
    assert not dialog._problem.isHidden()
    dialog.reject()
    assert detailing.session.undo_stack.count() == 0


def test_that_o_marks_the_selected_objects_as_occluded(detailing: Detailing) -> None:
    detailing.key(K.Key_O)
    assert detailing.session.objects[0].occluded
    assert detailing.app.actions[ActionId.OCCLUDED].isChecked()
    detailing.key(K.Key_O)
    assert not detailing.session.objects[0].occluded


def test_that_attributes_are_copied_and_pasted(detailing: Detailing) -> None:
    attributes = (Attribute("colour", "red", own_tag=True), Attribute("age", "3"))
    detailing.session.set_details([detailing.cat.id], {}, attributes=attributes)
    detailing.session.copy_objects()
    (taken,) = clipboard.take_objects()
    assert taken.attributes == attributes


def test_that_the_row_of_an_object_tells_its_attributes(detailing: Detailing) -> None:
    detailing.session.set_details([detailing.cat.id], {"occluded": True}, attributes=(Attribute("age", "3"),))
    model = detailing.app.feature(AnnotateFeature).objects.model
    text = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "age: 3" in text
    assert "Occluded" in text
