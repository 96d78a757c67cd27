"""The main window: it places panels, menus and bars, and holds no logic."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolBar, QWidget

from frcnn_desktop.ui.annotate.classes_panel import ClassesPanel
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.detect.detections_panel import DetectionsPanel
from frcnn_desktop.ui.detect.layers_panel import LayersPanel
from frcnn_desktop.ui.detect.timings_panel import TimingsPanel
from frcnn_desktop.ui.inside.comparison.panel import WaysPanel
from frcnn_desktop.ui.inside.comparison.time_page import TimePage
from frcnn_desktop.ui.inside.inspector.panel import InspectorPanel
from frcnn_desktop.ui.live.meter_bars import MeterBars
from frcnn_desktop.ui.models.model_menus import DeviceMenu, ModelMenu
from frcnn_desktop.ui.shell.action_ids import ActionId, Category
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.central_area import CentralArea, DropOverlay, dropped_paths
from frcnn_desktop.ui.shell.dock_layout import DockLayout
from frcnn_desktop.ui.shell.docks import PanelDock
from frcnn_desktop.ui.shell.empty_state import EmptyState
from frcnn_desktop.ui.shell.language_menu import LanguageMenu
from frcnn_desktop.ui.shell.menu_bar import class_menu, fill_menu_bar, fill_toolbar
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.status_panel import StatusPanel

A = ActionId
_SMALLEST = QSize(1366, 768)
_OBJECT_MENU = (A.EDIT_LABEL, A.DIFFICULT, A.TRUNCATED, A.COPY, A.DUPLICATE, A.DELETE)


class MainWindow(QMainWindow):
    """The frame around the canvas.

    Attributes to wire: `image_list`, `layers_panel`, `detections_panel`, `objects_panel`, `classes_panel`,
    `meter_bars`, `timings_panel`, `ways_panel`, `inspector`, `status`, `empty_state`, `banner`, `model_menu`,
    `device_menu`.
    Signals: `paths_dropped(list[Path])` files or folders dropped anywhere on the window;
    `closing(QCloseEvent)` sent before the window closes: a slot may `ignore()` it to keep the window open.
    Setters: `show_canvas()`, `show_empty_state()`, `set_foot(widget)`, `set_document(path, dirty)`.
    """

    paths_dropped = Signal(list)
    closing = Signal(QCloseEvent)

    def __init__(self, actions: Actions, canvas: QWidget, settings: Settings) -> None:
        super().__init__()
        self._actions, self._settings = actions, settings
        # Icons follow the theme through the window that owns them.
        actions.setParent(self)
        self._make_panels(actions)
        self._central = CentralArea(canvas, self.empty_state, self)
        self.banner = self._central.banner
        self.setCentralWidget(self._central)
        self._make_bars(actions)
        self._layout = DockLayout(self, self._make_docks())
        self._make_menus(actions)
        self._drop = DropOverlay(self)
        self.setAcceptDrops(True)
        self._connect_window_commands()
        self.set_document(None, dirty=False)
        self.resize(_SMALLEST.expandedTo(self.screen().availableSize() * 0.85))
        self._layout.restore(settings)
        self.empty_state.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._layout.on_shown()

    def show_canvas(self) -> None:
        """Show the photo."""
        self._central.show_canvas()

    def show_empty_state(self) -> None:
        """Show `empty_state` in place of the photo."""
        self._central.show_empty_state()

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the photo."""
        self._central.show_page(page)

    def set_foot(self, foot: QWidget) -> None:
        """Put a widget under the photo."""
        self._central.set_foot(foot)

    def set_document(self, path: Path | None, dirty: bool) -> None:
        """Say in the title which image is open and whether it has unsaved edits."""
        name = QApplication.applicationDisplayName() or "frcnn-desktop"
        self.setWindowTitle(f"{path.name}[*] – {path.parent.name} – {name}" if path else f"{name}[*]")
        self.setWindowModified(dirty)

    def _make_panels(self, actions: Actions) -> None:
        self.image_list = ImageListPanel(actions[A.PREVIOUS_IMAGE], actions[A.NEXT_IMAGE])
        self.layers_panel = LayersPanel(
            {
                "proposals": actions.key_text(A.SHOW_PROPOSALS),
                "roi_projections": actions.key_text(A.SHOW_ROI_PROJECTIONS),
                "detections": actions.key_text(A.SHOW_DETECTIONS),
                "objects": actions.key_text(A.SHOW_OBJECTS),
            }
        )
        self.detections_panel = DetectionsPanel(actions[A.ACCEPT], actions[A.ACCEPT_ALL])
        self.objects_panel = ObjectsPanel()
        self.objects_panel.set_menu_actions([actions[name] for name in _OBJECT_MENU])
        self.classes_panel = ClassesPanel()
        self.meter_bars = MeterBars()
        self.timings_panel, self.ways_panel = TimingsPanel(), WaysPanel()
        self.inspector = InspectorPanel()
        self.empty_state = EmptyState(actions)

    def _make_bars(self, actions: Actions) -> None:
        self.model_menu = ModelMenu(actions[A.MODEL_INFO], self)
        self.device_menu = DeviceMenu(self)
        zoom = QMenu(self)
        zoom.addActions([actions[name] for name in (A.ZOOM_FIT, A.ZOOM_WIDTH, A.ZOOM_ACTUAL)])
        self.status = StatusPanel(
            actions[A.STOP], actions[A.PAUSE], self.model_menu, self.device_menu, zoom, self
        )
        self.setStatusBar(self.status)
        bar = QToolBar(self.tr("Toolbar"), self)
        fill_toolbar(bar, actions)
        self.addToolBar(bar)

    def _make_docks(self) -> dict[str, PanelDock]:
        time = TimePage(self.timings_panel, self.ways_panel)
        docks = {
            "images": PanelDock("images", self.tr("Images"), self.image_list, self, foldable=False),
            "layers": PanelDock("layers", self.tr("Layers"), self.layers_panel, self),
            "detections": PanelDock("detections", self.tr("Detections"), self.detections_panel, self),
            "objects": PanelDock("objects", self.tr("Objects"), self.objects_panel, self),
            "classes": PanelDock("classes", self.tr("Classes"), self.classes_panel, self),
            "meter": PanelDock("meter", self.tr("Box meter"), self.meter_bars, self),
            "timings": PanelDock("timings", self.tr("Where the time goes"), time, self, foldable=False),
            "inspector": PanelDock(
                "inspector", self.tr("RoI inspector"), self.inspector, self, foldable=False
            ),
        }
        self.detections_panel.count_changed.connect(docks["detections"].set_count)
        self.objects_panel.count_changed.connect(docks["objects"].set_count)
        return docks

    def _make_menus(self, actions: Actions) -> None:
        panels = QMenu(self.tr("&Panels"), self)
        panels.addActions([dock.toggleViewAction() for dock in self._layout.docks.values()])
        classes = class_menu(actions, self.tr("&Class"), self)
        fill_menu_bar(
            self,
            actions,
            {
                Category.OBJECT: (classes,),
                Category.DETECT: (self.model_menu, self.device_menu),
                Category.VIEW: (panels, LanguageMenu(self._settings, self.banner, self)),
            },
        )

    def _connect_window_commands(self) -> None:
        self._actions[A.PHOTO_ONLY].toggled.connect(self._layout.set_photo_only)
        self._layout.bind("inspector", self._actions[A.INSPECTOR])
        self._actions[A.RESET_LAYOUT].triggered.connect(self._on_reset)
        self._actions[A.FULL_SCREEN].toggled.connect(self._on_full_screen)
        self._actions[A.FIND_IMAGE].triggered.connect(self._on_find)

    @Slot()
    def _on_reset(self) -> None:
        self._actions[A.PHOTO_ONLY].setChecked(False)
        self._layout.reset()

    @Slot(bool)
    def _on_full_screen(self, on: bool) -> None:
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if on else self.windowState() & ~full)

    @Slot()
    def _on_find(self) -> None:
        self._layout.docks["images"].show()
        self.image_list.focus_filter()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closing.emit(event)
        if event.isAccepted():
            self._actions[A.PHOTO_ONLY].setChecked(False)
            self._layout.save(self._settings)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            self._drop.cover()
            _take_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _take_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        if paths := dropped_paths(event.mimeData()):
            _take_copy(event)
            self.paths_dropped.emit(paths)


def _take_copy(event: QDropEvent) -> None:
    # With "move", a file manager may delete what was dragged.
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
