"""Switches of the menus that stay as they were left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction

from frcnn_desktop.ui.shell.setting_fields import Field
from frcnn_desktop.ui.shell.settings import Settings


def keep_switch(
    action: QAction, remembered: Field[bool], settings: Settings, apply: Callable[[bool], object]
) -> None:
    """Put a switch as it was left, apply it, and remember from now on how it is put."""
    action.setChecked(remembered.of(settings))
    apply(action.isChecked())
    # Everything here lives in the GUI thread, so a partial is a safe receiver.
    action.toggled.connect(apply)
    action.toggled.connect(partial(remembered.set, settings))
