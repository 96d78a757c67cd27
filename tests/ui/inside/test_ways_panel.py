from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.ui.inside.comparison.panel import WaysPanel
from frcnn_desktop.ui.inside.comparison.time_page import TimePage
from frcnn_desktop.ui.inside.comparison.timings_panel import TimingsPanel

WAYS = WaysCompared("key", 2000, 32, 0.09, 0.2, 0.3, 0.25, 0.9, 0.885)


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


def test_that_the_note_says_what_truncated_svd_can_win(qtbot: QtBot) -> None:
    panel = WaysPanel()
    qtbot.addWidget(panel)
    panel.set_ways(WAYS)
    assert "Truncated SVD at 90\u202f% of the energy saves 12\u202f% of this head's products." in panel.note
    assert "the paper's rank 1024 saves VGG16's fc6 71\u202f%" in panel.note
    panel.set_ways(replace(WAYS, products=0.3))
    assert "saves 70\u202f% of this head's products" in panel.note
    assert "VGG16" not in panel.note
    panel.set_ways(replace(WAYS, thin_head_seconds=None))
    assert "no layer of this head cheaper" in panel.note
    panel.set_ways(replace(WAYS, thin_head_seconds=None, decomposed=True))
    assert "decomposed already" in panel.note


def test_that_a_low_page_keeps_all_bars_and_scrolls_to_them(qtbot: QtBot) -> None:
    stages, ways = TimingsPanel(), WaysPanel()
    page = TimePage(stages, ways)
    qtbot.addWidget(page)
    stages.set_seconds(dict.fromkeys(("proposals", "backbone", "roi_head", "nms", "total"), 0.1))
    ways.set_ways(WAYS)
    page.resize(340, 200)
    page.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert ways.bars.height() == ways.bars.sizeHint().height()
    assert ways.geometry().top() >= stages.geometry().bottom()
    page.resize(1200, 260)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() == 0)


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
