"""Knowing when a widget has been painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget


class PaintWatch(QObject):
    """Calls `painted` once a widget has been painted, with all of its window that was painted then."""

    _seen = Signal()

    def __init__(self, widget: QWidget, painted: Callable[[], None]) -> None:
        super().__init__(widget)
        self._painted = painted
        # Posted while the window is being painted: what is in line already, and timers, come later.
        self._seen.connect(self._on_seen, Qt.ConnectionType.QueuedConnection)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when the widget is about to be painted; it gets every event all the same."""
        if event.type() is QEvent.Type.Paint:
            # After the event: a filter is asked before the widget paints.
            self._seen.emit()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_seen(self) -> None:
        self._painted()
