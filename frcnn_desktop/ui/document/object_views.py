"""What a person has hidden, locked or put in front: how the open image is seen, never what is written."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

Ids = frozenset[int]


class ObjectViews(QObject):
    """Objects by id. Another image begins with everything shown, free, and small above large.

    Signals: `changed()`.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hidden: Ids = frozenset()
        self._locked: Ids = frozenset()
        self._levels: dict[int, int] = {}

    @property
    def hidden(self) -> Ids:
        """Objects that are not drawn and cannot be hit."""
        return self._hidden

    @property
    def locked(self) -> Ids:
        """Objects that no edit changes until they are free again."""
        return self._locked

    def level(self, object_id: int) -> int:
        """Return how far an object was put in front (above 0) or behind; in a level small ones lie above."""
        return self._levels.get(object_id, 0)

    def toggle_hidden(self, ids: Iterable[int]) -> None:
        """Hide these objects; show them if all of them are hidden."""
        self._hidden = _toggled(self._hidden, frozenset(ids))
        self.changed.emit()

    def toggle_locked(self, ids: Iterable[int]) -> None:
        """Lock these objects; free them if all of them are locked."""
        self._locked = _toggled(self._locked, frozenset(ids))
        self.changed.emit()

    def show_all(self) -> None:
        """Hide nothing any more; what is locked or in front stays so."""
        self._hidden = frozenset()
        self.changed.emit()

    def to_front(self, ids: Iterable[int]) -> None:
        """Put objects above all others."""
        self._put(ids, max(self._levels.values(), default=0) + 1)

    def to_back(self, ids: Iterable[int]) -> None:
        """Put objects below all others."""
        self._put(ids, min(self._levels.values(), default=0) - 1)

    def forget(self) -> None:
        """Another image is open."""
        if self._hidden or self._locked or self._levels:
            self._hidden = self._locked = frozenset()
            self._levels = {}
            self.changed.emit()

    def _put(self, ids: Iterable[int], level: int) -> None:
        self._levels.update(dict.fromkeys(ids, level))
        self.changed.emit()


def _toggled(before: Ids, ids: Ids) -> Ids:
    return before - ids if ids <= before else before | ids
