"""The class list of the annotator as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex


class ClassRole(IntEnum):
    OBJECTS = Qt.ItemDataRole.UserRole
    CURRENT = Qt.ItemDataRole.UserRole + 1


class ClassesModel(QAbstractListModel):
    """Class names in the order a person gave them: the first nine have the digit keys.

    Signals: `renamed(old, new)` a name was edited in place; the model has already taken it.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._counts: dict[str, int] = {}
        self._current = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names)

    @property
    def current(self) -> str:
        """The class of the next box."""
        return self._current

    def set_names(self, names: Sequence[str]) -> None:
        self.beginResetModel()
        self._names = list(dict.fromkeys(names))
        self.endResetModel()

    def set_current(self, name: str) -> None:
        self._current = name
        self._refresh()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Set how many objects of each class the open image has."""
        self._counts = dict(counts)
        self._refresh()

    def _refresh(self) -> None:
        if self._names:
            self.dataChanged.emit(self.index(0), self.index(len(self._names) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._names)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        name = self._names[index.row()]
        answer: object = None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            answer = name
        elif role == Qt.ItemDataRole.ToolTipRole:
            answer = self._tool_tip(name, index.row())
        elif role == ClassRole.OBJECTS:
            answer = self._counts.get(name, 0)
        elif role == ClassRole.CURRENT:
            answer = name == self._current
        return answer

    def _tool_tip(self, name: str, row: int) -> str:
        if row < 9:
            return self.tr("{name}: key {digit}. Click to use it for the next box").format(
                name=name, digit=row + 1
            )
        return self.tr("{name}. Click to use it for the next box").format(name=name)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        old, new = self._names[index.row()], str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not new or new in self._names:
            return False
        self._names[index.row()] = new
        if self._current == old:
            self._current = new
        self.dataChanged.emit(index, index)
        self.renamed.emit(old, new)
        return True
