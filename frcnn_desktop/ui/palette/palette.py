"""The field to type into and what it finds, floating over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from frcnn_desktop.ui.kit.icons import line_edit_icon
from frcnn_desktop.ui.kit.painting import row_height
from frcnn_desktop.ui.palette.entries import Entry, best
from frcnn_desktop.ui.palette.rows import EntriesModel, EntryDelegate

_WIDTH, _MARGIN, _TOP = 620, 16, 64
_ROWS, _MOST = 12, 60
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_ROWS,
    Qt.Key.Key_PageDown: _ROWS,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SILENT_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Palette(QFrame):
    """Typing filters, Return or a click does what is marked, Esc or a click elsewhere gives up."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: Sequence[Entry] = ()
        self._model = EntriesModel(self)
        self._edit, self._view = QLineEdit(self), QListView(self)
        self._nothing = QLabel(self.tr("Nothing is called so."), self)
        self._before: QWidget | None = None
        self._build()
        self._edit.installEventFilter(self)
        self._edit.textChanged.connect(self._on_text)
        self._view.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is listed, best first."""
        return [entry.text for entry in self._model.entries]

    @property
    def entries(self) -> Sequence[Entry]:
        """Everything that can be found."""
        return self._entries

    def open(self, entries: Sequence[Entry]) -> None:
        """Offer these; what was typed last time is selected, so that it can be done again or typed over."""
        if not self.isVisible():
            self._before = self._window.focusWidget()
        self._entries = entries
        self._place()
        self._edit.selectAll()
        self._on_text(self._edit.text())
        self.show()
        self.raise_()
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def cancel(self) -> None:
        """Close and do nothing."""
        if self.isVisible():
            self._close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit:
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _SILENT_REASONS:
            self.cancel()
        return False

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Command palette"))
        self._edit.setPlaceholderText(self.tr("Find a command, a class or an image"))
        self._edit.setAccessibleName(self.tr("Find a command, a class or an image"))
        line_edit_icon(self._edit, "search")
        self._view.setModel(self._model)
        self._view.setItemDelegate(EntryDelegate(self._view))
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setAccessibleName(self.tr("What was found"))
        self._nothing.setProperty("role", "muted")
        self._nothing.setMargin(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self._edit, self._view, self._nothing):
            column.addWidget(widget)

    def _place(self) -> None:
        width = min(_WIDTH, self._window.width() - 2 * _MARGIN)
        rows = _ROWS * row_height(self._view.fontMetrics()) + 2
        room = self._window.height() - _TOP - _MARGIN - self._edit.sizeHint().height() - 24
        self._view.setFixedHeight(max(row_height(self._view.fontMetrics()), min(rows, room)))
        self.setFixedWidth(width)
        self.move((self._window.width() - width) // 2, _TOP)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in _ENTER:
            self._choose(self._view.currentIndex().row())
        elif key in _MOVES:
            row = self._view.currentIndex().row() + _MOVES[key]
            self._mark(max(0, min(row, self._model.rowCount() - 1)))
        else:
            return False
        return True

    def _mark(self, row: int) -> None:
        self._view.setCurrentIndex(self._model.index(row))

    def _choose(self, row: int) -> None:
        if not 0 <= row < self._model.rowCount():
            return
        entry = self._model.entries[row]
        self._close()
        entry.run()

    def _close(self) -> None:
        before, self._before = self._before, None
        self._entries = ()
        self.hide()
        if before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._model.set_entries(best(text, self._entries, _MOST))
        found = self._model.rowCount() > 0
        self._view.setVisible(found)
        self._nothing.setVisible(not found)
        self.adjustSize()
        self._mark(0)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())
