"""Which classes are in which files, counted once; every preview is arithmetic on that."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import AnnotationReadError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.regular_file import IrregularFileError, LargeFileError, read_regular
from frcnn_desktop.curation.batch_writing import LeftAlone
from frcnn_desktop.curation.class_changes import ClassChanges
from frcnn_desktop.voc.class_edits import class_texts
from frcnn_desktop.voc.codec import MAX_BYTES, too_large

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class FileClasses:
    """The objects of one file by class name as written; `obstacle` says why it cannot be changed."""

    path: Path
    objects: Mapping[str, int]
    obstacle: Message | None = None


@dataclass(frozen=True, slots=True)
class ClassCount:
    """`objects` of one class in `files` files."""

    name: str
    objects: int
    files: int


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What changes would do: `files` to write, objects to rename and to delete in them.

    `emptied` files keep no object. `left_alone` are files that would have to be changed and cannot be, and
    those that could not be read, of which nobody knows.
    """

    files: tuple[Path, ...]
    renamed: int
    deleted: int
    emptied: int
    left_alone: tuple[LeftAlone, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ClassCensus:
    """The classes of some annotation files. `unread` are files that could not be read."""

    files: tuple[FileClasses, ...]
    unread: tuple[LeftAlone, ...]

    def written(self) -> dict[str, int]:
        """Return the objects of each name as it is written, white space included."""
        counts: Counter[str] = Counter()
        for each in self.files:
            counts.update(each.objects)
        return dict(counts)

    def classes(self) -> tuple[ClassCount, ...]:
        """Return every class as it is read, the one with most objects first."""
        objects: Counter[str] = Counter()
        files: Counter[str] = Counter()
        for each in self.files:
            for name, count in each.objects.items():
                objects[name.strip()] += count
            files.update({name.strip() for name in each.objects})
        return tuple(ClassCount(name, count, files[name]) for name, count in objects.most_common())

    def preview(self, changes: ClassChanges) -> ChangePreview:
        """Say what changes would do, without reading a file."""
        files: list[Path] = []
        left_alone = list(self.unread)
        renamed = deleted = emptied = 0
        affected = {name for name in self.written() if changes.new_name(name) != name}
        for each in self.files:
            if affected.isdisjoint(each.objects):
                continue
            gone = sum(count for name, count in each.objects.items() if changes.new_name(name) is None)
            other = sum(
                count for name, count in each.objects.items() if changes.new_name(name) not in (None, name)
            )
            if each.obstacle is not None:
                left_alone.append(LeftAlone(each.path, each.obstacle))
                continue
            files.append(each.path)
            renamed, deleted = renamed + other, deleted + gone
            emptied += gone == sum(each.objects.values())
        return ChangePreview(tuple(files), renamed, deleted, emptied, tuple(left_alone))


def take_census(
    files: Iterable[Path], progress: Progress | None = None, token: CancelToken | None = None
) -> ClassCensus:
    """Count the classes of annotation files, each once however often it is named. Raises Cancelled."""
    paths = tuple(dict.fromkeys(Path(os.path.realpath(path)) for path in files))
    counted: list[FileClasses] = []
    unread: list[LeftAlone] = []
    for number, path in enumerate(paths):
        if token is not None:
            token.raise_if_cancelled()
        if progress is not None:
            progress(number, len(paths))
        try:
            # The same few names come in thousands of files.
            found = {
                sys.intern(name): count for name, count in class_texts(read_annotation_bytes(path)).items()
            }
        except AnnotationReadError as error:
            unread.append(LeftAlone(path, error.message))
        else:
            counted.append(FileClasses(path, found, obstacle_of(path)))
    if progress is not None:
        progress(len(paths), len(paths))
    return ClassCensus(tuple(counted), tuple(unread))


def read_annotation_bytes(path: Path) -> bytes:
    """Return the bytes of an annotation file. Raises AnnotationReadError."""
    try:
        return read_regular(path, MAX_BYTES)
    except LargeFileError as error:
        raise too_large(path.name) from error
    except IrregularFileError as error:
        raise AnnotationReadError(Message("annotation.not_a_file", name=path.name)) from error
    except OSError as error:
        raise AnnotationReadError(
            Message("file.not_opened", name=path.name, reason=reason_of(error))
        ) from error


def obstacle_of(path: Path) -> Message | None:
    """Say why a file cannot be replaced, as far as can be told before; None: nothing speaks against it."""
    if not os.access(path, os.W_OK):
        return Message("annotation.write_protected", name=path.name)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        return Message("classes.folder_protected", name=path.name, folder=path.parent.name)
    return None
