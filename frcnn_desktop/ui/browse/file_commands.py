"""What can be done with the image files of the list outside of the program."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.file_manager import MOST, FileManager
from frcnn_desktop.ui.shell.action_ids import ActionId

A = ActionId
_MENU = (A.REVEAL, A.COPY_PATH)


class FileCommands(QObject):
    """Acts on the images that are selected in the list; `files` is the system's file manager."""

    def __init__(self, context: Context, images: ImageListPanel) -> None:
        super().__init__(images)
        self._shell, self._images = context.shell, images
        self.files = FileManager(self)
        self._menu = QMenu(self.tr("Files"), images)
        self._menu.setToolTipsVisible(True)
        self._menu.addActions([context.actions[name] for name in _MENU])
        context.actions.bind(A.REVEAL, self._reveal)
        context.actions.bind(A.COPY_PATH, self._copy)
        images.menu_wanted.connect(self._open_menu)

    def _reveal(self) -> None:
        paths = self._images.selected
        self.files.reveal(paths)
        if len(paths) > MOST:
            text = self.tr("The first {most} of {count} files are shown.")
            self._shell.status(text.format(most=MOST, count=len(paths)))

    def _copy(self) -> None:
        paths = self._images.selected
        if paths:
            QGuiApplication.clipboard().setText("\n".join(map(str, paths)))
            one, many = self.tr("{count} path copied."), self.tr("{count} paths copied.")
            self._shell.status(counted(len(paths), one, many))

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        self._menu.popup(at)
