"""The class list follows the data: what occurs in an opened folder can be picked, and has a digit key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.document.class_list import ClassList
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.workers.images.folder_service import FolderService


class ClassesOfData(QObject):
    """Tells the class list which classes there are: those of the open image at once, those of the whole
    folder when it has been read."""

    def __init__(
        self, workspace: Workspace, session: DocumentSession, classes: ClassList, folders: FolderService
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._session, self._classes = workspace, session, classes
        session.image_changed.connect(self._on_image)
        folders.all_summarised.connect(self._on_folder)

    @Slot()
    def _on_image(self) -> None:
        here = {item.name for item in self._session.objects}
        if not here <= set(self._classes.names):
            self._take()

    @Slot()
    def _on_folder(self) -> None:
        self._take()

    def _take(self) -> None:
        image, catalogue = self._session.image, self._workspace.catalogue
        # A folder may have been read before its first image: what is open then is of the folder before.
        here = image is not None and image.path in catalogue
        found = [item.name for item in self._session.objects] if here else []
        for entry in catalogue.entries:
            found += entry.names
        self._classes.take(found)
