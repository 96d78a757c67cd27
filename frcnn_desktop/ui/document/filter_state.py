"""The thresholds that decide which detections are shown, held once for the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from frcnn_desktop.core.detections import DetectionFilter


class FilterState(QObject):
    """Whoever moves a threshold sets a whole filter; whoever shows or applies it follows `changed`.

    Signals: `changed(DetectionFilter)`.
    """

    changed = Signal(object)

    def __init__(self, value: DetectionFilter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value = value

    @property
    def value(self) -> DetectionFilter:
        """The filter that applies now."""
        return self._value

    def set(self, value: DetectionFilter) -> None:
        """Take another filter; an equal one changes nothing."""
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def hide_classes(self, names: frozenset[str]) -> None:
        """Leave out detections of these classes, and of no others."""
        self.set(replace(self._value, hidden_classes=names))
