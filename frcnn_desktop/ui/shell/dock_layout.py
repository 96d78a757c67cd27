"""Where the panels are: the layout at first, and the one a person has made of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QTabWidget

from frcnn_desktop.ui.shell.docks import PanelDock
from frcnn_desktop.ui.shell.settings import Settings

_VERSION = 1
_NARROW, _WIDE = (180, 252), (220, 300)
"""Widths of the left and the right panels; the second pair where the window has room for it."""
_BELOW = ("inspector", "timings")
_WIDE_FROM, _TALL_FROM = 1700, 950
"""From this height of the screen on, objects and classes stand below each other; else they share tabs."""
_SHARES, _TALL_SHARES = (400, 260, 260), (360, 240, 320)
"""Heights of detections, objects and classes: the first have sliders above their list, the last are many."""


class DockLayout(QObject):
    """Places "images" left, "inspector" and "timings" below as tabs, and "layers", "detections", "objects",
    "classes" and "meter" right, the last two as tabs."""

    def __init__(self, window: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
        super().__init__(window)
        self._window = window
        self.docks = dict(docks)
        self._fresh = True
        self._opened: set[str] = set()
        self._first = QByteArray()
        self._before_photo_only: QByteArray | None = None
        window.setDockOptions(window.dockOptions() | QMainWindow.DockOption.GroupedDragging)
        window.setDocumentMode(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea),
            (Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            window.setCorner(corner, area)
        for name in _BELOW:
            # Everything here lives in the GUI thread, so a partial is a safe receiver.
            self.docks[name].visibilityChanged.connect(partial(self._on_below, name))

    def bind(self, name: str, switch: QAction) -> None:
        """Let a command open and close a panel, and follow it."""
        dock = self.docks[name]
        dock.toggleViewAction().toggled.connect(switch.setChecked)
        switch.toggled.connect(partial(self._open, name))

    def _open(self, name: str, wanted: bool) -> None:
        dock = self.docks[name]
        if dock.isHidden() == wanted:
            dock.setVisible(wanted)
            dock.raise_()

    def restore(self, settings: Settings) -> None:
        """Put window and panels where they were left; a layout that no longer fits is ignored."""
        if settings.geometry:
            self._window.restoreGeometry(QByteArray(settings.geometry))
        self._arrange()
        self._first = self._window.saveState(_VERSION)
        if settings.window_state and self._apply(QByteArray(settings.window_state)):
            self._fresh = False
            self._opened = {name for name in _BELOW if not self.docks[name].isHidden()}

    def on_shown(self) -> None:
        """Share out the room of a fresh layout: sizes set before the window is shown are not kept."""
        if self._fresh:
            self._fresh = False
            self._share_room()

    def save(self, settings: Settings) -> None:
        settings.geometry = bytes(self._window.saveGeometry().data())
        settings.window_state = bytes(self._window.saveState(_VERSION).data())

    def reset(self) -> None:
        """Put every panel back to where it was at first."""
        for dock in self.docks.values():
            dock.set_folded(False)
        self._opened.clear()
        self._apply(self._first)
        self._share_room()

    def _apply(self, state: QByteArray) -> bool:
        """Restore a saved arrangement, or the first one where it cannot be read."""
        # Qt 6 leaves the tab bar of a group behind, over the panels, unless the group is emptied first.
        for dock in self.docks.values():
            self._window.removeDockWidget(dock)
        if (layout := self._window.layout()) is not None:
            layout.activate()
        restored = self._window.restoreState(state, _VERSION)
        if not restored:
            self._window.restoreState(self._first, _VERSION)
        for dock in self.docks.values():
            # A panel that the program did not have yet when the arrangement was saved.
            if self._window.dockWidgetArea(dock) == Qt.DockWidgetArea.NoDockWidgetArea:
                self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
                dock.hide()
        return restored

    def _arrange(self) -> None:
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._window.addDockWidget(left, self.docks["images"])
        for name in ("layers", "detections", "objects", "classes", "meter"):
            self._window.addDockWidget(right, self.docks[name])
        for name in _BELOW:
            self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.docks[name])
        if not self._is_tall:
            self._window.tabifyDockWidget(self.docks["objects"], self.docks["classes"])
        self._window.tabifyDockWidget(self.docks["classes"], self.docks["meter"])
        self.docks["classes"].raise_()
        self.docks["objects"].raise_()
        for name in _BELOW:
            self.docks[name].hide()
        # Beside each other both would be too narrow, below each other they would leave no photo.
        self._window.tabifyDockWidget(*(self.docks[name] for name in _BELOW))

    @property
    def _is_tall(self) -> bool:
        return self._window.screen().availableGeometry().height() >= _TALL_FROM

    def _share_room(self) -> None:
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        widths = _WIDE if self._window.width() >= _WIDE_FROM else _NARROW
        self._window.resizeDocks([self.docks["images"], self.docks["layers"]], widths, horizontal)
        names = ("detections", "objects", "classes")
        shares = _TALL_SHARES if self._is_tall else _SHARES
        self._window.resizeDocks([self.docks[name] for name in names], shares, vertical)

    def _on_below(self, name: str, visible: bool) -> None:
        """Give a panel below the photo the height that it asks for, not that of the one before it."""
        alone = all(self.docks[other].isHidden() for other in _BELOW if other != name)
        if visible and alone and name not in self._opened:
            self._opened.add(name)
            height = self.docks[name].sizeHint().height()
            self._window.resizeDocks([self.docks[name]], [height], Qt.Orientation.Vertical)

    @Slot(bool)
    def set_photo_only(self, on: bool) -> None:
        """Hide every panel, or bring back those that were shown."""
        if on and self._before_photo_only is None:
            self._before_photo_only = self._window.saveState(_VERSION)
            for dock in self.docks.values():
                dock.hide()
        elif not on and self._before_photo_only is not None:
            self._apply(self._before_photo_only)
            self._before_photo_only = None
