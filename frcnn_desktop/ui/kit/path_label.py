"""A path to read and to copy, which never makes its window wider: it has no place to break a line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget


class PathLine(QLineEdit):
    """Looks like a label; its end is in view, which tells more than its beginning."""

    def __init__(self, path: str, name: str, parent: QWidget | None = None) -> None:
        """`name` says what the path is, to those who cannot see it."""
        super().__init__(path, parent)
        self.setReadOnly(True)
        self.setProperty("role", "path")
        # A field begins its text two pixels off its edge, a label does not.
        self.setTextMargins(-2, 0, 0, 0)
        self.setToolTip(path)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
