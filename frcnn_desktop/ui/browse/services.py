"""The threads behind opening and saving."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Context
from frcnn_desktop.workers.base.task_service import TaskService
from frcnn_desktop.workers.images.folder_service import FolderService
from frcnn_desktop.workers.tasks.recovery_service import RecoveryService


class BrowseServices(QObject):
    """Listing folders, writing annotations, and keeping unsaved edits aside."""

    @classmethod
    def of(cls, context: Context) -> BrowseServices:
        """Return those of the window."""
        return context.shared(cls, lambda: cls(context.shell))

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folders, self.saving = FolderService(self), TaskService("saving", self)
        self.recovery = RecoveryService(self)

    def start(self) -> None:
        """Start all three threads."""
        for service in (self.folders, self.saving, self.recovery):
            service.start()

    def keep(self) -> None:
        """Wait until everything that was to be written is."""
        self.recovery.shutdown()
        self.saving.shutdown()

    def stop(self) -> None:
        """End the thread that lists folders; the two that write end in `keep`."""
        self.folders.shutdown()
