"""The class list beside data: what it takes in, and what renaming a class does to objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from support.answers import Answers
from support.composed import CAT, DOG, Composed, annotate, make_image
from support.window import panel_of

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.search.parser import parse_query
from frcnn_desktop.ui.annotate.classes_panel import ClassesPanel
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.shell.action_ids import ActionId

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
A = ActionId


def named(*names: str) -> list[ObjectAnnotation]:
    return [replace(CAT, name=name) for name in names]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    made = Composed(qtbot, tmp_path / "settings.json")
    yield made
    made.close()


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    """Four images; the first has a disc, a goat and a farmer, the third a barn."""
    folder = tmp_path / "farm"
    folder.mkdir()
    for number in range(4):
        make_image(folder / f"{number}.png", (400, 300))
    annotate(folder / "0.png", *named("disc", "goat", "farmer"))
    annotate(folder / "2.png", *named("barn", "goat"))
    return folder


def test_that_the_class_list_takes_the_classes_of_the_folder_with_their_digit_keys(
    window: Composed, farm: Path, tmp_path: Path
) -> None:
    own = window.app.values.classes.names
    window.open(farm)
    classes = window.app.values.classes
    window.qtbot.waitUntil(lambda: classes.names == ("disc", "goat", "farmer", "barn", *own))
    window.app.session.select([window.app.session.objects[0].id])
    window.app.canvas.setFocus()
    QTest.keyClick(window.app.canvas, Qt.Key.Key_4)
    assert window.app.session.objects[0].name == "barn"
    assert window.app.settings.class_names == own, "they are the data's, not the person's"
    other = tmp_path / "other"
    other.mkdir()
    annotate(make_image(other / "a.png"), *named("car", "crate"))
    window.open(other)
    window.qtbot.waitUntil(lambda: "barn" not in classes.names)
    assert classes.names[:2] == ("car", "crate")
    assert set(classes.names) == {*own, "crate"}


def test_that_a_folder_read_before_its_first_image_keeps_no_class_of_the_folder_before(
    window: Composed, farm: Path, tmp_path: Path
) -> None:
    window.open(farm)
    classes, workspace = window.app.values.classes, window.app.workspace
    window.qtbot.waitUntil(lambda: "barn" in classes.names)
    workspace.catalogue.set_paths([tmp_path / "other" / "a.png"])
    window.app.feature(BrowseFeature).services.folders.all_summarised.emit()
    assert not {"disc", "goat", "farmer", "barn"} & set(classes.names)


def row(window: Composed, name: str) -> tuple[ClassesPanel, QPoint]:
    panel = panel_of(window.app.window, ClassesPanel)
    index = panel.model.index(window.app.values.classes.names.index(name))
    panel.view.scrollTo(index)
    return panel, panel.view.visualRect(index).center()


def test_that_a_double_click_that_renames_a_class_changes_no_object(window: Composed, farm: Path) -> None:
    window.open(farm)
    session = window.app.session
    session.select([session.objects[0].id])
    panel, where = row(window, "goat")
    viewport = panel.view.viewport()
    QTest.mouseClick(viewport, LEFT, NONE, where)
    assert session.objects[0].name == "goat", "one click gives the class"
    session.undo_stack.undo()
    session.undo_stack.clear()
    QTest.mouseClick(viewport, LEFT, NONE, where)
    QTest.mouseDClick(viewport, LEFT, NONE, where)
    assert isinstance(panel.view.findChild(QLineEdit), QLineEdit), "the class is being renamed"
    assert [item.name for item in session.objects] == ["disc", "goat", "farmer"]
    assert (session.undo_stack.count(), session.dirty) == (0, False)


@pytest.mark.parametrize(
    ("answer", "names", "listed"),
    [
        ("Rename objects", ["disc", "ewe", "farmer"], False),
        ("Keep their class", ["disc", "goat", "farmer"], True),
    ],
)
def test_that_renaming_a_class_asks_what_happens_to_its_objects(
    window: Composed, farm: Path, answer: str, names: list[str], listed: bool
) -> None:
    window.open(farm)
    window.qtbot.waitUntil(lambda: "barn" in window.app.values.classes.names)
    panel, where = row(window, "goat")
    panel.view.setFocus()
    panel.view.edit(panel.view.indexAt(where))
    editor = panel.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "ewe")
    with Answers(answer) as person:
        QTest.keyClick(editor, Qt.Key.Key_Return)
        window.qtbot.waitUntil(lambda: bool(person.asked))
    assert person.asked == ["Give the objects of “goat” the class “ewe”?"]
    window.qtbot.waitUntil(lambda: [item.name for item in window.app.session.objects] == names)
    assert "ewe" in window.app.values.classes.names
    assert ("goat" in window.app.values.classes.names) is listed
    assert window.app.session.undo_stack.count() == (0 if listed else 1)


def test_that_renaming_a_class_without_objects_here_asks_nothing(window: Composed, farm: Path) -> None:
    window.open(farm)
    window.app.values.classes.rename("sofa", "couch")
    window.qtbot.wait(1)
    assert QApplication.activeModalWidget() is None
    assert "couch" in window.app.settings.class_names


def test_that_deleting_goes_to_the_next_image_of_the_filter(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(farm)
    catalogue = window.app.workspace.catalogue
    window.qtbot.waitUntil(lambda: all(entry.summarised for entry in catalogue.entries))
    catalogue.set_filter(parse_query("goat"))
    assert [entry.path.name for entry in catalogue.listed] == ["0.png", "2.png"]
    monkeypatch.setattr(window.app.shell.prompts, "moving_to_trash", lambda _paths: True)
    window.app.actions[A.DELETE_IMAGE].trigger()
    window.qtbot.waitUntil(lambda: window.app.workspace.current == farm / "2.png")
    assert not (farm / "0.png").exists()


def test_that_fix_with_nothing_fixable_makes_no_undo_step(window: Composed, tmp_path: Path) -> None:
    photo = make_image(tmp_path / "a.png", (60, 40))
    xml = annotate(photo, CAT, DOG)
    xml.write_bytes(xml.read_bytes().replace(b"<name>cat</name>", b"<name></name>"))
    window.open(photo)
    assert "Fix" in window.buttons
    window.click("Fix")
    assert window.app.session.undo_stack.count() == 0
    assert not window.app.session.dirty


def test_that_a_class_can_be_renamed_while_the_folder_is_still_being_read(
    window: Composed, farm: Path
) -> None:
    window.open(farm)
    classes = window.app.values.classes
    window.qtbot.waitUntil(lambda: "barn" in classes.names)
    classes.take(("disc", "goat"))
    panel, where = row(window, "goat")
    panel.view.setFocus()
    panel.view.edit(panel.view.indexAt(where))
    editor = panel.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "e")
    classes.take(("barn", "farmer", "goat", "disc"))
    assert QApplication.focusWidget() is editor
    QTest.keyClicks(editor, "we")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    with Answers("Rename objects"):
        window.qtbot.waitUntil(lambda: window.app.session.objects[1].name == "ewe")
    assert classes.names[:4] == ("disc", "ewe", "barn", "farmer")
