"""What a feature says of a panel that it brings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.shell.actions import Actions


class DockSide(Enum):
    """Where a panel stands before a person moves it."""

    LEFT = auto()
    RIGHT = auto()
    BELOW = auto()
    """Below the photo: closed at first, all of them as tabs"""


@dataclass(frozen=True, slots=True)
class DockPlace:
    """Where a panel is at first. `order` counts from top to bottom and through the menu of panels.

    `tab_of` names the panel whose tabs it shares; `apart_when_tall`: on a tall screen it stands below that
    one instead. `heights` are its shares of the side on a low and on a tall screen, 0: as it comes.
    `closed`: it is not shown until somebody opens it.
    """

    side: DockSide
    order: int
    tab_of: str = ""
    apart_when_tall: bool = False
    heights: tuple[int, int] = (0, 0)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class DockSpec:
    """A panel. `name` identifies it in the saved layout and must never change; `switch` is the command that
    opens and closes it, if there is one. `panel` None: it is brought later, see `Frame.fill_dock`."""

    name: str
    title: str
    panel: QWidget | None
    place: DockPlace
    foldable: bool = True
    switch: QAction | None = None


class Panels(Protocol):
    """The panels of a feature that is loaded later, in the user's language. Their frames are there at once:
    so the layout is whole."""

    def docks(self, actions: Actions) -> tuple[DockSpec, ...]:
        """Return them without what is in them; called once, when the window is built."""
        ...
