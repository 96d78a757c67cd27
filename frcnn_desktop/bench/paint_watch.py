"""Knowing when a widget has been painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class PaintWatch(QObject):
    """Calls `painted` after a widget has been painted."""

    def __init__(self, widget: QWidget, painted: Callable[[], None]) -> None:
        super().__init__(widget)
        self._painted = painted
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when the widget is about to be painted; it gets every event all the same."""
        if event.type() is QEvent.Type.Paint:
            # After the event: a filter is asked before the widget paints.
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)
