"""A box of choices that cuts the chosen text with an ellipsis: a style sheet's just ends at the frame."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

_BESIDE_ICON = 8


class ElidedComboBox(QComboBox):
    """The middle is cut, as the end of a choice may be its count."""

    @property
    def shown(self) -> str:
        """What can be read of the chosen text."""
        return self._option().currentText

    def paintEvent(self, _ev: QPaintEvent) -> None:
        painter, option = QStylePainter(self), self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        beside = 0 if option.currentIcon.isNull() else option.iconSize.width() + _BESIDE_ICON
        room = field.width() - beside
        option.currentText = option.fontMetrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideMiddle, room
        )
        return option
