"""The class list of the annotator as rows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from frcnn_desktop.ui.document.class_list import ClassList

Index = QModelIndex | QPersistentModelIndex


class ClassRole(IntEnum):
    """What the delegate asks: how many objects of the open image have the class; whether it is current."""

    OBJECTS = Qt.ItemDataRole.UserRole
    CURRENT = Qt.ItemDataRole.UserRole + 1


class ClassesModel(QAbstractListModel):
    """The class list as rows; the first nine have the digit keys. A name edited in place goes to the list.

    Signals: `name_taken(str)` another class is called so already, and nothing was renamed.
    """

    name_taken = Signal(str)

    def __init__(self, classes: ClassList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._classes = classes
        self._names = classes.names
        self._counts: dict[str, int] = {}
        classes.names_changed.connect(self._on_names)
        classes.current_changed.connect(self._refresh)

    @Slot(tuple)
    def _on_names(self, names: tuple[str, ...]) -> None:
        changed = [
            row for row, pair in enumerate(zip(self._names, names, strict=False)) if pair[0] != pair[1]
        ]
        if len(names) == len(self._names) and len(changed) == 1:
            # Renamed: rows keep their selection, and an editor stays open.
            self._names = names
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[0]))
            return
        # No reset: it would close the editor of somebody who is renaming a class.
        for row in reversed(range(len(self._names))):
            if self._names[row] not in names:
                self.beginRemoveRows(QModelIndex(), row, row)
                self._names = (*self._names[:row], *self._names[row + 1 :])
                self.endRemoveRows()
        if new := tuple(name for name in names if name not in self._names):
            self.beginInsertRows(QModelIndex(), len(self._names), len(names) - 1)
            self._names = (*self._names, *new)
            self.endInsertRows()
        if names != self._names:
            self._reorder(names)
        self._refresh()

    def _reorder(self, names: tuple[str, ...]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        after = [self.index(names.index(self._names[index.row()])) for index in before]
        self._names = names
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Set how many objects of each class the open image has."""
        self._counts = dict(counts)
        self._refresh()

    @Slot()
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
            answer = name == self._classes.current
        return answer

    def _tool_tip(self, name: str, row: int) -> str:
        if row < 9:
            return self.tr("{name}: key {digit}. Click to use it for the next box").format(
                name=name, digit=row + 1
            )
        return self.tr("{name}. Click to use it for the next box").format(name=name)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        old, new = self._names[index.row()], str(value).strip()
        if new != old and new in self._names:
            self.name_taken.emit(new)
        return self._classes.rename(old, new)
