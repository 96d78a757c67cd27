"""What holds for every key, whichever widget has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from frcnn_desktop.ui.kit.physical_keys import us_key
from frcnn_desktop.ui.kit.text_fields import takes_text, types_text
from frcnn_desktop.ui.shell.actions import Actions

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_ENDING = {_Key.Key_Return, _Key.Key_Enter, _Key.Key_Tab, _Key.Key_Backtab}
_ONCE_IN_A_FIELD = {_Key.Key_Return, _Key.Key_Enter, _Key.Key_Escape}
_REPEATING = {
    _Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown,
    _Key.Key_Home, _Key.Key_End, _Key.Key_Tab, _Key.Key_Backtab,
}  # fmt: skip
_COMMANDING = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_HELD = _COMMANDING | _Modifier.ShiftModifier
_ASCII, _CHARACTERS = 0x80, 0x01000000
"""Qt's codes of keys: signs of ASCII, then those of all other scripts, then keys that write nothing."""


class Keyboard(QObject):
    """Looks at every key before the widget that has the keyboard does:

    - What is typed into a field stays there, and what an input method is still composing is taken before
      Return ends the field.
    - A held key acts once; arrows and characters repeat, and commands that say so (`ActionSpec.repeats`).
    - A key whose character is no command runs the command of its place on a US keyboard.
    - Only fields take an input method: elsewhere it would swallow the keys of commands.
    """

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._composed = ""
        self._released = 0, 0
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._composed = ""
        if now is not None:
            # The filter that was installed last is asked first; once more does not make it two.
            now.installEventFilter(self)
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isinstance(watched, QWidget):
            return False
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.ShortcutOverride:
            return self._claims(watched, event)
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            return self._press(watched, event)
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyRelease:
            self._released = event.key(), event.timestamp()
        if isinstance(event, QInputMethodEvent):
            self._composed = event.preeditString()
        elif kind is QEvent.Type.InputMethodQuery and not takes_text(watched):
            if watched.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
                watched.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            return True
        return False

    def _claims(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Answer whether the key is no shortcut: it is typed, or `_press` knows what it means."""
        claimed = takes_text(watched) and types_text(event)
        if not claimed and (meant := self._meant(watched, event)) is not None:
            claimed = _is_claimed(watched, meant) or self._command(watched, meant) is not None
        if not claimed and self._repeats(event) and not event.isAutoRepeat():
            command = self._command(watched, event)
            claimed = command is not None and not command.autoRepeat()
        if claimed:
            event.accept()
        return claimed

    def _press(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Answer whether the key ends here."""
        in_field = takes_text(watched)
        key = Qt.Key(event.key())
        once = key in _ONCE_IN_A_FIELD if in_field else key not in _REPEATING
        if (meant := self._meant(watched, event)) is not None:
            if _is_claimed(watched, meant):
                QCoreApplication.sendEvent(watched, _copy(meant, QEvent.Type.KeyPress))
                return True
            if (command := self._command(watched, meant)) is not None:
                if command.autoRepeat() or not self._repeats(event):
                    command.trigger()
                return True
        if self._repeats(event) and once:
            return True
        if in_field and key in _ENDING:
            self._finish_composing(watched)
        return False

    def _repeats(self, event: QKeyEvent) -> bool:
        """Answer whether the key is held. X11 sends a release with every repetition, at the same moment, and
        Qt takes both for a new press where the second has not arrived yet: on a busy machine."""
        here = event.key(), event.timestamp()
        return event.isAutoRepeat() or (here[1] > 0 and here == self._released)

    def _meant(self, watched: QWidget, event: QKeyEvent) -> QKeyEvent | None:
        """Return the key that is meant instead of this one; None where Qt understands it by itself."""
        held, key = event.modifiers() & _HELD, event.key()
        if key >= _CHARACTERS or (takes_text(watched) and types_text(event)):
            return None
        if self._actions.by_key(held.value | key):
            # Of the number pad's digits Qt knows some layouts only.
            padded = bool(event.modifiers() & _Modifier.KeypadModifier)
            return _copy(event, QEvent.Type.ShortcutOverride, Qt.Key(key), held) if padded else None
        if held & _Modifier.ShiftModifier and event.text() == chr(key) and not event.text().isalpha():
            # Shift is how this layout writes the sign, no part of the command.
            unshifted = held & ~_Modifier.ShiftModifier
            if self._actions.by_key(unshifted.value | key):
                return _copy(event, QEvent.Type.ShortcutOverride, Qt.Key(key), unshifted)
        if key < _ASCII and chr(key).isalpha() and held & _COMMANDING:
            # With Ctrl a Latin letter is what is written on it, in every program.
            return None
        place = us_key(event)
        if place is None or place == key:
            return None
        return _copy(event, QEvent.Type.ShortcutOverride, place, held)

    def _command(self, watched: QWidget, key: QKeyEvent) -> QAction | None:
        """Return the command behind a key, where the keys of commands act and the command is possible."""
        window = watched.window()
        if window.windowType() == Qt.WindowType.Tool and (owner := window.parentWidget()) is not None:
            # A floating panel.
            window = owner.window()
        if window is not self._window:
            return None
        action = self._actions.by_key((key.modifiers() & _HELD).value | key.key())
        return action if action is not None and action.isEnabled() else None

    def _finish_composing(self, field: QWidget) -> None:
        if self._composed:
            QGuiApplication.inputMethod().commit()
        if self._composed:
            # The input method left it: what is seen in the field is what a person means.
            whole = QInputMethodEvent()
            whole.setCommitString(self._composed)
            QCoreApplication.sendEvent(field, whole)


def _copy(
    event: QKeyEvent,
    kind: QEvent.Type,
    key: Qt.Key | None = None,
    modifiers: Qt.KeyboardModifier | None = None,
) -> QKeyEvent:
    """Return a key event like another one, not accepted yet."""
    held = event.modifiers() if modifiers is None else modifiers
    copy = QKeyEvent(
        kind,
        event.key() if key is None else key,
        held,
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text() if key is None else "",
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    copy.ignore()
    return copy


def _is_claimed(watched: QWidget, key: QKeyEvent) -> bool:
    """Ask the widget, and those it is in, whether they want this key for themselves."""
    asked = _copy(key, QEvent.Type.ShortcutOverride)
    QCoreApplication.sendEvent(watched, asked)
    return asked.isAccepted()
