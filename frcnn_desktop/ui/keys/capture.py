"""A field that takes the next key as it is, instead of what the key does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from frcnn_desktop.ui.shell.key_bindings import portable

_LEADING_ON = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class KeyCapture(QLineEdit):
    """Signals: `captured(str)` the portable name of a key was pressed while the field has the keyboard.

    Tab leads on. On a layout without Latin letters a key counts as what it is on a US keyboard, as it does
    for commands: `shell.keyboard` sees to both.
    """

    captured = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(self.tr("New key"))
        self._invite(False)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() not in _LEADING_ON:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._take(event)
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._invite(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._invite(False)

    def _take(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        sequence = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
        if key := portable(sequence.toString(QKeySequence.SequenceFormat.PortableText)):
            self.captured.emit(key)

    def _invite(self, listening: bool) -> None:
        self.setPlaceholderText(
            self.tr("Press the key now") if listening else self.tr("Click here, then press a key")
        )
