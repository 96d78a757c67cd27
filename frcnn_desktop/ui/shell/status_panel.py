"""The status bar: what happened last, what is running, and what features have put beside it."""

from __future__ import annotations

from bisect import bisect

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QWidget

from frcnn_desktop.ui.kit.busy_indicator import BusyIndicator

_BUSY_PLACE = 10


class StatusPanel(QStatusBar):
    """Setters: `set_message`, `add_item`, `start_progress`, `set_progress`, `finish_progress`."""

    def __init__(self, stop: QAction, pause: QAction, parent: QWidget | None = None) -> None:
        """`stop` and `pause` are the commands behind the buttons of long work."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._places: list[int] = []
        self._giving_way: list[QWidget] = []
        self._message = QLabel(self)
        self._message.setContentsMargins(8, 0, 0, 0)
        # A long message is cut off rather than making the window wider.
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.addWidget(self._message, 1)
        self.busy = BusyIndicator(stop, pause, self)
        self.add_item(self.busy, _BUSY_PLACE)
        self.busy.hide()

    def add_item(self, item: QWidget, place: int, *, gives_way: bool = False) -> None:
        """Put a widget at the right and show it; lower places stand further left.

        `gives_way`: it is hidden during long work. ValueError where the place is taken: the order would
        depend on who came first.
        """
        if place in self._places:
            raise ValueError(f"place {place} of the status bar is taken")
        position = bisect(self._places, place)
        self._places.insert(position, place)
        # The message is the first item.
        self.insertPermanentWidget(1 + position, item)
        item.show()
        if gives_way:
            self._giving_way.append(item)

    def set_message(self, text: str) -> None:
        """Say what happened last, in one sentence."""
        self._message.setText(text)

    def start_progress(self, text: str, *, anew: bool = False) -> None:
        """Something has begun that takes a while; call again when it goes over to another stage, `anew` when
        something else has begun in its place."""
        self._message.clear()
        for item in self._giving_way:
            item.hide()
        self.busy.start(text, anew=anew)

    def set_progress(self, done: int, total: int, left: float | None = None) -> None:
        """Say how far it is, and the seconds left where that is known better than by the clock."""
        self.busy.set_progress(done, total, left)

    def finish_progress(self) -> None:
        """Hide the line of long work and bring back what gave way to it."""
        self.busy.stop()
        for item in self._giving_way:
            item.show()
