"""A column that shows keys as caps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidgetItem

from frcnn_desktop.ui.kit.painting import draw_key, draw_row_background, row_height

KEYS = Qt.ItemDataRole.UserRole
"""Role of a list of keys as they are shown."""
_PADDING, _GAP, _EDGE = 12, 6, 8


def show_keys(item: QTreeWidgetItem, column: int, keys: Sequence[str]) -> None:
    """Give a row these keys, for eyes and for screen readers."""
    item.setData(column, KEYS, list(keys))
    item.setData(column, Qt.ItemDataRole.AccessibleTextRole, ", ".join(keys))


class KeysDelegate(QStyledItemDelegate):
    """Draws a list of keys as key caps."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        width = sum(metrics.horizontalAdvance(key) + _PADDING + _GAP for key in index.data(KEYS) or ())
        return QSize(width + _EDGE, max(26, row_height(metrics)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = draw_row_background(painter, option, option.widget)
        x = option.rect.left()
        for key in index.data(KEYS) or ():
            width = painter.fontMetrics().horizontalAdvance(key) + _PADDING
            draw_key(painter, QRect(x, option.rect.top(), width, option.rect.height()), key, colours)
            x += width + _GAP
