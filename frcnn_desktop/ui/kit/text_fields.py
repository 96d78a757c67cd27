"""Which widgets take text, and which keys type it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def takes_text(widget: QWidget) -> bool:
    """Answer whether a person can type text into this widget."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    return False


def types_text(event: QKeyEvent) -> bool:
    """Answer whether a key writes, moves or ends in a field, rather than being a command of the window."""
    held = event.modifiers() & _COMMANDING
    if held:
        return held == _ALT_GR and event.text().isprintable() and bool(event.text())
    return not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
