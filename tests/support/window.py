"""The commands and panels of the whole program, for tests of a part of the window."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.app import FEATURES, command_blocks
from frcnn_desktop.ui.shell.actions import Actions

W = TypeVar("W", bound=QWidget)


def all_actions() -> Actions:
    """Return the commands of every feature; none of them does anything."""
    parent = QObject()
    return Actions(command_blocks(FEATURES, parent))


def panel_of(window: QWidget, kind: type[W]) -> W:
    """Return the one panel of a kind inside a window."""
    (found,) = window.findChildren(kind)
    return found
