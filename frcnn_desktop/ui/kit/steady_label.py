"""A label whose text changes often: the window is laid out anew only when it needs more room than ever."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel

_CHANGES = QEvent.Type.FontChange, QEvent.Type.StyleChange


class SteadyLabel(QLabel):
    """Keeps the size of the largest text it has shown, so that nothing beside it moves to and fro."""

    _room = QSize()

    def setText(self, text: str) -> None:
        """Show a text. Setting the one that is there costs nothing."""
        if text != self.text():
            super().setText(text)
            self._make_room()

    def reserve(self, text: str) -> None:
        """Have room for a text before it is shown."""
        shown = self.text()
        self.setText(text)
        self.setText(shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _CHANGES:
            self._room = QSize()
            self._make_room()

    def _make_room(self) -> None:
        room = self.sizeHint().expandedTo(self._room)
        if room != self._room:
            self._room = room
            # Qt passes a change of a size that is fixed on to no layout.
            self.setFixedSize(room)
