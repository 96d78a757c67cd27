"""The class list that a data set brings, classes.txt: read by itself, written when a person has agreed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.path_folders import folders_of
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.workers.tasks.class_list_service import (
    ClassListService,
    ListWritten,
    OpenSet,
    SetLooked,
)

if TYPE_CHECKING:
    from frcnn_desktop.curation.class_file import ClassFile

KEY = "class list"


class DataSetList(QObject):
    """Lets the window's class list be that of the open data set, where it has one. A change of it is offered
    to be written; once a person has agreed, further ones of this data set are written at once."""

    def __init__(self, context: Context, service: ClassListService) -> None:
        super().__init__(context.shell)
        self._shell, self._settings = context.shell, context.settings
        self._classes, self._workspace = context.values.classes, Workspace.of(context)
        self._service, self._later = service, context.canvas.paint_first.then
        self._file: ClassFile | None = None
        self._declined = False
        self._folders: frozenset[Path] = frozenset()
        service.succeeded.connect(self._on_result)
        service.failed.connect(self._on_failed)
        self._workspace.paths_changed.connect(self._on_paths)
        self._classes.names_changed.connect(self._on_names)

    def look(self) -> None:
        """Read the list of the open data set again; until that is done no change of the list counts."""
        self._file = None
        paths = tuple(self._workspace.paths)
        if paths:
            self._service.look(OpenSet(paths, self._workspace.annotation_folders()))

    def agree(self) -> None:
        """A person wants the list of this data set to be written from now on."""
        if self._file is not None and self._file.path not in self._settings.class_lists:
            self._settings.class_lists = (*self._settings.class_lists, self._file.path)

    @Slot(list)
    def _on_paths(self, paths: list[Path]) -> None:
        folders = folders_of(paths)
        if folders != self._folders:
            self._folders, self._file, self._declined = folders, None, False
            self._shell.clear(KEY)
            self._classes.adopt(None)
            self._later(self.look)

    @Slot(object)
    def _on_result(self, result: SetLooked | ListWritten) -> None:
        if isinstance(result, ListWritten):
            self._file = result.file
            self._classes.adopt(result.file.names)
            self._shell.status(self.tr("{name} written").format(name=result.file.path.name))
        elif folders_of(result.images) == self._folders:
            self._file = result.file
            there = result.file is not None and (result.file.data is not None or bool(result.file.names))
            self._classes.adopt(result.file.names if there and result.file is not None else None)
            if result.problem is not None:
                self._shell.notify(MessageKind.WARNING, result.problem, key=KEY)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._shell.notify(MessageKind.ERROR, message, key=KEY)

    @Slot()
    def _on_names(self) -> None:
        file = self._file
        if file is None or file.data is None or self._declined or self._agrees(file):
            return
        if not file.may_become(self._classes.names):
            self._shell.notify(MessageKind.WARNING, file.numbered, key=KEY)
        elif file.path in self._settings.class_lists:
            self._write()
        else:
            text = self.tr("The classes of this data set differ from its list. Write {name}?")
            buttons = [(self.tr("Write"), self._agree_and_write), (self.tr("Not now"), self._decline)]
            self._shell.notify(MessageKind.INFO, text.format(name=file.path.name), buttons, key=KEY)

    def _agrees(self, file: ClassFile) -> bool:
        """Whether the window's list is the file's, with what only occurs in the data behind it."""
        return self._classes.listed in (None, file.names) and (
            self._classes.names[: len(file.names)] == file.names
        )

    def _agree_and_write(self) -> None:
        self._shell.clear(KEY)
        self.agree()
        self._write()

    def _write(self) -> None:
        if self._file is not None:
            self._service.write(self._file, self._classes.names)

    def _decline(self) -> None:
        self._declined = True
        self._shell.clear(KEY)
