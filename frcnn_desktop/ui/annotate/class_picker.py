"""Picking a class for a box without leaving the photo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from frcnn_desktop.ui.annotate.candidate_delegate import CandidateDelegate
from frcnn_desktop.ui.annotate.class_candidates import Candidate, CandidatesModel
from frcnn_desktop.ui.kit.icons import line_edit_icon
from frcnn_desktop.ui.kit.painting import ClassColours, row_height
from frcnn_desktop.ui.kit.popup_placement import GAP, place_beside

_WIDTH, _WIDEST = 264, 440
"""Long names widen the list, so that those that begin alike can be told apart."""
_ROWS, _SCROLL_BAR = 8, 12
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


class ClassPicker(QFrame):
    """A small list that floats beside the box: typing filters, a digit marks the class it stands for, Return
    takes the marked class, Esc or a click elsewhere gives up. What is typed may be a new class, digits too.

    Signals: `class_chosen(str)`, `cancelled()`; each `open_at` ends in exactly one of them.
    Setters: `open_at`, `set_candidates` also while open, `set_class_keys`, `set_class_colours`, `cancel`.
    """

    class_chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, host: QWidget) -> None:
        """Float inside `host`, the canvas or the window."""
        super().__init__(host)
        self._host = host
        self._model = CandidatesModel(self)
        self._edit, self._view = QLineEdit(self), QListView(self)
        self._delegate = CandidateDelegate(self._view)
        self._hint = QLabel(self.tr("Enter accepts, Esc cancels"), self)
        self._column = QVBoxLayout(self)
        self._before: QWidget | None = None
        self._current = ""
        self._composing = False
        self._build()
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._on_text)
        self._view.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def is_open(self) -> bool:
        return self.isVisible()

    def open_at(self, anchor: QRect, candidates: Sequence[Candidate], current: str = "") -> None:
        """Ask for the class of the box at `anchor` (in the host's coordinates).

        `candidates` are class names with scores 0..1 or None; scored ones are sorted, highest first.
        `current` is marked at first, else the first one is. A question still open is cancelled.
        """
        if self.is_open:
            self.cancel()
        self._before = self._host.window().focusWidget()
        self._current = current
        self._edit.clear()
        self._composing = False
        self._model.set_text("")
        self.set_candidates(candidates)
        self._place(anchor)
        self.show()
        self.raise_()
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_candidates(self, candidates: Sequence[Candidate], current: str | None = None) -> None:
        """Replace the classes, e.g. when scores arrive; what was typed stays. `current` is marked anew."""
        self._current = self._current if current is None else current
        self._model.set_candidates(candidates)
        self._mark()

    def set_class_keys(self, names: Sequence[str]) -> None:
        """Say which class each digit key stands for, the first one for 1. Without it: the row's number."""
        self._delegate.class_keys = tuple(names)
        self._model.set_class_keys(names)
        self._view.viewport().update()

    def set_class_colours(self, colours: ClassColours) -> None:
        """Say which colour belongs to a class name."""
        self._delegate.colours_of_classes = colours

    @property
    def is_typed_into(self) -> bool:
        """Whether a name is being typed, composed syllables included."""
        return bool(self._edit.text()) or self._composing

    @Slot()
    def cancel(self) -> None:
        """Close without an answer."""
        if self.is_open:
            self._close()
            self.cancelled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit:
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _SILENT_REASONS:
            self.cancel()
        return False

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Class of the box"))
        self._edit.setPlaceholderText(self.tr("Class name"))
        self._edit.setAccessibleName(self.tr("Class name"))
        self._edit.setToolTip(self.tr("Type to filter, the digit of a class, or a new name"))
        line_edit_icon(self._edit, "tags")
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._delegate)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.setAccessibleName(self.tr("Classes"))
        self._hint.setProperty("role", "muted")
        layout = self._column
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        for widget in (self._edit, self._view, self._hint):
            layout.addWidget(widget)

    def _place(self, anchor: QRect) -> None:
        rows = min(_ROWS, max(2, self._model.rowCount()))
        self._view.setFixedHeight(rows * row_height(self._view.fontMetrics()) + 2)
        height = self._column.totalSizeHint().height()
        wanted = self._view.sizeHintForColumn(0) + 2 * self._column.contentsMargins().left() + _SCROLL_BAR
        size = QSize(max(_WIDTH, min(wanted, _WIDEST, self._host.width() - 2 * GAP)), height)
        self.setGeometry(QRect(place_beside(anchor, size, self._host.rect()), size))

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in _ENTER:
            self.choose(self._model.name_at(self._view.currentIndex().row()))
        elif key in _MOVES:
            row = self._view.currentIndex().row() + _MOVES[key]
            self._mark_row(max(0, min(row, self._model.rowCount() - 1)))
        else:
            return False
        return True

    def _mark(self) -> None:
        names = [self._model.name_at(row) for row in range(self._model.rowCount())]
        wanted = self._current if not self._edit.text() else ""
        self._mark_row(names.index(wanted) if wanted in names else 0)

    def _mark_row(self, row: int) -> None:
        self._view.setCurrentIndex(self._model.index(row))

    def choose(self, name: str) -> None:
        """Answer with this class, as if it had been clicked; an empty name answers nothing."""
        if name and self.is_open:
            self._close()
            self.class_chosen.emit(name)

    def _close(self) -> None:
        before, self._before = self._before, None
        self.hide()
        if before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._model.set_text(text)
        self._mark()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.choose(self._model.name_at(index.row()))
