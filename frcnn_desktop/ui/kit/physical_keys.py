"""The key that a keyboard with the US layout has in the place of the one that was pressed."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 43: "\\ZXCVBNM,./"}
"""Scan codes of a PC keyboard (set 1, and Linux's own) of each row's first key, and the keys after it."""

_MAC = {
    **dict(zip(range(10), "ASDFHGZXCV", strict=True)),
    **dict(zip(range(11, 29), "BQWERYT123465=97-8", strict=True)),
    **dict(zip(range(29, 36), "0]OU[IP", strict=True)),
    **dict(zip((37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 50), "LJ'K;\\,/NM.`", strict=True)),
}
"""Virtual key codes of macOS, which name places."""

_PC = {first + n: key for first, row in _ROWS.items() for n, key in enumerate(row)}
_X11_OFFSET = 8
"""X11 and Wayland count keys from 8 on."""


def us_key(event: QKeyEvent) -> Qt.Key | None:
    """Return what the pressed key is on the US layout; None for keys beside letters, digits and signs."""
    if QGuiApplication.platformName() == "cocoa":
        # Code 0 is A, and also what an event without any code holds.
        code, table = event.nativeVirtualKey(), _MAC
        known = bool(event.nativeScanCode() or code)
    else:
        code, table = event.nativeScanCode() - (0 if sys.platform == "win32" else _X11_OFFSET), _PC
        known = True
    sign = table.get(code) if known else None
    return None if sign is None else Qt.Key(ord(sign))
