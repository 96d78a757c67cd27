"""The main window itself: its title, what is dropped on it, and its closing. `Frame` fills it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QTabBar

from frcnn_desktop.ui.shell.central_area import DropOverlay, dropped_paths

_SMALLEST = QSize(1366, 768)


class MainWindow(QMainWindow):
    """Signals: `paths_dropped(list[Path])` files or folders dropped anywhere on the window;
    `closing(QCloseEvent)` sent before the window closes: a slot may `ignore()` it to keep the window open;
    `closed()` it closes; `shown()` it comes up, not from being minimised.
    """

    paths_dropped = Signal(list)
    closing = Signal(QCloseEvent)
    closed = Signal()
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drop = DropOverlay(self)
        self.setAcceptDrops(True)
        self.set_document(None, dirty=False)
        self.resize(_SMALLEST.expandedTo(self.screen().availableSize() * 0.85))

    def set_document(self, path: Path | None, dirty: bool) -> None:
        """Say in the title which image is open and whether it has unsaved edits."""
        name = QApplication.applicationDisplayName() or "frcnn-desktop"
        self.setWindowTitle(f"{path.name}[*] – {path.parent.name} – {name}" if path else f"{name}[*]")
        self.setWindowModified(dirty)

    def event(self, event: QEvent) -> bool:
        """Give the tabs of panels a name: Qt makes them when panels come to share a place."""
        if event.type() is QEvent.Type.LayoutRequest:
            direct = Qt.FindChildOption.FindDirectChildrenOnly
            for tabs in self.findChildren(QTabBar, options=direct):
                if not tabs.accessibleName():
                    tabs.setAccessibleName(self.tr("Panels"))
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.shown.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closing.emit(event)
        if event.isAccepted():
            self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is dragged out of the list is open already.
        if event.source() is None and dropped_paths(event.mimeData()):
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
