"""How a row of the class list looks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from frcnn_desktop.ui.annotate.classes import ClassRole
from frcnn_desktop.ui.kit.in_place import InPlaceDelegate
from frcnn_desktop.ui.kit.key_guard import KeyGuard
from frcnn_desktop.ui.kit.painting import (
    ClassColours,
    draw_icon,
    draw_key,
    draw_row_background,
    draw_swatch,
    draw_text,
    no_colours,
    row_height,
)

Index = QModelIndex | QPersistentModelIndex


class ClassDelegate(InPlaceDelegate):
    """Draws a row of `ClassesModel`: digit key, colour, name, count of objects, mark of the current class."""

    colours_of_classes: ClassColours = staticmethod(no_colours)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guard = KeyGuard(self)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.installEventFilter(self._guard)
        return editor

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(120, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = draw_row_background(painter, option, option.widget)
        rect, name = QRect(option.rect), str(index.data())
        middle = rect.top() + (rect.height() - 12) // 2
        if index.row() < 9:
            where = QRect(rect.left() + 8, rect.top(), 16, rect.height())
            draw_key(painter, where, str(index.row() + 1), colours)
        draw_swatch(painter, QRect(rect.left() + 32, middle, 12, 12), self.colours_of_classes(name))
        count = index.data(ClassRole.OBJECTS)
        right = rect.adjusted(0, 0, -10, 0)
        if count:
            draw_text(painter, right, str(count), colours.muted, Qt.AlignmentFlag.AlignRight)
        area = rect.adjusted(52, 0, -60, 0)
        if index.data(ClassRole.CURRENT):
            painter.save()
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            draw_text(painter, area, name, colours.accent_text)
            painter.restore()
            draw_icon(painter, QRect(rect.right() - 52, middle - 1, 14, 14), "pencil", colours.accent_text)
        else:
            draw_text(painter, area, name, colours.text)
