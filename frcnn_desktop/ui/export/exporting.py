"""Exporting a VOC data set: asking, progress, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.registry import VOC
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.export.converting import ConversionControl
from frcnn_desktop.ui.export.export_dialog import ExportChoice, ExportDialog
from frcnn_desktop.ui.export.export_report import ExportReportDialog
from frcnn_desktop.ui.export.new_folders import free_name, open_folder
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.dialog_place import DialogPlace
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc.export import ExportReport
from frcnn_desktop.workers.tasks.conversion_service import ListedImages
from frcnn_desktop.workers.tasks.export_service import ExportService

KEY = "export"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The images of the list as they were when the dialog opened: it has counted these."""

    images: dict[ExportChoice, tuple[Path, ...]]
    annotation_folders: Mapping[Path, Path]


class ExportControl(QObject):
    """One export at a time, while work goes on; edits of the open image are saved before it begins."""

    def __init__(self, context: Context, exports: ExportService, conversions: ConversionControl) -> None:
        super().__init__(context.shell)
        self._shell, self._session, self._exports = context.shell, context.session, exports
        self._conversions, self._classes = conversions, context.values.classes
        self._workspace, self._images = Workspace.of(context), ImageListPanel.of(context)
        self._dialog, self._report = DialogPlace[ExportDialog](), DialogPlace[ExportReportDialog]()
        context.actions.bind(ActionId.EXPORT, self._ask)
        exports.progress.connect(self._on_progress)
        exports.succeeded.connect(self._on_succeeded)
        exports.failed.connect(self._on_failed)
        exports.cancelled.connect(self._on_cancelled)

    @Slot()
    def _ask(self) -> None:
        if self._exports.busy:
            self._shell.status(self.tr("An export is running. Wait for it, or stop it."))
            return
        if not self._workspace.paths:
            return
        if self._session.dirty:
            self._workspace.save(self._ask)
            return
        catalogue, chosen = self._workspace.catalogue, set(self._images.selected)
        entries = {
            ExportChoice.ALL: tuple(catalogue.entries),
            ExportChoice.SHOWN: tuple(catalogue.listed),
            ExportChoice.SELECTED: [entry for entry in catalogue.listed if entry.path in chosen],
        }
        images = {choice: tuple(entry.path for entry in kept) for choice, kept in entries.items()}
        asked = _Asked(images, self._workspace.annotation_folders())
        folder = asked.images[ExportChoice.ALL][0].parent
        target = free_name(folder.parent / f"{folder.name}-voc")
        listed, shown, selected = ([entry.state for entry in kept] for kept in entries.values())
        dialog = ExportDialog(listed, shown, selected, target, self._shell.owner)
        dialog.export_wanted.connect(partial(self._start, asked))
        dialog.folder_wanted.connect(self._choose_folder)
        dialog.format_changed.connect(partial(self._propose_folder, folder.name))
        self._dialog.show(dialog)

    @Slot()
    def _choose_folder(self) -> None:
        if (dialog := self._dialog.dialog) is None:
            return
        target = dialog.destination
        parent = self._shell.prompts.folder(self.tr("Where the new folder goes"), target.parent)
        if parent is not None:
            dialog.set_destination(free_name(parent / target.name))

    def _propose_folder(self, folder: str, name: str) -> None:
        if (dialog := self._dialog.dialog) is not None:
            dialog.set_destination(free_name(dialog.destination.with_name(f"{folder}-{name}")))

    def _start(self, asked: _Asked) -> None:
        if (dialog := self._dialog.dialog) is None:
            return
        everything, images = asked.images[ExportChoice.ALL], asked.images[dialog.choice]
        folders = asked.annotation_folders
        self._shell.clear(KEY)
        dialog.accept()
        if dialog.format_name != VOC.name:
            listed = ListedImages(images, everything, folders)
            self._conversions.begin_export(
                listed, self._classes.exported, dialog.format_name, dialog.options, dialog.destination
            )
            return
        self._exports.export(
            images, dialog.destination, dialog.options, siblings=everything, annotation_folders=folders
        )
        text = counted(len(images), self.tr("Exporting {count} image"), self.tr("Exporting {count} images"))
        self._shell.jobs.begin(KEY, text, self._stop)

    def _stop(self) -> None:
        self._exports.cancel()
        self._shell.jobs.begin(KEY, self.tr("Stopping the export"))

    @Slot(object, object)
    def _on_progress(self, done: int, total: int) -> None:
        self._shell.jobs.progress(KEY, done, total)

    @Slot(object)
    def _on_succeeded(self, report: ExportReport) -> None:
        self._shell.jobs.end(KEY)
        splits = report.splits
        text = self.tr("Exported to {name}: {train} train, {val} val.").format(
            name=report.destination.name,
            train=len(splits["train"]),
            val=len(splits["val"]),
        )
        buttons = [(self.tr("Open folder"), partial(open_folder, report.destination))]
        if report.left_out or report.renamed or report.notes:
            text += " " + self._counts(report)
            buttons.insert(0, (self.tr("Details…"), partial(self._show_report, report)))
        self._shell.notify(MessageKind.INFO, text, buttons, key=KEY)

    def _counts(self, report: ExportReport) -> str:
        parts = (
            (len(report.left_out), self.tr("{count} left out"), self.tr("{count} left out")),
            (len(report.renamed), self.tr("{count} renamed"), self.tr("{count} renamed")),
            (len(report.notes), self.tr("{count} note"), self.tr("{count} notes")),
        )
        return ", ".join(counted(*part) for part in parts if part[0]) + "."

    def _show_report(self, report: ExportReport) -> None:
        self._report.show(ExportReportDialog(report, self._shell.owner))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._shell.jobs.end(KEY)
        again = (self.tr("Export again…"), self._ask)
        self._shell.notify(MessageKind.ERROR, message, [again], key=KEY)

    @Slot()
    def _on_cancelled(self) -> None:
        self._shell.jobs.end(KEY)
        self._shell.status(self.tr("Export stopped; nothing was written."))
