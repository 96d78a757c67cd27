"""A field to type into over the list of what it finds, floating over other widgets."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from frcnn_desktop.ui.kit.icons import line_edit_icon

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SILENT_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class PickList(QFrame):
    """Arrows, Tab and page keys move the mark, Return or a click picks, Esc or a click elsewhere gives up;
    then the keyboard goes back to where it was.

    Signals: `picked(int)` the row, while the list is still open; `cancelled()` after it was closed.
    Setters: `rise`, `mark`, `leave`, `cancel`. Ask `marked`, `is_open`, `is_typed_into`.
    """

    picked = Signal(int)
    cancelled = Signal()

    def __init__(self, host: QWidget, page: int) -> None:
        """Float inside `host`, hidden at first. A page key moves `page` rows; `view` needs a model."""
        super().__init__(host)
        self._page = page
        self._before: QWidget | None = None
        self._composing = False
        self.edit, self.view, self.note = QLineEdit(self), QListView(self), QLabel(self)
        self.setProperty("role", "card")
        self.note.setProperty("role", "muted")
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.column = QVBoxLayout(self)
        for widget in (self.edit, self.view, self.note):
            self.column.addWidget(widget)
        self.edit.installEventFilter(self)
        self.view.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether a person is asked at the moment."""
        return self.isVisible()

    @property
    def is_typed_into(self) -> bool:
        """Whether something is being typed, composed syllables included."""
        return bool(self.edit.text()) or self._composing

    @property
    def marked(self) -> int:
        """The row that Return picks, -1 while the list is empty."""
        return self.view.currentIndex().row()

    def name_field(self, text: str, icon: str) -> None:
        """Say in the field, and to a screen reader, what is typed there."""
        self.edit.setPlaceholderText(text)
        self.edit.setAccessibleName(text)
        line_edit_icon(self.edit, icon)

    def rise(self) -> None:
        """Show above everything and take the keyboard."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self._composing = False
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def mark(self, row: int) -> None:
        """Mark a row; beyond the ends the nearest."""
        model = self.view.model()
        self.view.setCurrentIndex(model.index(max(0, min(row, model.rowCount() - 1)), 0))

    def leave(self) -> None:
        """Close and give the keyboard back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def cancel(self) -> None:
        """Close without an answer."""
        if self.is_open:
            self.leave()
            self.cancelled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.edit:
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _SILENT_REASONS:
            self.cancel()
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in _ENTER:
            if self.marked >= 0:
                self.picked.emit(self.marked)
        elif step := _STEPS.get(key) or self._page * _PAGES.get(key, 0):
            self.mark(self.marked + step)
        else:
            return False
        return True

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())
