"""How one detection looks in the list: colour and class, a bar for its score."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from frcnn_desktop.ui.detect.detections import DetectionRole
from frcnn_desktop.ui.kit.painting import (
    ClassColours,
    draw_bar,
    draw_row_background,
    draw_swatch,
    draw_text,
    no_colours,
    row_height,
)

Index = QModelIndex | QPersistentModelIndex
_BAR = 56


class DetectionDelegate(QStyledItemDelegate):
    """Draws a row of `DetectionsModel`."""

    colours_of_classes: ClassColours = staticmethod(no_colours)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(120, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = draw_row_background(painter, option, option.widget)
        rect, name = QRect(option.rect), str(index.data(DetectionRole.NAME))
        colour, score = self.colours_of_classes(name), float(index.data(DetectionRole.SCORE))
        top = rect.top() + (rect.height() - 12) // 2
        draw_swatch(painter, QRect(rect.left() + 8, top, 12, 12), colour)
        number = painter.fontMetrics().horizontalAdvance("0.00")
        right = rect.right() - 8
        draw_text(
            painter,
            QRect(right - number, rect.top(), number, rect.height()),
            f"{score:.2f}",
            colours.text,
            Qt.AlignmentFlag.AlignRight,
            Qt.TextElideMode.ElideNone,
        )
        bar = QRect(right - number - 8 - _BAR, rect.center().y() - 1, _BAR, 4)
        draw_bar(painter, bar, score, colour, colours)
        area = QRect(rect.left() + 28, rect.top(), bar.left() - rect.left() - 34, rect.height())
        draw_text(painter, area, name, colours.text)
