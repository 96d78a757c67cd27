"""Keys as a keyboard sends them: held, from another layout, or through an input method."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
REPEATS = 26
"""What a keyboard sends while a key is held for 1.5 s."""

SCAN_CODES = {sign: 8 + first + n for first, row in ((2, "1234567890"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"),
              (44, "ZXCVBNM")) for n, sign in enumerate(row)}  # fmt: skip
SCAN_CODES[" "] = 65
"""X11's codes of keys by what they are on a US keyboard."""


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def hold(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Hold a key down for 1.5 s where the keyboard is, and let it go."""
    text = chr(key).lower() if key < 128 else ""
    QTest.simulateEvent(focused(), True, key, modifiers, text, False)
    for _ in range(REPEATS - 1):
        QTest.simulateEvent(focused(), True, key, modifiers, text, True)
    QTest.simulateEvent(focused(), False, key, modifiers, text, False)


def repeat_as_pressed(sign: str, modifiers: Qt.KeyboardModifier = NONE, times: int = REPEATS) -> int:
    """Hold a key down, each repetition of which Qt takes for a press of its own, as X11's on a busy machine.

    Returns how many of them are left to Qt to find a command for.
    """
    left = 0
    for moment in range(1000, 1000 + 40 * times, 40):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, ord(sign), modifiers, SCAN_CODES[sign], ord(sign), 0, sign.lower())
            event.setTimestamp(moment)
            event.setAccepted(kind is not QEvent.Type.ShortcutOverride)
            QCoreApplication.sendEvent(focused(), event)
            if kind is QEvent.Type.ShortcutOverride and not event.isAccepted():
                left += 1
                break
    return left


def press_place(sign: str, key: int, text: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press the key that is `sign` on a US keyboard, where it is `key` and writes `text`."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers, SCAN_CODES[sign], key, 0, text)
        event.setAccepted(kind is not QEvent.Type.ShortcutOverride)
        QCoreApplication.sendEvent(focused(), event)


def compose(syllable: str, committed: str = "") -> None:
    """Let an input method write what is committed, and show a syllable that is not finished."""
    event = QInputMethodEvent(syllable, [])
    event.setCommitString(committed)
    QCoreApplication.sendEvent(focused(), event)
