"""Where the panels are: the layout at first, and the one a person has made of it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QByteArray, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

from frcnn_desktop.ui.shell.dock_spec import DockSide, DockSpec
from frcnn_desktop.ui.shell.docks import PanelDock
from frcnn_desktop.ui.shell.settings import Settings

_VERSION = 1
_NARROW, _WIDE = (180, 252), (220, 300)
"""Widths of the left and the right panels; the second pair where the window has room for it."""
_WIDE_FROM, _TALL_FROM = 1700, 950
"""From this height of the screen on, panels have room below each other that share tabs elsewhere."""
_AREAS = {
    DockSide.LEFT: Qt.DockWidgetArea.LeftDockWidgetArea,
    DockSide.RIGHT: Qt.DockWidgetArea.RightDockWidgetArea,
    DockSide.BELOW: Qt.DockWidgetArea.BottomDockWidgetArea,
}


class DockLayout(QObject):
    """Places the panels that were brought, whichever came first, where their specs say.

    Signals: `panel_wanted()` a panel is about to be seen that has not been brought yet, see `fill`.
    """

    panel_wanted = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._specs: dict[str, DockSpec] = {}
        self._empty: set[str] = set()
        self.docks: dict[str, PanelDock] = {}
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

    def add(self, spec: DockSpec) -> PanelDock:
        """Take a panel, before `restore` puts it into the window. ValueError where its place is taken."""
        if any(other.place.order == spec.place.order for other in self._specs.values()):
            raise ValueError(f"place {spec.place.order} of the panel {spec.name} is taken")
        panel = QWidget() if spec.panel is None else spec.panel
        dock = PanelDock(spec.name, spec.title, panel, self._window, foldable=spec.foldable)
        self._specs[spec.name], self.docks[spec.name] = spec, dock
        # Everything here lives in the GUI thread, so a partial is a safe receiver.
        if spec.panel is None:
            self._empty.add(spec.name)
            dock.visibilityChanged.connect(partial(self._on_empty, spec.name))
        if spec.place.side is DockSide.BELOW:
            dock.visibilityChanged.connect(partial(self._on_below, spec.name))
        if spec.switch is not None:
            dock.toggleViewAction().toggled.connect(spec.switch.setChecked)
            spec.switch.toggled.connect(partial(self._open, spec.name))
        return dock

    def fill(self, name: str, panel: QWidget) -> PanelDock:
        """Bring the panel of a spec that came without. KeyError where there is none that is empty."""
        self._empty.remove(name)
        self.docks[name].set_panel(panel)
        return self.docks[name]

    @property
    def shows_empty(self) -> bool:
        """Whether a panel is open that has not been brought; one behind others is wanted when it is shown."""
        empty = [self.docks[name] for name in self._empty]
        return any(not dock.isHidden() and not self._window.tabifiedDockWidgets(dock) for dock in empty)

    def _on_empty(self, name: str, visible: bool) -> None:
        if visible and name in self._empty:
            self.panel_wanted.emit()

    @property
    def in_order(self) -> tuple[PanelDock, ...]:
        """The panels as the menu lists them."""
        return tuple(self.docks[spec.name] for spec in sorted(self._specs.values(), key=_order))

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
            self._opened = {name for name in self._names(DockSide.BELOW) if not self.docks[name].isHidden()}

    def on_shown(self) -> None:
        """Share out the room of a fresh layout: sizes set before the window is shown are not kept."""
        if self._fresh:
            self._fresh = False
            self._share_room()

    def save(self, settings: Settings) -> None:
        """Remember where the window and its panels are, in Qt's own bytes."""
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
        for dock in self.docks.values():
            # Qt tells of a restored panel before it is in its group.
            dock.show_title_or_tab()
        return restored

    def _names(self, side: DockSide) -> list[str]:
        specs = sorted(self._specs.values(), key=_order)
        return [spec.name for spec in specs if spec.place.side is side]

    def _arrange(self) -> None:
        for side, area in _AREAS.items():
            for name in self._names(side):
                self._window.addDockWidget(area, self.docks[name])
        tabs = [spec for spec in sorted(self._specs.values(), key=_order) if self._shares_tabs(spec)]
        for spec in tabs:
            self._window.tabifyDockWidget(self.docks[spec.place.tab_of], self.docks[spec.name])
        for spec in reversed(tabs):
            self.docks[spec.place.tab_of].raise_()
        below = [self.docks[name] for name in self._names(DockSide.BELOW)]
        for dock in (*below, *(self.docks[name] for name, spec in self._specs.items() if spec.place.closed)):
            dock.hide()
        # Beside each other they would be too narrow, below each other they would leave no photo.
        for before, dock in pairwise(below):
            self._window.tabifyDockWidget(before, dock)

    def _shares_tabs(self, spec: DockSpec) -> bool:
        place = spec.place
        return place.tab_of in self.docks and not (place.apart_when_tall and self._is_tall)

    @property
    def _is_tall(self) -> bool:
        return self._window.screen().availableGeometry().height() >= _TALL_FROM

    def _share_room(self) -> None:
        widths = _WIDE if self._window.width() >= _WIDE_FROM else _NARROW
        sides = (self._names(DockSide.LEFT), self._names(DockSide.RIGHT))
        firsts = [(names[0], width) for names, width in zip(sides, widths, strict=True) if names]
        self._resize(dict(firsts), Qt.Orientation.Horizontal)
        heights = {spec.name: spec.place.heights[self._is_tall] for spec in self._specs.values()}
        wanted = {name: heights[name] for name in self._names(DockSide.RIGHT) if heights[name]}
        self._resize(wanted, Qt.Orientation.Vertical)

    def _resize(self, sizes: dict[str, int], along: Qt.Orientation) -> None:
        self._window.resizeDocks([self.docks[name] for name in sizes], list(sizes.values()), along)

    def _on_below(self, name: str, visible: bool) -> None:
        """Give a panel below the photo the height that it asks for, not that of the one before it."""
        alone = all(self.docks[other].isHidden() for other in self._names(DockSide.BELOW) if other != name)
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


def _order(spec: DockSpec) -> int:
    return spec.place.order
