"""Labels that change often and move nothing beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.kit.steady_label import SteadyLabel


class Layouts(QObject):
    """Counts how often a widget is asked to lay out what is in it."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def test_that_a_text_that_has_room_lays_out_nothing_anew(qtbot: QtBot) -> None:
    window, label, beside = QWidget(), SteadyLabel("1,000"), QLabel("beside")
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    layout.addWidget(label)
    layout.addWidget(beside)
    window.show()
    qtbot.waitUntil(lambda: beside.x() > 0)
    layouts, place = Layouts(), beside.x()
    window.installEventFilter(layouts)
    for text in ("7", "", "999", "1,000"):
        label.setText(text)
        qtbot.wait(0)
    assert (layouts.count, beside.x()) == (0, place)
    label.setText("1,000,000")
    qtbot.waitUntil(lambda: beside.x() > place)
    assert layouts.count == 1


def test_that_room_can_be_kept_before_it_is_needed(qtbot: QtBot) -> None:
    label, largest = SteadyLabel("7"), SteadyLabel("2,000")
    qtbot.addWidget(label)
    qtbot.addWidget(largest)
    label.reserve("2,000")
    assert label.text() == "7"
    assert label.minimumSize() == largest.sizeHint()


def test_that_another_font_needs_other_room(qtbot: QtBot) -> None:
    label = SteadyLabel()
    qtbot.addWidget(label)
    label.setText("1,999")
    before, font = label.width(), label.font()
    font.setPointSizeF(2 * font.pointSizeF())
    label.setFont(font)
    assert label.width() > before
