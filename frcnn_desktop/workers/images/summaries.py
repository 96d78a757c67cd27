"""Reading what is searched and listed of many images: their annotations, or else their heads."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.atomic_file import clear_leftovers
from frcnn_desktop.core.errors import FrcnnError, ImageLoadError, reason_of
from frcnn_desktop.core.file_stamp import file_stamp, stamp_of
from frcnn_desktop.core.images import displayed_size
from frcnn_desktop.core.path_folders import folders_of
from frcnn_desktop.core.provenance import place_of
from frcnn_desktop.search.facts import ObjectFacts
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.locations import Siblings, find_annotation
from frcnn_desktop.workers.base.jobs import Call
from frcnn_desktop.workers.images.annotation_index import (
    AnnotationFacts,
    AnnotationIndex,
    Row,
    facts_from_text,
)
from frcnn_desktop.workers.images.messages import AnnotationSummary
from frcnn_desktop.workers.images.provenance_records import Record, read_record, record_folder, record_path

BATCH = 100
_ANNOTATIONS, _HEADS = "annotations", "heads"


def summarise_all(
    index: AnnotationIndex, paths: tuple[Path, ...], folders: Mapping[Path, Path], call: Call
) -> tuple[AnnotationSummary, ...]:
    """Summarise the annotations of these images; all but the last batch are reported meanwhile.

    `folders` maps a folder of images to where its XML files were chosen to be.
    """
    # A program of ours that was killed may have left something beside the images or the annotations.
    parents = folders_of(paths)
    for folder in parents | {each.parent / "Annotations" for each in parents} | set(folders.values()):
        clear_leftovers(folder)
    batch: list[AnnotationSummary] = []
    siblings = Siblings(paths, lambda image: folders.get(image.parent))
    reader = SummaryReader(index)
    for path in paths:
        call.token.raise_if_cancelled()
        batch.append(reader.summarise(path, folders.get(path.parent), siblings.of(path)))
        if len(batch) == BATCH:
            reader.keep()
            call.report(tuple(batch))
            batch.clear()
    reader.keep()
    return tuple(batch)


class SummaryReader:
    """Reads each file once: what the index knows of a file that has not changed since is taken from there."""

    def __init__(self, index: AnnotationIndex) -> None:
        self._index = index
        self._known: dict[tuple[str, str], dict[str, Row]] = {}
        self._new: dict[tuple[str, str], dict[str, Row]] = {}
        self._record_folder = record_folder()
        try:
            self._records = frozenset(os.listdir(self._record_folder))
        except OSError:
            self._records = frozenset[str]()

    def summarise(
        self, path: Path, annotation_folder: Path | None, siblings: Iterable[Path] = ()
    ) -> AnnotationSummary:
        """Return what is shown and searched of an image; a corrupt annotation is a problem, not an error."""
        try:
            annotation = find_annotation(path, annotation_folder, siblings)
            if annotation is None:
                return AnnotationSummary(path, size=self._size(path))
            status = annotation.stat()
            facts = self._facts(annotation, status)
        except (FrcnnError, OSError) as error:
            return AnnotationSummary(path, problem=reason_of(error))
        saved, size = date.fromtimestamp(status.st_mtime), facts.size or self._size(path)
        return AnnotationSummary(path, facts.objects, facts.verified, None, size, saved, facts.comment)

    def keep(self) -> None:
        """Have the index keep what was read since the last time."""
        for (kind, folder), rows in self._new.items():
            self._index.keep(kind, folder, rows)
        self._new.clear()

    def _facts(self, annotation: Path, status: os.stat_result) -> AnnotationFacts:
        record = record_path(annotation, self._record_folder)
        has_record = record.name in self._records
        stamp = str((stamp_of(status), file_stamp(record) if has_record else None))
        known = self._row(_ANNOTATIONS, annotation, stamp)
        if known is not None and (facts := facts_from_text(known)) is not None:
            return facts
        facts = facts_of(read_annotation(annotation), read_record(record) if has_record else {})
        self._learn(_ANNOTATIONS, annotation, (stamp, facts.to_text()))
        return facts

    def _size(self, image: Path) -> tuple[int, int] | None:
        """Return the displayed size of an image, None where its file does not tell."""
        stamp = str(file_stamp(image))
        known = self._row(_HEADS, image, stamp)
        if known is None:
            try:
                known = "{} {}".format(*displayed_size(image))
            except ImageLoadError:
                known = ""
            self._learn(_HEADS, image, (stamp, known))
        sides = known.split()
        return (int(sides[0]), int(sides[1])) if len(sides) == 2 and all(map(str.isdigit, sides)) else None

    def _row(self, kind: str, path: Path, stamp: str) -> str | None:
        folder = str(path.parent)
        if (kind, folder) not in self._known:
            self._known[kind, folder] = self._index.rows(kind, folder)
        row = self._known[kind, folder].get(path.name)
        return row[1] if row is not None and row[0] == stamp else None

    def _learn(self, kind: str, path: Path, row: Row) -> None:
        self._new.setdefault((kind, str(path.parent)), {})[path.name] = row


def facts_of(annotation: ImageAnnotation, record: Record) -> AnnotationFacts:
    """Return what is searched of an annotation; `record` says who made its boxes."""
    objects = []
    for item in annotation.objects:
        origin = record.get(place_of(item.name, item.box)) if record else None
        objects.append(
            ObjectFacts(
                # The same few names come in thousands of files.
                sys.intern(item.name), item.box, item.difficult, item.truncated, item.occluded,
                origin.maker if origin else None,
            )
        )  # fmt: skip
    known = annotation.width > 0 and annotation.height > 0
    return AnnotationFacts(
        tuple(objects),
        annotation.verified,
        (annotation.width, annotation.height) if known else None,
        annotation.comment,
    )
