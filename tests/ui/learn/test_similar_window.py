"""Objects that look like the selected one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.labelling import FOX, Labelling

from frcnn_desktop.ui.learn.similar_dialog import SimilarDialog
from frcnn_desktop.ui.shell.action_ids import ActionId


def similar_places(labelling: Labelling) -> list[SimilarDialog]:
    return [each for each in labelling.app.window.findChildren(SimilarDialog) if each.isVisible()]


def test_that_similar_objects_are_listed_and_a_click_leads_to_them(learning: Labelling) -> None:
    session = learning.app.session
    command = learning.app.actions[ActionId.SIMILAR]
    assert not command.isEnabled()
    learning.save(replace(FOX, name="cat"))
    session.select([session.objects[0].id])
    command.trigger()
    learning.qtbot.waitUntil(lambda: bool(similar_places(learning)))
    (dialog,) = similar_places(learning)
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert rows == ["fox  ·  0.png  ·  90%"]
    place = dialog.list.visualItemRect(dialog.list.item(0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    learning.qtbot.waitUntil(lambda: learning.app.workspace.current == learning.photos[0])
    learning.qtbot.waitUntil(lambda: [each.name for each in session.selected_objects] == ["fox"])
    learning.app.actions[ActionId.LEARN].trigger()
    learning.qtbot.waitUntil(lambda: not similar_places(learning))


def test_that_who_looks_elsewhere_meanwhile_is_not_led_there_later(learning: Labelling) -> None:
    session = learning.app.session
    learning.save(replace(FOX, name="cat"))
    session.select([session.objects[0].id])
    learning.app.actions[ActionId.SIMILAR].trigger()
    learning.qtbot.waitUntil(lambda: bool(similar_places(learning)))
    (dialog,) = similar_places(learning)
    place = dialog.list.visualItemRect(dialog.list.item(0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    learning.show(learning.photos[2])
    learning.show(learning.photos[0])
    assert session.selected_objects == ()
