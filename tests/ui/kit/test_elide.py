"""Names are cut to what fits, however long they are."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.kit.elide import shorten_words


def test_that_of_a_name_of_a_million_words_only_what_can_be_read_is_measured(qtbot: QtBot) -> None:
    metrics = QFontMetrics(QFont())
    shown = shorten_words("word " * 1_000_000 + "end", metrics, 100)
    assert len(shown) < 2100
    assert shown.startswith("word word")
    assert "…" in shown
    assert shown.endswith("end")
    assert shorten_words("a short text", metrics, 1000) == "a short text"
