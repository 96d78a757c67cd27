"""Sentences with names that have no place to break a line, such as a file's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def shorten_words(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return the text with every word cut in its middle that is wider than `room` pixels."""
    cut = Qt.TextElideMode.ElideMiddle
    return "\n".join(
        " ".join(metrics.elidedText(word, cut, room) for word in line.split(" ")) for line in text.split("\n")
    )
