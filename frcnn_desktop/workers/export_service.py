"""Exporting a VOC data set off the GUI thread."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.voc.export import ExportItem, ExportOptions, ExportReport, export_devkit
from frcnn_desktop.voc.locations import find_annotation
from frcnn_desktop.workers.folder_service import siblings_of
from frcnn_desktop.workers.inference_worker import failure_text
from frcnn_desktop.workers.lifecycle import WorkerThread
from frcnn_desktop.workers.messages import RequestCancelled, RequestFailed


@dataclass(frozen=True, slots=True, eq=False)
class ExportRequest:
    """Export `images` to `destination`, a folder that does not exist yet.

    `siblings` are all images of the list, `annotation_folders` maps a folder of images to where its XML
    files were chosen to be: both decide which annotation belongs to which image.
    """

    request_id: int
    images: tuple[Path, ...]
    destination: Path
    options: ExportOptions
    siblings: tuple[Path, ...]
    annotation_folders: Mapping[Path, Path]


@dataclass(frozen=True, slots=True)
class ExportProgress:
    request_id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class ExportSucceeded:
    request_id: int
    report: ExportReport


class ExportWorker(QObject):
    """Runs one export at a time."""

    progress = Signal(object)
    finished = Signal(object)

    @Slot(object, object)
    def export(self, request: ExportRequest, token: CancelToken) -> None:
        def report(done: int, total: int) -> None:
            self.progress.emit(ExportProgress(request.request_id, done, total))

        try:
            items = _items(request, token)
            result = export_devkit(items, request.destination, request.options, progress=report, token=token)
        except Cancelled:
            self.finished.emit(RequestCancelled(request.request_id))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "The export")))
        else:
            self.finished.emit(ExportSucceeded(request.request_id, result))


def _items(request: ExportRequest, token: CancelToken) -> list[ExportItem]:
    siblings, items = siblings_of(request.siblings), []
    for image in request.images:
        token.raise_if_cancelled()
        folder = request.annotation_folders.get(image.parent)
        items.append(ExportItem(image, find_annotation(image, folder, siblings.get(image.stem, ()))))
    return items


class ExportService(QObject):
    """Lives in the GUI thread. Each export ends in exactly one of succeeded, failed, cancelled."""

    progress = Signal(int, int)
    """Images done, images in all"""
    succeeded = Signal(object)
    """ExportReport"""
    failed = Signal(str)
    cancelled = Signal()

    _posted = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._request_id = 0
        self._token = CancelToken()
        self._worker = ExportWorker()
        self._thread = WorkerThread(self._worker, "export", self)
        self._posted.connect(self._worker.export)
        self._worker.progress.connect(self._on_progress)
        self._worker.finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        return self._request_id != 0

    def start(self) -> None:
        self._thread.start(QThread.Priority.LowPriority)

    def export(
        self,
        images: tuple[Path, ...],
        destination: Path,
        options: ExportOptions,
        *,
        siblings: tuple[Path, ...],
        annotation_folders: Mapping[Path, Path],
    ) -> None:
        """Begin an export; one at a time."""
        if self.busy:
            raise RuntimeError("an export is running")
        self._request_id, self._token = next(self._ids), CancelToken()
        request = ExportRequest(
            self._request_id, images, destination, options, siblings, dict(annotation_folders)
        )
        self._posted.emit(request, self._token)

    def cancel(self) -> None:
        """Stop the export; `cancelled` comes when its half-made folder is gone."""
        self._token.cancel()

    def shutdown(self) -> None:
        self._token.cancel()
        self._request_id = 0
        self._thread.stop()

    @Slot(object)
    def _on_progress(self, message: ExportProgress) -> None:
        if message.request_id == self._request_id:
            self.progress.emit(message.done, message.total)

    @Slot(object)
    def _on_finished(self, message: ExportSucceeded | RequestFailed | RequestCancelled) -> None:
        if message.request_id != self._request_id:
            return
        self._request_id = 0
        if isinstance(message, ExportSucceeded):
            self.succeeded.emit(message.report)
        elif isinstance(message, RequestFailed):
            self.failed.emit(message.message)
        else:
            self.cancelled.emit()
