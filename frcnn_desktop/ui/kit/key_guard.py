"""Keeps single-key commands (Space, Return, Esc) away from a control that is used by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QWidget,
)

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BUTTON_KEYS = {Qt.Key.Key_Space}
_EDIT_KEYS = _ENTER | {Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down}


class KeyGuard(QObject):
    """An event filter for the controls of a panel.

    A window's shortcut wins over the focused control unless that control claims the key first. Text fields
    claim Return and Esc, buttons claim Space; without this, ticking a box by keyboard would verify the image.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = _EDIT_KEYS if isinstance(watched, QLineEdit) else _BUTTON_KEYS
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in keys:
                event.accept()
                return True
        return False


def guard_keys(panel: QWidget) -> None:
    """Protect every control of a panel, and let buttons take the keyboard by Tab only.

    A button that kept the keyboard after a click would swallow the next Space, which verifies the image.
    """
    guard = KeyGuard(panel)
    for control in panel.findChildren(QWidget):
        if isinstance(control, QAbstractButton | QAbstractSlider | QComboBox):
            if control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            control.installEventFilter(guard)
        elif isinstance(control, QLineEdit):
            control.installEventFilter(guard)
