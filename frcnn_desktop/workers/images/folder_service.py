"""Finding images in folders and summarising their annotations, off the GUI thread."""

from __future__ import annotations

import itertools
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.image_kinds import is_image_name
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.locations import find_annotation, list_images
from frcnn_desktop.workers.base.lifecycle import WorkerThread
from frcnn_desktop.workers.base.messages import (
    AnnotationSummary,
    ImagesListed,
    ListRequest,
    RequestFailed,
    SummariesRead,
    SummaryRequest,
)
from frcnn_desktop.workers.detect.inference_worker import failure_text

BATCH = 100


class FolderWorker(QObject):
    """Reads folders and annotations."""

    finished = Signal(object)
    summaries = Signal(object)

    @Slot(object)
    def list_images(self, request: ListRequest) -> None:
        try:
            self.finished.emit(_list(request))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Reading the folder")))

    @Slot(object, object)
    def summarise(self, request: SummaryRequest, token: CancelToken) -> None:
        batch: list[AnnotationSummary] = []
        siblings = siblings_of(request.paths)
        for path in request.paths:
            if token.cancelled:
                return
            folder = request.annotation_folders.get(path.parent)
            batch.append(summarise(path, folder, siblings[path.stem]))
            if len(batch) == BATCH:
                self.summaries.emit(SummariesRead(request.request_id, tuple(batch)))
                batch.clear()
        self.summaries.emit(SummariesRead(request.request_id, tuple(batch)))


def _list(request: ListRequest) -> ImagesListed:
    found: dict[Path, None] = {}
    roots = tuple(path for path in request.paths if path.is_dir())
    for path in request.paths:
        if path.is_dir():
            found.update(dict.fromkeys(list_images(path, recursive=request.recursive)))
        elif is_image_name(path.name) or path.is_file():
            found[path] = None
    paths = tuple(found)
    return ImagesListed(request.request_id, paths, paths[0] if paths else None, roots)


def siblings_of(paths: Iterable[Path]) -> Mapping[str, list[Path]]:
    """Return the images of a list by stem: those that could claim the same XML file."""
    by_stem: defaultdict[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_stem[path.stem].append(path)
    return by_stem


def summarise(path: Path, annotation_folder: Path | None, siblings: Iterable[Path] = ()) -> AnnotationSummary:
    """Return what the image list shows of an annotation; a corrupt file is a problem, not an error."""
    try:
        annotation_path = find_annotation(path, annotation_folder, siblings)
        if annotation_path is None:
            return AnnotationSummary(path)
        annotation = read_annotation(annotation_path)
    except (FrcnnError, OSError) as error:
        return AnnotationSummary(path, problem=str(error))
    # The same few names come in thousands of files.
    names = tuple(dict.fromkeys(sys.intern(item.name) for item in annotation.objects))
    return AnnotationSummary(path, len(annotation.objects), annotation.verified, names=names)


class FolderService(QObject):
    """Lives in the GUI thread. Only the newest listing and the newest summary are answered."""

    listed = Signal(object)
    """ImagesListed"""
    failed = Signal(str)
    summarised = Signal(object)
    """tuple of AnnotationSummary, in batches"""

    _list_posted = Signal(object)
    _summary_posted = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._list_id = 0
        self._summary_id = 0
        self._summary_token = CancelToken()
        self._worker = FolderWorker()
        self._thread = WorkerThread(self._worker, "folders", self)
        self._list_posted.connect(self._worker.list_images)
        self._summary_posted.connect(self._worker.summarise)
        self._worker.finished.connect(self._on_listed)
        self._worker.summaries.connect(self._on_summaries)

    def start(self) -> None:
        self._thread.start(QThread.Priority.LowPriority)

    def list_images(self, paths: tuple[Path, ...], *, recursive: bool = False) -> None:
        """Find the images among these files and folders, in natural order within each folder."""
        self._summary_token.cancel()
        self._list_id = next(self._ids)
        self._list_posted.emit(ListRequest(self._list_id, paths, recursive))

    def summarise(self, paths: tuple[Path, ...], annotation_folders: Mapping[Path, Path]) -> None:
        """Read how far each image is annotated; the XML files of some folders are elsewhere."""
        self._summary_token.cancel()
        self._summary_token = CancelToken()
        self._summary_id = next(self._ids)
        self._summary_posted.emit(
            SummaryRequest(self._summary_id, paths, annotation_folders), self._summary_token
        )

    def shutdown(self) -> None:
        self._summary_token.cancel()
        self._list_id = self._summary_id = next(self._ids)
        self._thread.stop()

    @Slot(object)
    def _on_listed(self, message: ImagesListed | RequestFailed) -> None:
        if message.request_id != self._list_id:
            return
        if isinstance(message, ImagesListed):
            self.listed.emit(message)
        else:
            self.failed.emit(message.message)

    @Slot(object)
    def _on_summaries(self, message: SummariesRead) -> None:
        if message.request_id == self._summary_id:
            self.summarised.emit(message.summaries)
