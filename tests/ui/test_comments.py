"""Comments on images in the window: written, undone, saved, seen in the list and found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image

from frcnn_desktop.search.matching import matcher
from frcnn_desktop.search.parser import parse_query
from frcnn_desktop.ui.annotate.comment_dialog import CommentDialog
from frcnn_desktop.ui.annotate.comment_strip import CommentStrip
from frcnn_desktop.ui.annotate.feature import AnnotateFeature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc.files import read_annotation

SAID = "is this a bus?\nask Kim"


class Commenting(Composed):
    """Two photos: one with a cat, one without annotation."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json")
        self.photos = [make_image(folder / f"{number}.png") for number in (1, 2)]
        self.xml = annotate(self.photos[0], CAT)
        self.open(*self.photos)
        self.session = self.app.session
        qtbot.waitUntil(lambda: len(self.session.objects) == 1)

    @property
    def strip(self) -> CommentStrip:
        return self.app.feature(AnnotateFeature).objects.comment

    def listed_comment(self, photo: Path) -> str:
        entry = self.app.workspace.catalogue.entry(photo)
        return "" if entry is None else entry.comment

    def ask(self) -> CommentDialog:
        self.app.actions[ActionId.COMMENT].trigger()
        return self.app.window.findChildren(CommentDialog)[-1]

    def say(self, text: str) -> None:
        dialog = self.ask()
        dialog.edit.setPlainText(text)
        dialog.accept()


@pytest.fixture
def commenting(qtbot: QtBot, tmp_path: Path) -> Iterator[Commenting]:
    commenting = Commenting(qtbot, tmp_path)
    yield commenting
    commenting.close()


def test_that_a_comment_is_one_command_that_is_shown_and_undone(commenting: Commenting) -> None:
    assert commenting.strip.isHidden()
    commenting.say(f"  {SAID}\n")
    assert commenting.session.annotation is not None
    assert commenting.session.annotation.comment == SAID
    commenting.qtbot.waitUntil(lambda: commenting.strip.text() == f"“{SAID}”")
    assert not commenting.strip.isHidden()
    commenting.session.undo_stack.undo()
    commenting.qtbot.waitUntil(commenting.strip.isHidden)


def test_that_a_comment_is_saved_with_the_annotation_and_belongs_to_its_image(commenting: Commenting) -> None:
    commenting.say(SAID)
    commenting.app.actions[ActionId.NEXT_IMAGE].trigger()
    commenting.qtbot.waitUntil(lambda: commenting.app.workspace.current == commenting.photos[1])
    commenting.qtbot.waitUntil(commenting.strip.isHidden)
    commenting.qtbot.waitUntil(lambda: read_annotation(commenting.xml).comment == SAID)
    # The list is told after the file is there.
    commenting.qtbot.waitUntil(lambda: commenting.listed_comment(commenting.photos[0]) == SAID)


def test_that_images_are_found_by_what_is_said_about_them(commenting: Commenting) -> None:
    commenting.say(SAID)
    catalogue = commenting.app.workspace.catalogue
    for text, found in (("comment:BUS", [True, False]), ("-comment:*", [False, True])):
        takes = matcher(parse_query(text))
        assert [takes(entry) for entry in catalogue.entries] == found


def test_that_a_click_on_the_comment_asks_for_another(commenting: Commenting) -> None:
    commenting.say(SAID)
    commenting.qtbot.waitUntil(lambda: not commenting.strip.isHidden())
    QTest.mouseClick(commenting.strip, Qt.MouseButton.LeftButton)
    dialog = commenting.app.window.findChildren(CommentDialog)[-1]
    assert dialog.edit.toPlainText() == SAID
    commenting.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.edit, Qt.Key.Key_Backspace)
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert commenting.session.annotation is not None
    assert commenting.session.annotation.comment == SAID[:-1]


def test_that_what_xml_cannot_hold_is_told_and_nothing_is_lost(commenting: Commenting) -> None:
    dialog = commenting.ask()
    dialog.edit.setPlainText("bell\a")
    dialog.accept()
    assert dialog.isVisible()
    assert commenting.session.annotation is not None
    assert commenting.session.annotation.comment == ""
    dialog.reject()
