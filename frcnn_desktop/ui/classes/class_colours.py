"""The colours that a person gave to classes: kept by name, for every data set."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.canvas.colour_change import show_other_colours
from frcnn_desktop.ui.canvas.colours import choose_class_colours
from frcnn_desktop.ui.shell.settings import Settings


class ChosenColours:
    """Whenever they change, everything that shows a class is painted anew."""

    def __init__(self, settings: Settings, window: QWidget) -> None:
        self._settings, self._window = settings, window
        choose_class_colours(settings.class_colours)

    @property
    def value(self) -> dict[str, str]:
        """#rrggbb by class name."""
        return self._settings.class_colours

    def take(self, chosen: Mapping[str, str], renamed: Mapping[str, str]) -> None:
        """Take colours, and let those of renamed classes go with them."""
        before = self.value
        moved = {new: before[old] for old, new in renamed.items() if old in before and new not in before}
        self.set({**before, **moved, **chosen})

    def set(self, colours: Mapping[str, str]) -> None:
        """Use these colours and no others."""
        if dict(colours) != self.value:
            self._settings.class_colours = dict(colours)
            choose_class_colours(colours)
            show_other_colours(self._window)
