"""The class list: one order for panel, picker and keys."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.ui.document.class_list import ClassList


def test_that_a_list_nobody_touched_is_not_exported_with_a_set_of_other_classes() -> None:
    classes = ClassList(VOC_CLASS_NAMES)
    assert classes.exported == VOC_CLASS_NAMES
    classes.take(["raccoon", "fox"])
    assert classes.exported == ("raccoon", "fox")
    classes.take(["raccoon", "dog"])
    assert classes.exported == classes.names
    classes.take(["raccoon"])
    classes.add("badger")
    assert set(classes.exported) == {*VOC_CLASS_NAMES, "raccoon", "badger"}
    listed = ClassList(VOC_CLASS_NAMES)
    listed.adopt(["fox", "raccoon"])
    listed.take(["raccoon"])
    assert listed.exported == ("fox", "raccoon")


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


def test_that_the_list_of_a_data_set_stands_for_a_persons_own_while_it_is_open(qtbot: QtBot) -> None:
    classes = ClassList(["car", "dog"])
    classes.take(["car", "fish"])
    classes.adopt(["goat", "fish"])
    assert classes.names == ("goat", "fish", "car")
    assert classes.own == ("car", "dog")
    assert classes.listed == ("goat", "fish")
    classes.take(["newt", *map(str, range(12))])
    assert "car" not in classes.names
    assert classes.names[:3] == ("goat", "fish", "newt")
    assert classes.own == ("car", "dog")
    classes.add("frog")
    assert classes.listed == ("goat", "fish", "frog")
    classes.take([])
    classes.adopt(None)
    assert (classes.names, classes.own, classes.listed) == (("car", "dog"), ("car", "dog"), None)


def test_that_a_list_that_is_read_again_leaves_a_persons_own_alone(qtbot: QtBot) -> None:
    classes = ClassList(["car"])
    classes.adopt(["goat"])
    classes.adopt(["goat", "fish"])
    classes.adopt(None)
    assert classes.names == ("car",)


def test_that_renamed_classes_of_the_data_do_not_become_a_persons_own(qtbot: QtBot) -> None:
    classes = ClassList(["car", "dog"])
    classes.take(["Car", "van"])
    classes.set_current("van")
    classes.follow(["car", "dog", "truck"], {"Car": "car", "van": "truck"})
    assert classes.names == ("car", "dog", "truck")
    assert (classes.own, classes.current) == (("car", "dog"), "truck")
