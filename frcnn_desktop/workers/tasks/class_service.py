"""Classes of a whole data set off the GUI thread: counting, changing and undoing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.path_folders import folders_of
from frcnn_desktop.curation.class_census import ChangePreview, ClassCensus, take_census
from frcnn_desktop.curation.class_changes import ClassChanges
from frcnn_desktop.curation.class_edit import (
    KIND,
    ClassesChanged,
    ListChange,
    change_classes,
    class_split_lists,
)
from frcnn_desktop.curation.class_file import ClassFile
from frcnn_desktop.curation.edit_journal import Edit
from frcnn_desktop.curation.edit_store import EditStore, Undone
from frcnn_desktop.workers.base.task_service import Progress, TaskService, seldom
from frcnn_desktop.workers.tasks.class_list_service import OpenSet, class_file_of
from frcnn_desktop.workers.tasks.export_service import export_items


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


def _count(opened: OpenSet, progress: Progress, token: CancelToken) -> ClassesCounted:
    items = export_items(opened.images, opened.images, opened.annotation_folders, token)
    files = [item.annotation for item in items if item.annotation is not None]
    census = take_census(files, seldom(progress), token)
    file, problem = class_file_of(opened)
    last = EditStore().last(_folders(files, file))
    if last is not None and last.about.get("kind") != KIND:
        last = None
    return ClassesCounted(census, file, problem, class_split_lists(files), last)


def _folders(files: Iterable[Path], file: ClassFile | None) -> set[Path]:
    beside = {file.path.parent.resolve()} if file is not None else set()
    return {each.resolve() for each in folders_of(files)} | beside


def _change(order: ChangeOrder, progress: Progress, token: CancelToken) -> ClassesChanged:
    return change_classes(
        order.preview, order.changes, EditStore(), order.class_list,
        about=order.about, progress=seldom(progress), token=token,
    )  # fmt: skip


def _undo(edit: Edit, progress: Progress, token: CancelToken) -> ClassesUndone:
    return ClassesUndone(edit, EditStore().undo(edit, seldom(progress), token))
