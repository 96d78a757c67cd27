from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.ways import WaysCompared
from frcnn_desktop.ui.inside.ways_panel import WaysPanel

WAYS = WaysCompared("key", 2000, 32, 0.09, 0.2, 0.3, 0.25, 0.9)


def test_that_the_bars_are_on_one_scale_and_tell_the_ratio(qtbot: QtBot) -> None:
    panel = WaysPanel()
    qtbot.addWidget(panel)
    panel.set_ways(WAYS)
    rows = panel.bars.rows()
    assert [(row.name, row.text) for row in rows] == [
        ("R-CNN", "3.0 min"),
        ("Fast R-CNN", "500 ms  (1 / 360)"),
        ("with truncated SVD", "450 ms  (1 / 400)"),
    ]
    assert [round(row.seconds, 6) for row in rows] == [180.0, 0.5, 0.45]
    assert "2000 regions" in panel.note
    assert "measured on 32" in panel.note
    panel.resize(500, 180)
    assert not panel.grab().isNull()


def test_that_the_button_measures_and_stops(qtbot: QtBot) -> None:
    panel = WaysPanel()
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.button.isEnabled()
    panel.set_ready(True)
    with qtbot.waitSignal(panel.measure_wanted):
        QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    panel.set_progress(4, 32)
    assert (panel.button.text(), panel.note) == ("Stop", "R-CNN's way: 4 of 32 regions")
    with qtbot.waitSignal(panel.stop_wanted):
        QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    panel.set_message("No memory.")
    assert (panel.button.text(), panel.note) == ("Measure both ways", "No memory.")
