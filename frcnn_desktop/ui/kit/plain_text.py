"""Texts are shown as they are written: names come from files, and Qt would take some of them for markup.

Markup in a name could read any file while it is laid out. The style sheet makes every label and tooltip of
the program plain when Qt dresses it, those inside Qt's own dialogs as well.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

PLAIN_LABELS = """
QLabel, QToolTip { qproperty-textFormat: PlainText; }
QLabel[markup="true"] { qproperty-textFormat: RichText; }
"""


def wrap(label: QLabel) -> None:
    """Let a label break its lines.

    Its height is asked for before the style sheet has reached it, so it is made plain here.
    """
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)


def allow_markup(label: QLabel) -> None:
    """Let a label show markup; for texts that are the program's own to the last letter."""
    label.setProperty("markup", True)
