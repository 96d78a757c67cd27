"""Telling the window that classes have other colours."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

COLOURS_CHANGED = QEvent.Type(QEvent.registerEventType())
"""Reaches every widget: one that keeps a picture with colours of classes makes it anew."""


def show_other_colours(window: QWidget) -> None:
    """Paint a window and all that belongs to it in the colours that classes have now."""
    for widget in (window, *window.findChildren(QWidget)):
        QCoreApplication.sendEvent(widget, QEvent(COLOURS_CHANGED))
        widget.update()
