"""Classes of a whole data set off the GUI thread: counting, changing and undoing, and its own list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.class_census import ChangePreview, ClassCensus, take_census
from frcnn_desktop.curation.class_changes import ClassChanges
from frcnn_desktop.curation.class_edit import (
    KIND,
    ClassesChanged,
    ListChange,
    change_classes,
    class_split_lists,
)
from frcnn_desktop.curation.class_file import ClassFile, find_class_file, write_class_file
from frcnn_desktop.curation.edit_journal import Edit
from frcnn_desktop.curation.edit_store import EditStore, Undone
from frcnn_desktop.workers.base.task_service import Progress, TaskService, seldom
from frcnn_desktop.workers.tasks.export_service import export_items


@dataclass(frozen=True, slots=True)
class OpenSet:
    """The images of the open folder; `annotation_folders` maps a folder of images to where its XML files were
    chosen to be."""

    images: tuple[Path, ...]
    annotation_folders: Mapping[Path, Path]

    @property
    def home(self) -> tuple[Path, Path | None] | None:
        """The one folder of the images and that of their XML files; None for several."""
        folders = {image.parent for image in self.images}
        if len(folders) != 1:
            return None
        (folder,) = folders
        return folder, self.annotation_folders.get(folder)


@dataclass(frozen=True, slots=True, eq=False)
class ClassesCounted:
    """The classes of a set and its list; `problem` says why that cannot be read. `split_lists` are names of
    lists for a class and a split; `last` is the newest edit of classes that can be undone."""

    census: ClassCensus
    file: ClassFile | None
    problem: Message | None
    split_lists: tuple[str, ...]
    last: Edit | None


@dataclass(frozen=True, slots=True)
class ChangeOrder:
    """What is to be done: see `change_classes`. `about` is remembered for the undo."""

    preview: ChangePreview
    changes: ClassChanges
    class_list: ListChange | None
    about: Mapping[str, object] = field(default_factory=dict)

    def with_about(self, about: Mapping[str, object]) -> ChangeOrder:
        """Return the same order with other notes for the undo."""
        return replace(self, about=about)


@dataclass(frozen=True, slots=True)
class ClassesUndone:
    """What became of the undo of an edit."""

    edit: Edit
    result: Undone


@dataclass(frozen=True, slots=True)
class SetLooked:
    """What lies beside the open images: their class list, and an edit that was broken off."""

    images: tuple[Path, ...]
    file: ClassFile | None
    problem: Message | None
    interrupted: Edit | None


class ClassService(TaskService):
    """Lives in the GUI thread. One thing at a time; `progress` files done and in all.

    `cancelled` comes when every file is as it was before.
    """

    counted = Signal(object)
    """ClassesCounted"""
    changed = Signal(object)
    """ClassesChanged"""
    undone = Signal(object)
    """ClassesUndone"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("classes", parent)
        self.succeeded.connect(self._on_result)

    def count(self, opened: OpenSet) -> None:
        """Read every annotation of the open folder."""
        self.run(partial(_count, opened), Message("doing.counting_classes"))

    def change(self, order: ChangeOrder) -> None:
        """Change the classes in the files."""
        self.run(partial(_change, order), Message("doing.changing_classes"))

    def undo(self, edit: Edit) -> None:
        """Put the old bytes of all files of an edit back."""
        self.run(partial(_undo, edit), Message("doing.undoing"))

    @Slot(object)
    def _on_result(self, result: ClassesCounted | ClassesChanged | ClassesUndone) -> None:
        if isinstance(result, ClassesCounted):
            self.counted.emit(result)
        elif isinstance(result, ClassesChanged):
            self.changed.emit(result)
        else:
            self.undone.emit(result)


class ClassListService(TaskService):
    """Lives in the GUI thread. `succeeded` brings a SetLooked, or a ClassFile that was written."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("class list", parent)

    def look(self, opened: OpenSet) -> None:
        """Read what lies beside the open images; the newest question counts."""
        self.replace_task(partial(_look, opened), Message("doing.reading_class_list"))

    def write(self, file: ClassFile, names: tuple[str, ...]) -> None:
        """Write the list of the data set; what somebody else has made of it meanwhile stays."""
        self.replace_task(partial(_write, file, names), Message("doing.saving"))


def _count(opened: OpenSet, progress: Progress, token: CancelToken) -> ClassesCounted:
    items = export_items(opened.images, opened.images, opened.annotation_folders, token)
    files = [item.annotation for item in items if item.annotation is not None]
    census = take_census(files, seldom(progress), token)
    file, problem = _class_file(opened)
    last = EditStore().last(_folders(files, file))
    if last is not None and last.about.get("kind") != KIND:
        last = None
    return ClassesCounted(census, file, problem, class_split_lists(files), last)


def _folders(files: Iterable[Path], file: ClassFile | None) -> set[Path]:
    beside = {file.path.parent.resolve()} if file is not None else set()
    return {each.resolve() for each in {path.parent for path in files}} | beside


def _class_file(opened: OpenSet) -> tuple[ClassFile | None, Message | None]:
    if opened.home is None:
        return None, None
    try:
        return find_class_file(*opened.home), None
    except DatasetError as error:
        return None, error.message


def _change(order: ChangeOrder, progress: Progress, token: CancelToken) -> ClassesChanged:
    return change_classes(
        order.preview, order.changes, EditStore(), order.class_list,
        about=order.about, progress=seldom(progress), token=token,
    )  # fmt: skip


def _undo(edit: Edit, progress: Progress, token: CancelToken) -> ClassesUndone:
    return ClassesUndone(edit, EditStore().undo(edit, seldom(progress), token))


def _look(opened: OpenSet, _progress: Progress, _token: CancelToken) -> SetLooked:
    file, problem = _class_file(opened)
    folders = {image.parent for image in opened.images}
    places = {*folders, *(folder.parent / "Annotations" for folder in folders)}
    places |= set(opened.annotation_folders.values())
    interrupted = EditStore().interrupted(place.resolve() for place in places)
    return SetLooked(opened.images, file, problem, interrupted)


def _write(file: ClassFile, names: tuple[str, ...], _progress: Progress, _token: CancelToken) -> ClassFile:
    return write_class_file(file, names)
