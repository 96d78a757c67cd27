"""The class list that a data set brings, read and written off the GUI thread.

What it stands on is loaded by its thread, when a folder is opened: the window is seen before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.path_folders import folders_of
from frcnn_desktop.workers.base.task_service import Progress, TaskService

if TYPE_CHECKING:
    from frcnn_desktop.curation.class_file import ClassFile
    from frcnn_desktop.curation.edit_journal import Edit


@dataclass(frozen=True, slots=True)
class OpenSet:
    """The images of the open folder; `annotation_folders` maps a folder of images to where its XML files were
    chosen to be."""

    images: tuple[Path, ...]
    annotation_folders: Mapping[Path, Path]

    @property
    def folders(self) -> frozenset[Path]:
        """The folders of the images."""
        return folders_of(self.images)


@dataclass(frozen=True, slots=True)
class SetLooked:
    """What lies beside the open images: their class list, and an edit that was broken off."""

    images: tuple[Path, ...]
    file: ClassFile | None
    problem: Message | None
    interrupted: Edit | None


@dataclass(frozen=True, slots=True)
class ListWritten:
    """The class list as it is now."""

    file: ClassFile


class ClassListService(TaskService):
    """Lives in the GUI thread. `succeeded` brings a SetLooked, or a ListWritten."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("class list", parent)

    def look(self, opened: OpenSet) -> None:
        """Read what lies beside the open images; the newest question counts."""
        self.replace_task(partial(_look, opened), Message("doing.reading_class_list"))

    def write(self, file: ClassFile, names: tuple[str, ...]) -> None:
        """Write the list of the data set; what somebody else has made of it meanwhile stays."""
        self.replace_task(partial(_write, file, names), Message("doing.saving"))

    def leave(self, edit: Edit) -> None:
        """Leave the files of an edit that was broken off as they are."""
        self.run_behind(partial(_leave, edit), Message("doing.saving"))


def class_file_of(opened: OpenSet) -> tuple[ClassFile | None, Message | None]:
    """Return the list of the open images, or why it cannot be read; neither where they are no data set."""
    from frcnn_desktop.curation.class_file import find_class_list

    try:
        return find_class_list(opened.folders, opened.annotation_folders), None
    except DatasetError as error:
        return None, error.message


def _look(opened: OpenSet, _progress: Progress, _token: CancelToken) -> SetLooked:
    from frcnn_desktop.curation.edit_store import EditStore

    file, problem = class_file_of(opened)
    places = {*opened.folders, *(folder.parent / "Annotations" for folder in opened.folders)}
    places |= set(opened.annotation_folders.values())
    interrupted = EditStore().interrupted(place.resolve() for place in places)
    return SetLooked(opened.images, file, problem, interrupted)


def _write(file: ClassFile, names: tuple[str, ...], _progress: Progress, _token: CancelToken) -> ListWritten:
    from frcnn_desktop.curation.class_file import write_class_file

    return ListWritten(write_class_file(file, names))


def _leave(edit: Edit, _progress: Progress, _token: CancelToken) -> None:
    from frcnn_desktop.curation.edit_store import EditStore

    EditStore().keep(edit)
