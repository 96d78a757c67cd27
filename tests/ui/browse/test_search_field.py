"""The search field above the image list: typing, completing, refusing, and the state beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.search.facts import ImageState, ObjectFacts
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.search_field import SearchField

PATHS = [Path(f"/p/2010_{number}.jpg") for number in range(4)]
SIGN = ObjectFacts("stop sign", (0, 0, 10, 10), maker=Maker.HAND)
DOG = ObjectFacts("dog", (0, 0, 100, 100), difficult=True)


@pytest.fixture
def panel(qtbot: QtBot) -> ImageListPanel:
    made = ImageListPanel(QAction("Previous"), QAction("Next"))
    qtbot.addWidget(made)
    made.resize(240, 600)
    made.catalogue.set_paths(PATHS)
    made.catalogue.update(
        [
            ImageEntry(PATHS[0], 1, names=("stop sign",), found=(SIGN,), summarised=True),
            ImageEntry(PATHS[1], 1, names=("dog",), found=(DOG,), summarised=True, verified=True),
            ImageEntry(PATHS[2], 2, names=("dog", "stop sign"), found=(DOG, SIGN), summarised=True),
            ImageEntry(PATHS[3], summarised=True),
        ]
    )
    made.show()
    qtbot.waitExposed(made)
    made.focus_filter()
    return made


def field_of(panel: QWidget) -> SearchField:
    return panel.findChildren(SearchField)[0]


def listed(panel: ImageListPanel) -> list[Path]:
    return [entry.path for entry in panel.catalogue.listed]


def refusal(panel: QWidget) -> str:
    labels = [label for label in panel.findChildren(QLabel) if label.property("role") == "error"]
    return labels[0].text() if labels[0].isVisible() else ""


def typed(panel: ImageListPanel, text: str) -> SearchField:
    field = field_of(panel)
    QTest.keyClicks(field, text)
    return field


@pytest.fixture
def press(qtbot: QtBot) -> Callable[[Qt.Key], None]:
    """A key where a person's would go: to the popup while there is one."""

    def press(key: Qt.Key) -> None:
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)

    return press


def test_that_a_query_is_typed_with_terms_that_all_hold(panel: ImageListPanel) -> None:
    typed(panel, 'class:"stop sign" by:hand -class:dog')
    assert listed(panel) == PATHS[:1]
    panel.search("class:dog difficult:1 state:unverified")
    assert listed(panel) == [PATHS[2]]
    panel.search("objects:0")
    assert listed(panel) == [PATHS[3]]
    panel.search("")
    assert listed(panel) == PATHS


def test_that_a_query_that_cannot_be_read_is_refused_below_the_field_and_the_list_stays(
    panel: ImageListPanel, qtbot: QtBot
) -> None:
    chosen: list[Path] = []
    panel.image_chosen.connect(chosen.append)
    panel.search("class:dog")
    panel.search("class:dog klass:cat")
    qtbot.waitUntil(lambda: "no key “klass”" in refusal(panel))
    assert listed(panel) == PATHS[1:3]
    QTest.keyClick(field_of(panel), Qt.Key.Key_Return)
    assert chosen == []
    for _ in "klass:cat":
        QTest.keyClick(field_of(panel), Qt.Key.Key_Backspace)
    assert refusal(panel) == ""
    QTest.keyClick(field_of(panel), Qt.Key.Key_Return)
    assert chosen == PATHS[1:2]


def test_that_return_tells_at_once_what_cannot_be_read(panel: ImageListPanel) -> None:
    field = typed(panel, "score:")
    assert refusal(panel) == ""
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "needs a value" in refusal(panel)


def test_that_keys_and_classes_are_completed_by_the_arrow_keys_and_return(
    panel: ImageListPanel, qtbot: QtBot, press: Callable[[Qt.Key], None]
) -> None:
    chosen: list[Path] = []
    panel.image_chosen.connect(chosen.append)
    field = typed(panel, "cl")
    assert field.options == ("class:",)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert field.text() == "class:"
    qtbot.waitUntil(lambda: field.options == ("class:dog", 'class:"stop sign"'))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert field.text() == 'class:"stop sign" '
    assert listed(panel) == [PATHS[0], PATHS[2]]
    assert field.options == ()
    assert chosen == []


def test_that_the_arrow_down_offers_all_keys(panel: ImageListPanel, press: Callable[[Qt.Key], None]) -> None:
    field = field_of(panel)
    press(Qt.Key.Key_Down)
    assert field.options[:2] == ("name:", "class:")
    press(Qt.Key.Key_Escape)
    assert field.options == ()


def test_that_the_state_beside_the_field_is_a_part_of_the_query(panel: ImageListPanel) -> None:
    states = panel.findChildren(QComboBox)[0]
    field = typed(panel, "dog")
    states.setCurrentIndex(states.findData(ImageState.VERIFIED))
    assert field.text() == "dog state:verified"
    assert listed(panel) == [PATHS[1]]
    panel.search("state:labelled")
    assert states.currentData() == ImageState.LABELLED
    panel.search("state:unverified")
    assert states.currentIndex() == 0
    panel.search("dog state:labelled")
    states.setCurrentIndex(0)
    assert field.text() == "dog"


def test_that_a_query_too_long_for_the_field_is_shown_whole_below_it(panel: ImageListPanel) -> None:
    panel.resize(240, 400)
    panel.show()
    long = "class:dog or class:cat difficult:1 state:unverified size:<32"
    below = [label for label in panel.findChildren(QLabel) if label.text() == long and label.isVisible()]
    assert below == []
    field = typed(panel, long)
    [below] = [label for label in panel.findChildren(QLabel) if label.text() == long and label.isVisible()]
    assert below.wordWrap()
    panel.resize(900, 400)
    assert not below.isVisible()
    panel.resize(240, 400)
    assert below.isVisible()
    field.setText("class:dog")
    assert not below.isVisible()
