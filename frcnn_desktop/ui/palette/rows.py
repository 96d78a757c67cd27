"""What was found as rows: icon, text, where it is found, key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from frcnn_desktop.ui.kit.painting import draw_icon, draw_key, draw_row_background, draw_text, row_height
from frcnn_desktop.ui.palette.entries import Entry

Index = QModelIndex | QPersistentModelIndex
_ICON, _TEXT_AT, _EDGE, _CAP = 16, 36, 10, 12


class EntriesModel(QAbstractListModel):
    """Holds what was found, best first."""

    entries: Sequence[Entry] = ()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or entry.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ", ".join(filter(None, (entry.detail, entry.key)))
        return entry if role == Qt.ItemDataRole.UserRole else None


class EntryDelegate(QStyledItemDelegate):
    """Draws a row of `EntriesModel`."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = draw_row_background(painter, option, option.widget)
        rect, entry = QRect(option.rect), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, Entry):
            return
        metrics, right = painter.fontMetrics(), rect.right() - _EDGE
        if entry.icon:
            place = QRect(rect.left() + _EDGE, rect.top() + (rect.height() - _ICON) // 2, _ICON, _ICON)
            draw_icon(painter, place, entry.icon, colours.muted)
        if entry.key:
            width = metrics.horizontalAdvance(entry.key) + _CAP
            draw_key(painter, QRect(right - width, rect.top(), width, rect.height()), entry.key, colours)
            right -= width + _CAP
        detail = metrics.horizontalAdvance(entry.detail) + _CAP
        where = QRect(right - detail, rect.top(), detail, rect.height())
        draw_text(painter, where, entry.detail, colours.muted, Qt.AlignmentFlag.AlignRight)
        left = rect.left() + _TEXT_AT
        area = QRect(left, rect.top(), where.left() - _CAP - left, rect.height())
        draw_text(painter, area, entry.text, colours.text)
