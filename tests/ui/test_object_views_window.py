"""Hiding and locking objects in the window: keys, icons of the panel, and what the status bar says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image
from support.window import panel_of

from frcnn_desktop.ui.annotate.objects import ObjectColumn
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.shell.action_ids import ActionId

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hiding(Composed):
    """A photo with a cat and a dog; the cat is selected."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json")
        photo = make_image(folder / "1.png")
        self.xml = annotate(photo, CAT, DOG)
        self.open(photo)
        self.session, self.panel = self.app.session, panel_of(self.app.window, ObjectsPanel)
        qtbot.waitUntil(lambda: len(self.session.objects) == 2)
        self.cat, self.dog = self.session.objects
        self.session.select([self.cat.id])
        self.app.canvas.setFocus()

    @property
    def told(self) -> QToolButton | None:
        """The button of the status bar that says that objects are hidden, if it is seen."""
        buttons = self.app.frame.status_bar.findChildren(QToolButton)
        return next((each for each in buttons if "hidden" in each.text() and each.isVisible()), None)

    def click_cell(self, row: int, column: ObjectColumn) -> None:
        view = self.panel.view
        place = view.visualRect(self.panel.model.index(row, column)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


@pytest.fixture
def hiding(qtbot: QtBot, tmp_path: Path) -> Iterator[Hiding]:
    hiding = Hiding(qtbot, tmp_path)
    yield hiding
    hiding.close()


def test_that_hidden_objects_are_counted_in_the_status_bar_and_one_click_shows_them(hiding: Hiding) -> None:
    assert hiding.told is None
    hiding.key(K.Key_H, SHIFT)
    assert hiding.session.views.hidden == {hiding.cat.id}
    assert hiding.session.selection == frozenset()
    assert hiding.told is not None
    assert hiding.told.text() == "1 object hidden"
    QTest.mouseClick(hiding.told, Qt.MouseButton.LeftButton)
    assert hiding.session.views.hidden == frozenset()
    assert hiding.told is None


def test_that_hidden_objects_are_saved(hiding: Hiding) -> None:
    hiding.key(K.Key_H, SHIFT)
    hiding.session.rename([hiding.dog.id], "cow")
    hiding.app.actions[ActionId.SAVE].trigger()
    hiding.wait_for_save()
    text = hiding.xml.read_text()
    assert "<name>cat</name>" in text
    assert "<name>cow</name>" in text


def test_that_the_icons_of_a_row_hide_and_lock_its_object(hiding: Hiding) -> None:
    hiding.click_cell(1, ObjectColumn.LOCKED)
    assert hiding.session.views.locked == {hiding.dog.id}
    hiding.click_cell(1, ObjectColumn.HIDDEN)
    assert hiding.session.views.hidden == {hiding.dog.id}
    hiding.click_cell(1, ObjectColumn.HIDDEN)
    hiding.click_cell(1, ObjectColumn.LOCKED)
    assert hiding.session.views.hidden == hiding.session.views.locked == frozenset()
    assert not hiding.session.dirty


def test_that_a_locked_object_survives_its_keys_and_the_status_bar_says_why(hiding: Hiding) -> None:
    hiding.key(K.Key_L)
    hiding.key(K.Key_Delete)
    hiding.key(K.Key_2)
    hiding.key(K.Key_X)
    assert hiding.session.objects == (hiding.cat, hiding.dog)
    assert not hiding.session.dirty
    assert "locked" in hiding.app.frame.status_bar._message.text()
