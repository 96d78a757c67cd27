"""Fields for numbers that line up with the other fields of a form."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox

_INDENT = 5


def indent_number(box: QAbstractSpinBox) -> None:
    """Begin the number where other fields begin their text: style sheets cannot move it off the frame."""
    box.lineEdit().setTextMargins(_INDENT, 0, 0, 0)
