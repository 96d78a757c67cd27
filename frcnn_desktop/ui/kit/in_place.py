"""Renaming in the row of a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStyledItemDelegate

_OTHER_WINDOW = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class InPlaceDelegate(QStyledItemDelegate):
    """Keeps its editor open, with what was typed so far, while another window has the keyboard."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _OTHER_WINDOW:
            # Qt would take a half-typed name as final.
            return False
        return super().eventFilter(editor, event)
