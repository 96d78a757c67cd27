"""Where the panels are: the layout at first, and the one a person has made of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtWidgets import QMainWindow

from frcnn_desktop.ui.docks import PanelDock
from frcnn_desktop.ui.settings import Settings

_VERSION = 1
_LEFT, _RIGHT = 180, 252
_TALL = 900
"""From this window height on, objects and classes have room below each other; else they share tabs."""


class DockLayout(QObject):
    """Places "images" left, "layers", "detections", "objects" and "classes" right, "timings" below."""

    def __init__(self, window: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
        super().__init__(window)
        self._window = window
        self.docks = dict(docks)
        self._before_photo_only: QByteArray | None = None
        window.setDockOptions(window.dockOptions() | QMainWindow.DockOption.GroupedDragging)
        window.setDocumentMode(True)
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea),
            (Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            window.setCorner(corner, area)

    def restore(self, settings: Settings) -> None:
        """Put window and panels where they were left; a layout that no longer fits is ignored."""
        if settings.geometry:
            self._window.restoreGeometry(QByteArray(settings.geometry))
        self.reset()
        if settings.window_state:
            self._window.restoreState(QByteArray(settings.window_state), _VERSION)

    def save(self, settings: Settings) -> None:
        settings.geometry = bytes(self._window.saveGeometry().data())
        settings.window_state = bytes(self._window.saveState(_VERSION).data())

    def reset(self) -> None:
        """Put every panel back to where it is at first."""
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        for dock in self.docks.values():
            dock.setFloating(False)
            dock.set_folded(False)
            dock.show()
        self._window.addDockWidget(left, self.docks["images"])
        for name in ("layers", "detections", "objects", "classes"):
            self._window.addDockWidget(right, self.docks[name])
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.docks["timings"])
        if self._window.height() < _TALL:
            self._window.tabifyDockWidget(self.docks["objects"], self.docks["classes"])
            self.docks["objects"].raise_()
        self.docks["timings"].hide()
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._window.resizeDocks([self.docks["images"], self.docks["layers"]], [_LEFT, _RIGHT], horizontal)
        column = [self.docks[name] for name in ("layers", "detections", "objects")]
        self._window.resizeDocks(column, [150, 250, 300], vertical)

    @Slot(bool)
    def set_photo_only(self, on: bool) -> None:
        """Hide every panel, or bring back those that were shown."""
        if on and self._before_photo_only is None:
            self._before_photo_only = self._window.saveState(_VERSION)
            for dock in self.docks.values():
                dock.hide()
        elif not on and self._before_photo_only is not None:
            self._window.restoreState(self._before_photo_only, _VERSION)
            self._before_photo_only = None
