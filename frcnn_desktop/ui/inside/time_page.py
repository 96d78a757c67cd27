"""Where the time goes: the stages of a detection, and R-CNN's way beside them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_SIDE_BY_SIDE_FROM = 640


class TimePage(QWidget):
    """Two panels side by side, below each other where it is narrow."""

    def __init__(self, stages: QWidget, ways: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(stages, 1)
        self._row.addWidget(ways, 1)

    def sizeHint(self) -> QSize:
        # Seven bars; more would be taken from the photo.
        return QSize(640, 184)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 130)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _SIDE_BY_SIDE_FROM
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
