"""Picking a class for a box without leaving the photo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.annotate.candidate_delegate import CandidateDelegate
from frcnn_desktop.ui.annotate.class_candidates import Candidate, CandidatesModel
from frcnn_desktop.ui.kit.painting import ClassColours, row_height
from frcnn_desktop.ui.kit.pick_list import PickList
from frcnn_desktop.ui.kit.popup_placement import GAP, place_beside

_WIDTH, _WIDEST = 264, 440
"""Long names widen the list, so that those that begin alike can be told apart."""
_ROWS, _SCROLL_BAR = 8, 12


class ClassPicker(PickList):
    """A small list that floats beside the box: typing filters, a digit marks the class it stands for, Return
    takes the marked class, Esc or a click elsewhere gives up. What is typed may be a new class, digits too.

    Signals: `class_chosen(str)`, `cancelled()`; each `open_at` ends in exactly one of them.
    Setters: `open_at`, `set_candidates` also while open, `set_class_keys`, `set_class_colours`, `cancel`.
    """

    class_chosen = Signal(str)

    def __init__(self, host: QWidget) -> None:
        """Float inside `host`, the canvas or the window."""
        super().__init__(host, _ROWS)
        self._host = host
        self._model = CandidatesModel(self)
        self.view.setModel(self._model)
        self._delegate = CandidateDelegate(self.view)
        self._current = ""
        self._build()
        self.edit.textEdited.connect(self._on_text)
        self.picked.connect(self._on_picked)

    def open_at(self, anchor: QRect, candidates: Sequence[Candidate], current: str = "") -> None:
        """Ask for the class of the box at `anchor` (in the host's coordinates).

        `candidates` are class names with scores 0..1 or None; scored ones are sorted, highest first.
        `current` is marked at first, else the first one is. A question still open is cancelled.
        """
        if self.is_open:
            self.cancel()
        self._current = current
        self.edit.clear()
        self._model.set_text("")
        self.set_candidates(candidates)
        self._place(anchor)
        self.rise()

    def set_candidates(self, candidates: Sequence[Candidate], current: str | None = None) -> None:
        """Replace the classes, e.g. when scores arrive; what was typed stays. `current` is marked anew."""
        self._current = self._current if current is None else current
        self._model.set_candidates(candidates)
        self._mark()

    def set_class_keys(self, names: Sequence[str]) -> None:
        """Say which class each digit key stands for, the first one for 1. Without it: the row's number."""
        self._delegate.class_keys = tuple(names)
        self._model.set_class_keys(names)
        self.view.viewport().update()

    def set_class_colours(self, colours: ClassColours) -> None:
        """Say which colour belongs to a class name."""
        self._delegate.colours_of_classes = colours

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Class of the box"))
        self.name_field(self.tr("Class name"), "tags")
        self.edit.setToolTip(self.tr("Type to filter, the digit of a class, or a new name"))
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Classes"))
        self.note.setText(self.tr("Enter accepts, Esc cancels"))
        self.column.setContentsMargins(6, 6, 6, 6)
        self.column.setSpacing(4)

    def _place(self, anchor: QRect) -> None:
        rows = min(_ROWS, max(2, self._model.rowCount()))
        self.view.setFixedHeight(rows * row_height(self.view.fontMetrics()) + 2)
        height = self.column.totalSizeHint().height()
        wanted = self.view.sizeHintForColumn(0) + 2 * self.column.contentsMargins().left() + _SCROLL_BAR
        size = QSize(max(_WIDTH, min(wanted, _WIDEST, self._host.width() - 2 * GAP)), height)
        self.setGeometry(QRect(place_beside(anchor, size, self._host.rect()), size))

    def _mark(self) -> None:
        names = [self._model.name_at(row) for row in range(self._model.rowCount())]
        wanted = self._current if not self.edit.text() else ""
        self.mark(names.index(wanted) if wanted in names else 0)

    def choose(self, name: str) -> None:
        """Answer with this class, as if it had been clicked; an empty name answers nothing."""
        if name and self.is_open:
            self.leave()
            self.class_chosen.emit(name)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._model.set_text(text)
        self._mark()

    @Slot(int)
    def _on_picked(self, row: int) -> None:
        self.choose(self._model.name_at(row))
