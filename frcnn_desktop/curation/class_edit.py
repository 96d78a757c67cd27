"""Classes changed in every file of a data set, as one edit that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import AnnotationReadError, AnnotationWriteError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.batch_writing import LeftAlone
from frcnn_desktop.curation.class_census import ChangePreview, Progress, read_annotation_bytes
from frcnn_desktop.curation.class_changes import ClassChanges, checked_changes
from frcnn_desktop.curation.class_file import ClassFile
from frcnn_desktop.curation.edit_journal import FileChange
from frcnn_desktop.curation.edit_store import Applied, EditStore
from frcnn_desktop.voc.checked import some_of
from frcnn_desktop.voc.class_edits import with_classes

KIND = "classes"
"""What the journals of such edits say they are about."""


@dataclass(frozen=True, slots=True)
class ListChange:
    """The class list as it is, and the names it shall hold."""

    file: ClassFile
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassesChanged:
    """What became of changes: `renamed` and `deleted` objects in `files` files.

    `left_alone` are files that stay as they are though they hold such classes.
    """

    applied: Applied
    files: int
    renamed: int
    deleted: int
    left_alone: tuple[LeftAlone, ...]


@dataclass(slots=True)
class _Tally:
    renamed: int = 0
    deleted: int = 0


def change_classes(
    preview: ChangePreview,
    changes: ClassChanges,
    store: EditStore,
    class_list: ListChange | None = None,
    *,
    about: Mapping[str, object] | None = None,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> ClassesChanged:
    """Make changes in the files of a preview, and in the class list with them.

    Files are read again. `about` is kept in the journal beside what is changed. Raises Cancelled, EditError,
    and what `checked_changes` and `ClassFile.bytes_of` raise before anything is written; every file is then
    as it was, unless the EditError says otherwise.
    """
    changes = checked_changes(changes)
    left_alone = list(preview.left_alone)
    tallies: dict[Path, _Tally] = {}
    told = {"kind": KIND, "renamed": dict(changes.renamed), "deleted": sorted(changes.deleted)}
    edits = _edits(preview.files, changes, class_list, tallies, left_alone)
    applied = store.apply(edits, {**(about or {}), **told}, progress, token)
    for each in applied.left_alone:
        tallies.pop(each.path, None)
    return ClassesChanged(
        applied,
        len(tallies),
        sum(each.renamed for each in tallies.values()),
        sum(each.deleted for each in tallies.values()),
        (*left_alone, *applied.left_alone),
    )


def list_change(file: ClassFile, changes: ClassChanges) -> ListChange | None:
    """Return what changes make of a class list that is there; None where it stays as it is."""
    names = changes.of_list(file.names)
    return ListChange(file, names) if file.data is not None and names != file.names else None


def class_split_lists(files: Iterable[Path]) -> tuple[str, ...]:
    """Return the names of the lists beside annotation files that a devkit has for each class and split."""
    roots = dict.fromkeys(path.parent.parent for path in files)
    folders = [root / "ImageSets" / "Main" for root in roots]
    found = {path.name for folder in folders if folder.is_dir() for path in folder.glob("*_*.txt")}
    return tuple(sorted(found))


def stale_lists(lists: Iterable[str], changes: ClassChanges) -> Message | None:
    """Say which of these lists are named after classes that change; None without one.

    They stay as they are: tools write them from the annotations.
    """
    names = {name.strip() for name in (*changes.renamed, *changes.deleted)}
    found = [name for name in lists if Path(name).stem.rpartition("_")[0] in names]
    return Message("classes.split_lists", count=len(found), names=some_of(found)) if found else None


def reordered(
    file: ClassFile, names: Sequence[str], changes: ClassChanges, found: Iterable[str] = ()
) -> ListChange:
    """Return a list with these names, and behind them what changes make of those that they lack: of the
    file's first, then of those `found` in the data."""
    others = changes.of_list(tuple(dict.fromkeys((*file.names, *filter(None, found)))))
    return ListChange(file, tuple(dict.fromkeys((*names, *others))))


def _edits(
    files: Sequence[Path],
    changes: ClassChanges,
    class_list: ListChange | None,
    tallies: dict[Path, _Tally],
    left_alone: list[LeftAlone],
) -> Iterator[FileChange]:
    # First: whether it can be written is known before anything else is read.
    if class_list is not None:
        file = class_list.file
        yield FileChange(file.path, file.data, file.bytes_of(class_list.names))
    for path in files:
        try:
            data = read_annotation_bytes(path)
            edited = with_classes(data, changes.new_name)
        except (AnnotationReadError, AnnotationWriteError) as error:
            left_alone.append(LeftAlone(path, error.message))
            continue
        if edited.data != data:
            tallies[path] = _Tally(edited.renamed, edited.deleted)
            yield FileChange(path, data, edited.data)
