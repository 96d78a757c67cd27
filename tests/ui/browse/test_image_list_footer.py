"""The line below the image list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.ui.browse.image_list_footer import ImageListFooter


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_that_a_step_through_the_list_draws_its_place_and_not_what_is_done(qtbot: QtBot) -> None:
    footer = ImageListFooter(QAction("previous"), QAction("next"))
    qtbot.addWidget(footer)
    footer.show_done({ImageState.LABELLED: 3, ImageState.VERIFIED: 1}, 10)
    footer.show_position(4, 10, 1)
    bar, place = footer.findChild(QProgressBar), footer.findChild(QLabel)
    bars, places = Paints(), Paints()
    bar.installEventFilter(bars)
    place.installEventFilter(places)
    footer.show()
    qtbot.waitUntil(lambda: bars.count > 0 and places.count > 0)
    bars.count = places.count = 0
    footer.show_done({ImageState.LABELLED: 3, ImageState.VERIFIED: 1}, 10)
    footer.show_position(5, 10, 1)
    qtbot.waitUntil(lambda: places.count > 0)
    assert bars.count == 0
    assert bar.value() == 4
    footer.show_done({ImageState.LABELLED: 4, ImageState.VERIFIED: 1}, 10)
    qtbot.waitUntil(lambda: bars.count > 0)
    assert bar.value() == 5
    assert "1 are verified" in bar.toolTip()
