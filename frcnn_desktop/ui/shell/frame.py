"""The places of the window that features fill: panels, menus, status bar, and the middle."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu, QToolBar, QWidget

from frcnn_desktop.ui.shell.action_ids import ActionId, Category
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.central_area import CentralArea
from frcnn_desktop.ui.shell.dock_layout import DockLayout
from frcnn_desktop.ui.shell.dock_spec import DockSpec
from frcnn_desktop.ui.shell.docks import PanelDock
from frcnn_desktop.ui.shell.keyboard import Keyboard
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.menu_bar import fill_menu, fill_menu_bar, fill_toolbar
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.status_panel import StatusPanel

PANELS_PLACE = 10
"""Place of the menu of panels among those inside View."""


class Frame(QObject):
    """Features bring things in any order; each says where it goes. `finish` builds the window of what there
    is; what is brought after that finds its place, too, and panels are those announced before.

    Signals: `paths_dropped(list[Path])` files or folders dropped anywhere on the window; `panel_wanted()` a
    panel is about to be seen that was announced and not brought; `menu_wanted()` so is a menu.
    """

    menu_wanted = Signal()

    def __init__(self, window: MainWindow, canvas: QWidget, actions: Actions, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._actions, self._settings = window, actions, settings
        self._submenus: list[tuple[Category, int, QMenu]] = []
        self._menus: dict[Category, QMenu] = {}
        self._central = CentralArea(canvas, window)
        self.banner = self._central.banner
        self.status_bar = StatusPanel(actions[ActionId.STOP], actions[ActionId.PAUSE], window)
        self.layout = DockLayout(window)
        self.paths_dropped, self.panel_wanted = window.paths_dropped, self.layout.panel_wanted
        Keyboard(window, actions)
        actions.added.connect(self._on_added)
        # Icons follow the theme through the window that owns them.
        actions.setParent(window)
        window.setCentralWidget(self._central)
        window.setStatusBar(self.status_bar)
        window.shown.connect(self.layout.on_shown)
        window.closed.connect(self._on_closed)

    @property
    def window(self) -> QWidget:
        """The owner of dialogs, menus and timers that must go with the window."""
        return self._window

    def add_dock(self, spec: DockSpec) -> PanelDock:
        """Take a panel; the menu of panels lists it, and its place is remembered. Only before `finish`."""
        return self.layout.add(spec)

    def fill_dock(self, name: str, panel: QWidget) -> PanelDock:
        """Bring a panel that was announced; see `DockSpec.panel`."""
        return self.layout.fill(name, panel)

    @property
    def shows_empty_dock(self) -> bool:
        """Whether a panel is open that was announced and not brought."""
        return self.layout.shows_empty

    def add_status_item(self, item: QWidget, place: int, *, gives_way: bool = False) -> None:
        """Put a widget into the status bar, see `StatusPanel.add_item`."""
        self.status_bar.add_item(item, place, gives_way=gives_way)

    def add_submenu(self, category: Category, menu: QMenu, place: int = 0) -> None:
        """Put a menu below the rows of another one; lower places stand first."""
        later = [other for kind, order, other in self._submenus if kind is category and order > place]
        self._submenus.append((category, place, menu))
        self._submenus.sort(key=lambda entry: entry[1])
        if category in self._menus:
            where = self._menus[category]
            if later:
                where.insertMenu(later[0].menuAction(), menu)
            else:
                where.addMenu(menu)

    def add_foot(self, foot: QWidget) -> None:
        """Put a widget under the photo; it takes its room from it while it is shown."""
        self._central.add_foot(foot)

    def set_empty_page(self, page: QWidget) -> None:
        """Say what is shown while there is no photo."""
        self._central.set_empty_page(page)

    def show_photo(self) -> None:
        """Put the canvas back in the middle of the window."""
        self._central.show_photo()

    def show_empty_page(self) -> None:
        """Show the empty page in place of the photo."""
        self._central.show_empty_page()

    def show_page(self, page: QWidget) -> None:
        """Show another page in place of the photo."""
        self._central.show_page(page)

    def set_document(self, path: Path | None, dirty: bool) -> None:
        """Say in the title which image is open and whether it has unsaved edits."""
        self._window.set_document(path, dirty)
        self.banner.keep_about(path)

    @Slot()
    def close(self) -> None:
        """Close the window, unless a feature minds."""
        self._window.close()

    def close_soon(self) -> None:
        """Close it once the present event is over: a window does not close from within its closing."""
        QTimer.singleShot(0, self._window, self._window.close)

    def finish(self) -> None:
        """Everything has been brought: make menus and toolbar, and put the panels where they were left."""
        bar = QToolBar(self.tr("Toolbar"), self._window)
        fill_toolbar(bar, self._actions)
        self._actions.show_seen_icons()
        self._window.addToolBar(bar)
        panels = QMenu(self.tr("Pa&nels"), self._window)
        panels.addActions([dock.toggleViewAction() for dock in self.layout.in_order])
        self.add_submenu(Category.VIEW, panels, PANELS_PLACE)
        self._menus = fill_menu_bar(self._window, self._actions)
        for category, _, menu in self._submenus:
            self._menus[category].addMenu(menu)
        for menu in self._menus.values():
            menu.aboutToShow.connect(self.menu_wanted)
        self.layout.restore(self._settings)
        self._central.take_focus()

    @Slot()
    def _on_added(self) -> None:
        for spec in self._actions.menus if self._menus else ():
            menu = self._menus[spec.category]
            rows = [self._actions[row.id] for row in spec.rows if row is not None]
            if not set(rows) <= set(menu.actions()):
                fill_menu(menu, spec, self._actions)

    @Slot()
    def _on_closed(self) -> None:
        # A layout without panels is not the one to come back to.
        self._actions[ActionId.PHOTO_ONLY].setChecked(False)
        self.layout.save(self._settings)
