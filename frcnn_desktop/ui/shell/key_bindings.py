"""Which keys run which command: what a person changed, over what the rows of the commands say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

Keys = tuple[str, ...]
"""Portable names of single keys with their modifiers, as in "Ctrl+Shift+Z"; the first is the one shown."""

MOST_KEYS = 8
"""Of one command."""
_MOVING = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_ONLY_HELD = {
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_unknown,
}  # fmt: skip


def portable(text: str) -> str:
    """Return the one name of a key that a command can have; "" for whatever is none.

    Tab is none: it leads from control to control, and who works without a mouse depends on it.
    """
    if not text.isprintable():
        return ""
    sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return ""
    pressed = sequence[0]  # type: ignore[index] - the stub lacks it
    if pressed.key() in _MOVING | _ONLY_HELD:
        return ""
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def native(key: str) -> str:
    """Return a key as the system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def effective(rows: Mapping[str, Keys], changed: Mapping[str, Keys]) -> dict[str, Keys]:
    """Return the keys of every command of `rows`. What was changed comes first: a key of a row that it takes
    is gone there. No key stands twice; of those that do in `changed`, the first command keeps it.

    Commands that are not in `rows` and keys that are none are passed over.
    """
    found: dict[str, Keys] = {}
    taken: set[str] = set()
    for name in [*(name for name in changed if name in rows), *rows]:
        if name not in found:
            wanted = dict.fromkeys(map(portable, changed.get(name, rows[name])))
            found[name] = tuple(key for key in wanted if key and key not in taken)[:MOST_KEYS]
            taken.update(found[name])
    return {name: found[name] for name in rows}


@dataclass(frozen=True, slots=True)
class KeyMap:
    """The keys of all commands as a value. `rows` are those without any change, `keys` those now."""

    rows: Mapping[str, Keys]
    keys: Mapping[str, Keys]

    @classmethod
    def of(cls, rows: Mapping[str, Keys], changed: Mapping[str, Keys]) -> KeyMap:
        """Make the map of what was changed over the rows, by the rules of `effective`."""
        return cls(rows, effective(rows, changed))

    @property
    def changed(self) -> dict[str, Keys]:
        """What differs from the rows."""
        return {name: keys for name, keys in self.keys.items() if keys != self.rows[name]}

    def owner(self, key: str) -> str | None:
        """Return the command that a key runs."""
        return next((name for name, keys in self.keys.items() if key in keys), None)

    def is_full(self, name: str) -> bool:
        """Say whether a command has as many keys as one may have."""
        return len(self.keys[name]) >= MOST_KEYS

    def with_key(self, name: str, key: str) -> KeyMap:
        """Return it with one more key for a command; whoever had it has it no more."""
        others = {other: tuple(each for each in keys if each != key) for other, keys in self.keys.items()}
        return replace(self, keys={**others, name: (*others[name], key)[:MOST_KEYS]})

    def without_key(self, name: str, key: str) -> KeyMap:
        """Return it with one key fewer for a command; a key that it does not have changes nothing."""
        kept = tuple(each for each in self.keys[name] if each != key)
        return replace(self, keys={**self.keys, name: kept})

    def reset(self, name: str) -> tuple[KeyMap, Keys]:
        """Return it with the keys of a command's row, and those of them that another command has now."""
        lost = tuple(key for key in self.rows[name] if self.owner(key) not in (None, name))
        own = tuple(key for key in self.rows[name] if key not in lost)
        return replace(self, keys={**self.keys, name: own}), lost
