"""The class list: one order for panel, picker and keys."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.document.class_list import ClassList


def test_that_classes_keep_the_order_a_person_gives_them(qtbot: QtBot) -> None:
    classes = ClassList(["car", "dog", "car"])
    heard: list[tuple[str, ...]] = []
    classes.names_changed.connect(heard.append)
    classes.move(1, 0)
    classes.move(0, -1)
    classes.remove("car")
    assert heard == [("dog", "car"), ("dog",)]
    assert classes.names == ("dog",)


def test_that_the_current_class_keeps_being_current_under_its_new_name(qtbot: QtBot) -> None:
    classes = ClassList(["car", "dog"])
    classes.set_current("car")
    assert not classes.rename("car", "dog")
    assert not classes.rename("car", " ")
    assert classes.rename("car", " van ")
    assert (classes.names, classes.current) == (("van", "dog"), "van")


def test_that_nothing_is_said_when_nothing_changes(qtbot: QtBot) -> None:
    classes = ClassList(["car"])
    heard: list[object] = []
    classes.names_changed.connect(heard.append)
    classes.current_changed.connect(heard.append)
    assert not classes.add("car")
    assert not classes.add("  ")
    classes.set_names(["car", "car"])
    classes.set_current("")
    assert heard == []
