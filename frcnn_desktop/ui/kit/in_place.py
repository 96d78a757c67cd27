"""Renaming in the row of a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

Index = QModelIndex | QPersistentModelIndex
_FILLED = "filled"
_OTHER_WINDOW = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class InPlaceDelegate(QStyledItemDelegate):
    """Keeps what was typed so far: while another window has the keyboard, and whatever else changes."""

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not editor.property(_FILLED):
            editor.setProperty(_FILLED, True)
            super().setEditorData(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _OTHER_WINDOW:
            # Qt would take a half-typed name as final.
            return False
        return super().eventFilter(editor, event)
