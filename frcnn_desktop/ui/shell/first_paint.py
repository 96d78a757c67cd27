"""Doing something as soon as a window has been seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Calls `then` once, after the first paint of a widget. Belongs to the widget."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then: Callable[[], None] | None = then
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            # A filter is asked before the widget paints: the call waits until it has.
            QTimer.singleShot(0, self._call)
        return super().eventFilter(watched, event)

    def _call(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
