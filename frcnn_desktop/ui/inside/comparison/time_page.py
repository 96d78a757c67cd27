"""Where the time goes: the stages of a detection, and R-CNN's way beside them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

_SIDE_BY_SIDE_FROM = 640


class TimePage(QScrollArea):
    """Two panels side by side, below each other where it is narrow; what has no room is scrolled to."""

    def __init__(self, stages: QWidget, ways: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QWidget(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(stages, 1)
        self._row.addWidget(ways, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def sizeHint(self) -> QSize:
        # Seven bars; more would be taken from the photo.
        return QSize(640, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 130)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < _SIDE_BY_SIDE_FROM
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
        super().resizeEvent(event)
