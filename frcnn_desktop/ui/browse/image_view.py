"""The list view of images: says what a person picked, never what a filter moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from frcnn_desktop.ui.kit.palettes import colours_of

Index = QModelIndex | QPersistentModelIndex
_SELECTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ImageView(QListView):
    """Signals: `picked(QModelIndex)` clicked, or reached with the arrow keys.

    With Ctrl or Shift rows are selected, and nothing is picked.
    """

    picked = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placeholder = ""
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.clicked.connect(self._on_clicked)

    def set_grid(self, grid: bool) -> None:
        """Put the items side by side, as many as there is room for, or one below the other."""
        self.setFlow(QListView.Flow.LeftToRight if grid else QListView.Flow.TopToBottom)
        self.setWrapping(grid)
        self.setResizeMode(QListView.ResizeMode.Adjust if grid else QListView.ResizeMode.Fixed)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def show_current(self, index: QModelIndex) -> None:
        """Select a row alone and bring it into view; an invalid one: select none."""
        # Where the pointer is, the row stays. A walk past the edge turns half a page at once, not a row a
        # step: scrolling draws every row anew.
        stays = index == self.currentIndex() or self.viewport().rect().contains(self.visualRect(index))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            hint = QAbstractItemView.ScrollHint
            self.scrollTo(index, hint.EnsureVisible if stays else hint.PositionAtCenter)

    def select_rows(self, rows: list[int]) -> None:
        """Select these rows and no others; the current one stays current."""
        chosen = QItemSelection()
        for row in rows:
            index = self.model().index(row, 0)
            chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def set_placeholder(self, text: str) -> None:
        """Say why the list is empty; "" says nothing."""
        if text != self._placeholder:
            self._placeholder = text
            self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draw the rows that changed. QListView would lay out and draw all of them, for their heights."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._placeholder:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours_of().muted))
            area = self.viewport().rect().adjusted(12, 12, -12, -12)
            wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, wrap, self._placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before and not event.modifiers() & _SELECTING:
            self.picked.emit(self.currentIndex())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if not QGuiApplication.keyboardModifiers() & _SELECTING:
            self.picked.emit(index)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are commands here, and the filter field searches better."""
