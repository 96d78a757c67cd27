"""A conversion from its plan to its report: reading, preview, writing, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.kinds import Effect
from frcnn_desktop.formats.output import ImageFiles
from frcnn_desktop.formats.planning import Plan
from frcnn_desktop.ui.export.conversion_report import ConversionReportDialog
from frcnn_desktop.ui.export.new_folders import free_name, open_folder
from frcnn_desktop.ui.export.preview_dialog import PreviewDialog
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.dialog_place import DialogPlace
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.voc.export import ExportOptions
from frcnn_desktop.workers.tasks.conversion_service import (
    ConversionService,
    ForeignSet,
    ImportAnswers,
    ListedImages,
)

KEY = "conversion"
NOTHING_SAID = ImportAnswers()


@dataclass(frozen=True, slots=True)
class _Purpose:
    """`source` is what is imported, None for an export. `destination` None: beside it, a free name."""

    source: ForeignSet | None
    destination: Path | None
    files: ImageFiles
    answers: ImportAnswers | None = None


class ConversionControl(QObject):
    """One conversion at a time, while work goes on.

    Signals: `imported(Conversion)` a data set was turned into VOC and can be opened.
    """

    imported = Signal(object)

    def __init__(self, shell: Shell, service: ConversionService) -> None:
        super().__init__(shell)
        self._shell, self._service = shell, service
        self._purpose = _Purpose(None, None, ImageFiles.LINK)
        self._plan: Plan | None = None
        self._preview, self._report = DialogPlace[PreviewDialog](), DialogPlace[ConversionReportDialog]()
        service.progress.connect(self._on_progress)
        service.planned.connect(self._on_planned)
        service.converted.connect(self._on_converted)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)

    def begin_import(self, source: ForeignSet, answers: ImportAnswers = NOTHING_SAID) -> None:
        """Read a data set and show what its import would lose."""
        if self._is_free():
            self._purpose = _Purpose(source, None, ImageFiles.LINK, answers)
            self._service.plan_import(source.path, source.formats[0], answers)
            self._begin_reading(source.path.name)

    def begin_export(
        self,
        listed: ListedImages,
        classes: tuple[str, ...],
        format_name: str,
        options: ExportOptions,
        destination: Path,
    ) -> None:
        """Read the annotations of listed images and show what that format cannot hold of them."""
        if self._is_free():
            self._purpose = _Purpose(None, destination, ImageFiles.COPY)
            self._service.plan_export(listed, classes, format_name, options)
            self._begin_reading(destination.name)

    def _is_free(self) -> bool:
        if self._service.busy:
            self._shell.status(self.tr("A conversion is running. Wait for it, or stop it."))
            return False
        self._shell.clear(KEY)
        self._preview.close()
        return True

    def _begin_reading(self, name: str) -> None:
        self._shell.jobs.begin(KEY, self.tr("Reading {name}").format(name=name), self._stop)

    @Slot(object)
    def _on_planned(self, planned: Plan) -> None:
        self._shell.jobs.end(KEY)
        self._plan, purpose = planned, self._purpose
        root = planned.data.root
        target = purpose.destination or free_name(root.parent / f"{root.name}-{planned.target.name}")
        formats = purpose.source.formats if purpose.source is not None else ()
        dialog = PreviewDialog(planned, target, formats, purpose.files, self._shell.owner)
        if purpose.answers is not None:
            dialog.offer_answers(purpose.answers.unlabelled)
            dialog.images_wanted.connect(self._choose_images)
            dialog.unlabelled_chosen.connect(self._take_unlabelled)
        dialog.write_wanted.connect(self._write)
        dialog.folder_wanted.connect(self._choose_folder)
        dialog.format_wanted.connect(self._read_as)
        self._preview.show(dialog)

    @Slot(str)
    def _read_as(self, name: str) -> None:
        if (source := self._purpose.source) is not None:
            others = (each for each in source.formats if each != name)
            self.begin_import(ForeignSet(source.path, (name, *others)))

    @Slot()
    def _choose_images(self) -> None:
        source = self._purpose.source
        start = source.path if source is not None else None
        folder = self._shell.prompts.folder(self.tr("Where the images are"), start)
        if folder is not None:
            self._read_again(images=folder)

    @Slot(bool)
    def _take_unlabelled(self, wanted: bool) -> None:
        self._read_again(unlabelled=wanted)

    def _read_again(self, **answer: Any) -> None:
        source, answers = self._purpose.source, self._purpose.answers
        if source is not None and answers is not None:
            self.begin_import(source, replace(answers, **answer))

    @Slot()
    def _choose_folder(self) -> None:
        if (dialog := self._preview.dialog) is None:
            return
        target = dialog.destination
        parent = self._shell.prompts.folder(self.tr("Where the new folder goes"), target.parent)
        if parent is not None:
            dialog.set_destination(free_name(parent / target.name))

    @Slot()
    def _write(self) -> None:
        dialog, planned = self._preview.dialog, self._plan
        if dialog is None or planned is None:
            return
        destination, files = dialog.destination, dialog.files
        self._preview.close()
        text = self.tr("Writing {count} images").format(count=len(planned.data.images))
        self._service.convert(planned, destination, files)
        self._shell.jobs.begin(KEY, text, self._stop)

    def _stop(self) -> None:
        self._service.cancel()
        self._shell.jobs.begin(KEY, self.tr("Stopping the conversion"))

    @Slot(object, object)
    def _on_progress(self, done: int, total: int) -> None:
        self._shell.jobs.progress(KEY, done, total)

    @Slot(object)
    def _on_converted(self, done: Conversion) -> None:
        self._shell.jobs.end(KEY)
        self._plan = None
        text = counted(
            len(done.plan.data.images),
            self.tr("{count} image was written to {name} as {format}."),
            self.tr("{count} images were written to {name} as {format}."),
            name=done.destination.name,
            format=done.plan.target.title,
        )
        buttons = [(self.tr("Open folder"), partial(open_folder, done.destination))]
        if done.plan.counts or done.notes:
            text += " " + self._counts(done)
            buttons.insert(0, (self.tr("Details…"), partial(self._show_report, done)))
        self._shell.notify(MessageKind.INFO, text.strip(), buttons, key=KEY)
        if self._purpose.source is not None:
            self.imported.emit(done)

    def _counts(self, done: Conversion) -> str:
        texts = {
            Effect.LEFT_OUT: self.tr("{count} left out"),
            Effect.CHANGED: self.tr("{count} changed"),
        }
        sums = {
            effect: sum(kind.count for kind in done.plan.counts if kind.effect is effect) for effect in texts
        }
        parts = [texts[effect].format(count=count) for effect, count in sums.items() if count]
        return ", ".join(parts) + "." if parts else ""

    def _show_report(self, done: Conversion) -> None:
        self._report.show(ConversionReportDialog(done, self._shell.owner))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._shell.jobs.end(KEY)
        buttons = []
        if self._purpose.answers is not None and message.id == "convert.no_class_names":
            buttons.append((self.tr("Choose a class list…"), self._choose_classes))
        elif self._purpose.answers is not None and message.id == "convert.nothing":
            buttons.append((self.tr("The images are elsewhere…"), self._choose_images))
        self._shell.notify(MessageKind.ERROR, message, buttons, key=KEY)

    @Slot()
    def _choose_classes(self) -> None:
        if (path := self._shell.prompts.class_list()) is not None:
            self._read_again(class_list=path)

    @Slot()
    def _on_cancelled(self) -> None:
        self._shell.jobs.end(KEY)
        self._shell.status(self.tr("The conversion was stopped; nothing was written."))
