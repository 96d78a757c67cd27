"""The first classes of the list have colours that every eye tells apart."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.canvas.colour_change import show_other_colours
from frcnn_desktop.ui.canvas.colours import tell_apart
from frcnn_desktop.ui.document.class_list import ClassList


class ListColours(QObject):
    """Follows the list, and has everything that shows a class painted anew."""

    def __init__(self, classes: ClassList, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._classes, self._window = classes, window
        classes.names_changed.connect(self._on_names)
        tell_apart(classes.names)

    @Slot()
    def _on_names(self) -> None:
        if tell_apart(self._classes.names):
            show_other_colours(self._window)
