"""The command palette: a field to type into and what it finds, floating over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.kit.painting import row_height
from frcnn_desktop.ui.kit.pick_list import PickList
from frcnn_desktop.ui.palette.entries import Entry, best
from frcnn_desktop.ui.palette.rows import EntriesModel, EntryDelegate

_WIDTH, _MARGIN, _TOP = 620, 16, 64
_ROWS, _MOST = 12, 60


class Palette(PickList):
    """Typing filters; what is picked is done."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _ROWS)
        self._window = window
        self._entries: Sequence[Entry] = ()
        self._model = EntriesModel(self)
        self.view.setModel(self._model)
        self.setAccessibleName(self.tr("Command palette"))
        self.name_field(self.tr("Find a command, a class or an image"), "search")
        self.view.setItemDelegate(EntryDelegate(self.view))
        self.view.setAccessibleName(self.tr("What was found"))
        self.note.setText(self.tr("Nothing is called so."))
        self.note.setMargin(8)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(6)
        self.edit.textChanged.connect(self._on_text)
        self.picked.connect(self._on_picked)

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
        self._entries = entries
        self._place()
        self.edit.selectAll()
        self._on_text(self.edit.text())
        self.rise()

    def leave(self) -> None:
        """Close, and forget what was offered."""
        self._entries = ()
        super().leave()

    def _place(self) -> None:
        row = row_height(self.view.fontMetrics())
        room = self._window.height() - _TOP - _MARGIN - self.edit.sizeHint().height() - 24
        self.view.setFixedHeight(max(row, min(_ROWS * row + 2, room)))
        width = min(_WIDTH, self._window.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        self.move((self._window.width() - width) // 2, _TOP)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._model.set_entries(best(text, self._entries, _MOST))
        found = self._model.rowCount() > 0
        self.view.setVisible(found)
        self.note.setVisible(not found)
        self.adjustSize()
        self.mark(0)

    @Slot(int)
    def _on_picked(self, row: int) -> None:
        entry = self._model.entries[row]
        self.leave()
        entry.run()
