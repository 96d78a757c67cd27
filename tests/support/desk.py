"""A workspace on real services, without a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.unsaved import UnsavedChoice
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.workers.base.task_service import TaskService
from frcnn_desktop.workers.images.folder_service import FolderService
from frcnn_desktop.workers.images.image_service import ImageService


class Desk:
    """A workspace on real services, and what a person would answer when asked."""

    def __init__(self, settings: Settings) -> None:
        self.session = DocumentSession()
        self.images, self.folders = ImageService(), FolderService()
        self.settings = settings
        self.answer = UnsavedChoice.SAVE
        self.questions = 0
        self.saving = TaskService("saving")
        self.workspace = Workspace(
            Catalogue(), self.session, self.images, self.folders, settings, self.saving, self._ask
        )
        self.images.start()
        self.folders.start()
        self.saving.start()

    def _ask(self) -> UnsavedChoice:
        self.questions += 1
        return self.answer

    def open(self, qtbot: QtBot, *paths: Path) -> None:
        with qtbot.waitSignal(self.workspace.current_changed):
            self.workspace.open_paths(list(paths))

    def step(self, qtbot: QtBot) -> None:
        with qtbot.waitSignal(self.workspace.current_changed):
            self.workspace.walk(1)

    def close(self) -> None:
        self.images.shutdown()
        self.folders.shutdown()
        self.saving.shutdown()
        for timer in self.workspace.findChildren(QTimer):
            timer.stop()


def names(desk: Desk) -> list[str]:
    return [path.name for path in desk.workspace.paths]
