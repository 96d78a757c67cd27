"""The classes a person can pick for a box: filtered by typing, best score first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Candidate = tuple[str, float | None]
"""Class name and its score 0..1; None where nothing has been scored."""


class CandidateRole(IntEnum):
    """What the delegate asks: the score 0..1 or None, and whether the row is a class not known yet."""

    SCORE = Qt.ItemDataRole.UserRole
    NEW = Qt.ItemDataRole.UserRole + 1


def matching(candidates: Sequence[Candidate], text: str, of_digit: str = "") -> list[Candidate]:
    """Return the candidates whose name holds the text: first the one with just this name, then the one that
    differs by case alone, then the class `of_digit`, then those that begin with it.

    Among these, scored candidates come before unscored ones, high scores first; else the order stays.
    """
    exact, wanted = text.strip(), text.casefold().strip()
    kept = [item for item in candidates if wanted in item[0].casefold() or item[0] == of_digit]

    def place(item: Candidate) -> tuple[bool, bool, bool, bool, bool, float]:
        name, score = item
        folded = name.casefold()
        return (
            bool(exact) and name != exact,
            bool(exact) and folded != wanted,
            bool(of_digit) and name != of_digit,
            bool(wanted) and not folded.startswith(wanted),
            score is None,
            -(score or 0.0),
        )

    return sorted(kept, key=place)


class CandidatesModel(QAbstractListModel):
    """What is left of the candidates after filtering, and last, the typed name when it is new."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Candidate] = []
        self._text = ""
        self._keys: tuple[str, ...] = ()
        self._shown: list[Candidate] = []
        self._new = ""

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Offer other classes; a name given twice counts once, and the typed text still filters."""
        self._all = list(dict(candidates).items())
        self._filter()

    def set_class_keys(self, names: Sequence[str]) -> None:
        """Say which class each digit stands for, the first one for 1. Without it: the candidates' order."""
        self._keys = tuple(names)

    def set_text(self, text: str) -> None:
        """Show what holds this text."""
        self._text = text.strip()
        self._filter()

    def name_at(self, row: int) -> str:
        """Return the class name in a row, "" outside the list."""
        if 0 <= row < len(self._shown):
            return self._shown[row][0]
        return self._new if row == len(self._shown) else ""

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = matching(self._all, self._text, self._of_digit())
        self._new = "" if any(name == self._text for name, _ in self._all) else self._text
        self.endResetModel()

    def _of_digit(self) -> str:
        """Return the class that the typed text is the digit of, "" for any other text."""
        keys = self._keys or tuple(name for name, _ in matching(self._all, ""))
        digit = int(self._text) if self._text in tuple("123456789") else 0
        return keys[digit - 1] if 0 < digit <= len(keys) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown) + bool(self._new)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        new = index.row() == len(self._shown)
        answer: object = None
        if role == CandidateRole.NEW:
            answer = new
        elif role == Qt.ItemDataRole.DisplayRole:
            name = self.name_at(index.row())
            answer = self.tr("New class “{name}”").format(name=name) if new else name
        elif role == CandidateRole.SCORE and not new:
            answer = self._shown[index.row()][1]
        return answer
