"""How a row of the objects list looks: colour and name, size, two flags to click."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.annotate.objects import OBJECT_ROLE, ObjectColumn
from frcnn_desktop.ui.kit.painting import (
    ClassColours,
    draw_icon,
    draw_row_background,
    draw_swatch,
    draw_text,
    no_colours,
    row_height,
)

_ICONS = {
    ObjectColumn.DIFFICULT: ("circle-dashed", "circle-dashed"),
    ObjectColumn.TRUNCATED: ("scissors", "scissors"),
    ObjectColumn.HIDDEN: ("eye-off", "eye"),
    ObjectColumn.LOCKED: ("lock", "lock-open"),
}
"""What is drawn of a switch that is on, and of one that is off."""
Index = QModelIndex | QPersistentModelIndex


class ObjectsDelegate(QStyledItemDelegate):
    """Draws `ObjectsModel`. A flag that is off stays faintly visible, so that one sees where to click."""

    colours_of_classes: ClassColours = staticmethod(no_colours)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self.width_of(str(index.data()), option.fontMetrics)
        return QSize(width, row_height(option.fontMetrics))

    @staticmethod
    def width_of(text: str, metrics: QFontMetrics) -> int:
        """Return the width of a cell that shows all of a text."""
        return metrics.horizontalAdvance(text) + 10

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = draw_row_background(painter, option, option.widget)
        column, rect = ObjectColumn(index.column()), QRect(option.rect)
        if column is ObjectColumn.NAME:
            item = index.data(OBJECT_ROLE)
            name = item.name if isinstance(item, ObjectAnnotation) else ""
            top = rect.top() + (rect.height() - 12) // 2
            draw_swatch(painter, QRect(rect.left() + 8, top, 12, 12), self.colours_of_classes(name))
            area = rect.adjusted(26, 0, -1, 0)
            hidden = index.sibling(index.row(), ObjectColumn.HIDDEN).data(Qt.ItemDataRole.CheckStateRole)
            seen = Qt.CheckState(hidden) is Qt.CheckState.Unchecked
            draw_text(painter, area, str(index.data()), colours.text if seen else colours.disabled)
        elif column is ObjectColumn.SIZE:
            area = rect.adjusted(0, 0, -6, 0)
            draw_text(painter, area, str(index.data()), colours.muted, Qt.AlignmentFlag.AlignRight)
        else:
            on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
            colour = colours.accent_text if on else colours.disabled
            box = QRect(0, 0, 15, 15)
            box.moveCenter(rect.center())
            draw_icon(painter, box, _ICONS[column][0 if on else 1], colour)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's own signature
        index: Index,
    ) -> bool:
        flag = ObjectColumn(index.column()) in _ICONS
        if not flag or not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.LeftButton:
            return False
        if event.type() is QEvent.Type.MouseButtonRelease:
            now = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            other = Qt.CheckState.Unchecked if now is Qt.CheckState.Checked else Qt.CheckState.Checked
            model.setData(model.index(index.row(), index.column()), other, Qt.ItemDataRole.CheckStateRole)
        return True
