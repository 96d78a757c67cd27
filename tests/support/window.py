"""The commands and panels of the whole program, for tests of a part of the window."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.app import FEATURES, Application
from frcnn_desktop.ui.inside.walk.registry import stage_commands
from frcnn_desktop.ui.installation import Installation
from frcnn_desktop.ui.shell.actions import Actions

W = TypeVar("W", bound=QWidget)


def all_actions() -> Actions:
    """Return the commands of every feature; none of them does anything."""
    return Actions([*Installation(FEATURES).blocks(), stage_commands()])


def panel_of(window: QWidget, kind: type[W]) -> W:
    """Return the one panel of a kind inside a window."""
    (found,) = window.findChildren(kind)
    return found


def end(application: Application) -> None:
    """End a program and destroy its window now.

    A window that only waits to be deleted is dressed again with each one that is made after it: the tests
    become slower with their square.
    """
    application.shutdown()
    application.window.deleteLater()
    QCoreApplication.sendPostedEvents(application.window, QEvent.Type.DeferredDelete.value)
