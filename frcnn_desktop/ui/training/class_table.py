"""AP of each class before and after training."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

from frcnn_desktop.ui.kit.palettes import colours_of

Index = QModelIndex | QPersistentModelIndex
_NOTHING = "–"
_ROW = 22
_NAME_WIDTH = 140
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ClassRow:
    """AP in 0..1, not a number where it is not known; `objects` in the data, None where not counted."""

    name: str
    objects: int | None
    before: float
    after: float

    @property
    def change(self) -> float:
        """AP gained, negative where it was lost; not a number where one of both is not known."""
        return self.after - self.before


class ClassTableModel(QAbstractTableModel):
    """Setters: `set_rows`. Columns: class, objects, AP before, AP after, change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ClassRow] = []

    def set_rows(self, rows: list[ClassRow]) -> None:
        """Show these classes; equal rows leave selection and scroll position alone."""
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        return 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Class"),
            self.tr("Objects"),
            self.tr("AP before (%)"),
            self.tr("AP now (%)"),
            self.tr("Change"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        values = (row.name, row.objects, row.before, row.after, row.change)
        value = values[column]
        if role == Qt.ItemDataRole.UserRole:
            # What is not known sorts below everything else.
            return -math.inf if value is None or (isinstance(value, float) and math.isnan(value)) else value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column else None
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, _ROW)
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(value, signed=column == 4)
        if role == Qt.ItemDataRole.ForegroundRole and column == 4 and abs(row.change) >= 0.0005:
            colours = colours_of()
            return QColor(colours.success if row.change > 0 else colours.danger)
        return None


def class_rows(
    objects: Mapping[str, int] | None, before: Mapping[str, float], after: Mapping[str, float]
) -> list[ClassRow]:
    """Return a row for every class that anything is known of."""
    names: dict[str, None] = dict.fromkeys([*(objects or {}), *before, *after])
    return [
        ClassRow(
            name,
            objects.get(name, 0) if objects is not None else None,
            before.get(name, math.nan),
            after.get(name, math.nan),
        )
        for name in names
    ]


class ClassTable(QTreeView):
    """Sorted by a click on a column. Setters: `set_rows`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ClassTableModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self.setModel(self._sorted)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setAccessibleName(self.tr("AP of each class"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        # On a wide screen figures stay beside the name they belong to.
        header.resizeSection(0, _NAME_WIDTH)

    def set_rows(self, rows: list[ClassRow]) -> None:
        """Show these classes, in the order that a person has chosen."""
        self._model.set_rows(rows)


def _text(value: str | int | float | None, *, signed: bool) -> str:
    if isinstance(value, str):
        return value
    if value is None or math.isnan(value):
        return _NOTHING
    if isinstance(value, int):
        return f"{value:,}"
    # A true minus sign is as wide as the plus.
    return (f"{100 * value:+.1f}" if signed else f"{100 * value:.1f}").replace("-", "\u2212")
