"""How a class to pick looks: digit key, colour, name, score."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from frcnn_desktop.ui.annotate.class_candidates import CandidateRole
from frcnn_desktop.ui.kit.painting import (
    ClassColours,
    draw_bar,
    draw_icon,
    draw_key,
    draw_row_background,
    draw_swatch,
    draw_text,
    no_colours,
    row_height,
)

Index = QModelIndex | QPersistentModelIndex
_BAR, _NAME_AT = 48, 52


class CandidateDelegate(QStyledItemDelegate):
    """Draws a row of `CandidatesModel`."""

    colours_of_classes: ClassColours = staticmethod(no_colours)
    class_keys: tuple[str, ...] = ()
    """Classes of the digit keys, the first one for 1; empty: the digits count the rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = option.fontMetrics
        # With room for the score, which may come later.
        score = 6 + _BAR + 8 + metrics.horizontalAdvance("0.00") + 8
        width = _NAME_AT + metrics.horizontalAdvance(str(index.data())) + score
        return QSize(width, row_height(metrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = draw_row_background(painter, option, option.widget)
        rect = QRect(option.rect)
        middle = rect.top() + (rect.height() - 12) // 2
        name = str(index.data())
        right = rect.right() - 8
        if index.data(CandidateRole.NEW):
            draw_icon(painter, QRect(rect.left() + 31, middle - 1, 14, 14), "plus", colours.accent_text)
            area = QRect(rect.left() + _NAME_AT, rect.top(), right - rect.left() - _NAME_AT, rect.height())
            draw_text(painter, area, name, colours.accent_text)
            return
        if digit := self._digit(index.row(), name):
            draw_key(painter, QRect(rect.left() + 8, rect.top(), 16, rect.height()), digit, colours)
        colour = self.colours_of_classes(name)
        draw_swatch(painter, QRect(rect.left() + 32, middle, 12, 12), colour)
        score = index.data(CandidateRole.SCORE)
        if isinstance(score, float):
            number = painter.fontMetrics().horizontalAdvance("0.00")
            where = QRect(right - number, rect.top(), number, rect.height())
            draw_text(painter, where, f"{score:.2f}", colours.muted, Qt.AlignmentFlag.AlignRight)
            bar = QRect(right - number - 8 - _BAR, rect.center().y() - 1, _BAR, 4)
            draw_bar(painter, bar, score, colour, colours)
            right = bar.left() - 6
        area = QRect(rect.left() + _NAME_AT, rect.top(), right - rect.left() - _NAME_AT, rect.height())
        draw_text(painter, area, name, colours.text)

    def _digit(self, row: int, name: str) -> str:
        number = row
        if self.class_keys:
            number = self.class_keys.index(name) if name in self.class_keys else 9
        return str(number + 1) if number < 9 else ""
