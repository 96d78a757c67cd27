"""Converting data sets off the GUI thread: first a plan that tells what is lost, then the writing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.class_lists import read_class_list
from frcnn_desktop.formats.converting import Conversion, convert
from frcnn_desktop.formats.format import Reading
from frcnn_desktop.formats.known.pascal_voc import read_listed
from frcnn_desktop.formats.output import ImageFiles
from frcnn_desktop.formats.planning import Plan, Wishes, plan
from frcnn_desktop.formats.registry import VOC, foreign_formats, format_named
from frcnn_desktop.voc.export import ExportOptions
from frcnn_desktop.workers.base.task_service import Progress, TaskService, seldom
from frcnn_desktop.workers.tasks.export_service import export_items


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """A data set of another annotation format: its file or folder, and the names of the formats it can be."""

    path: Path
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportAnswers:
    """What a person has said about a data set that does not say it itself: see `Reading`.

    `class_list` is a file of names for its class numbers.
    """

    class_list: Path | None = None
    images: Path | None = None
    unlabelled: bool = False


@dataclass(frozen=True, slots=True)
class ListedImages:
    """What is to be exported: see `ExportService.export`."""

    images: tuple[Path, ...]
    siblings: tuple[Path, ...]
    annotation_folders: Mapping[Path, Path]


class ConversionService(TaskService):
    """Lives in the GUI thread. One plan or one conversion at a time; `progress` images done and in all.

    `cancelled` comes when a half-made folder is gone.
    """

    planned = Signal(object)
    """Plan"""
    converted = Signal(object)
    """Conversion"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("conversion", parent)
        self.succeeded.connect(self._on_result)

    def plan_import(self, path: Path, format_name: str, answers: ImportAnswers) -> None:
        """Read a data set and plan it as VOC."""
        work = partial(_plan_import, path, format_name, answers)
        self.run(work, Message("doing.reading_dataset"))

    def plan_export(
        self, listed: ListedImages, classes: tuple[str, ...], format_name: str, options: ExportOptions
    ) -> None:
        """Read the annotations of listed images and plan them as another format."""
        work = partial(_plan_export, listed, classes, format_name, options)
        self.run(work, Message("doing.reading_dataset"))

    def convert(self, planned: Plan, destination: Path, images: ImageFiles) -> None:
        """Write what was planned into a folder that does not exist yet."""
        self.run(partial(_convert, planned, destination, images), Message("doing.converting"))

    @Slot(object)
    def _on_result(self, result: Plan | Conversion) -> None:
        if isinstance(result, Plan):
            self.planned.emit(result)
        else:
            self.converted.emit(result)


class RecognitionService(TaskService):
    """Lives in the GUI thread. `succeeded` brings a ForeignSet, or None; the newest question counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("recognition", parent)

    def look(self, folders: tuple[Path, ...]) -> None:
        """Look whether one of these folders holds another format, and no VOC."""
        self.replace_task(partial(_look, folders), Message("doing.recognising"))


def _look(folders: tuple[Path, ...], _progress: Progress, token: CancelToken) -> ForeignSet | None:
    for folder in folders:
        token.raise_if_cancelled()
        if found := foreign_formats(folder):
            return ForeignSet(folder, tuple(each.name for each in found))
    return None


def _plan_import(
    path: Path, format_name: str, answers: ImportAnswers, progress: Progress, token: CancelToken
) -> Plan:
    source = format_named(format_name)
    classes = read_class_list(answers.class_list) if answers.class_list is not None else ()
    reading = Reading(answers.images, classes, answers.unlabelled, seldom(progress), token)
    return plan(source.read(path, reading), source, VOC)


def _plan_export(
    listed: ListedImages,
    classes: tuple[str, ...],
    format_name: str,
    options: ExportOptions,
    progress: Progress,
    token: CancelToken,
) -> Plan:
    items = export_items(listed.images, listed.siblings, listed.annotation_folders, token)
    reading = Reading(progress=seldom(progress), token=token)
    data = read_listed(items, classes, reading, include_unverified=options.include_unverified)
    wishes = Wishes(val_share=options.val_share, seed=options.seed)
    return plan(data, VOC, format_named(format_name), wishes)


def _convert(
    planned: Plan, destination: Path, images: ImageFiles, progress: Progress, token: CancelToken
) -> Conversion:
    return convert(planned, destination, images, seldom(progress), token)
