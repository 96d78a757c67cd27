"""Sentences with names that have no place to break a line, such as a file's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_MOST = 2000
"""Characters that are shown of a text. Measuring takes some microseconds for each word."""


def shorten_words(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return the text with every word cut in its middle that is wider than `room` pixels.

    Of a text that nobody would read to its end, as a hostile name may be, the middle is left out.
    """
    if len(text) > _MOST:
        text = f"{text[: _MOST // 2]}…{text[-_MOST // 2 :]}"
    cut = Qt.TextElideMode.ElideMiddle
    return "\n".join(
        " ".join(metrics.elidedText(word, cut, room) for word in line.split(" ")) for line in text.split("\n")
    )
