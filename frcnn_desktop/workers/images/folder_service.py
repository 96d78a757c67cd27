"""Finding images in folders and summarising their annotations, off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.image_kinds import is_image_name
from frcnn_desktop.core.images import check_image
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.locations import image_folders, list_images
from frcnn_desktop.workers.base.jobs import Call, RequestFailed, RequestReport, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.images.annotation_index import AnnotationIndex
from frcnn_desktop.workers.images.folder_watch import FolderWatch
from frcnn_desktop.workers.images.messages import ImagesListed
from frcnn_desktop.workers.images.summaries import summarise_all


def list_files(paths: tuple[Path, ...], recursive: bool, call: Call) -> ImagesListed:
    """Find the images among these files and folders; a file that is no image is refused."""
    found: dict[Path, None] = {}
    folders: list[Path] = []
    refused: Path | None = None
    reason: Message | None = None
    roots = tuple(path for path in paths if path.is_dir())
    for path in paths:
        if path in roots:
            folders.extend(image_folders(path))
            for folder in image_folders(path):
                found.update(dict.fromkeys(list_images(folder, recursive=recursive)))
            continue
        # Chosen files are looked into until one is an image: the others are refused when their turn comes.
        problem = None if found and is_image_name(path.name) else _refusal(path)
        if problem is None:
            found[path] = None
        elif reason is None:
            refused, reason = path, problem
    listed = tuple(found)
    first = listed[0] if listed else None
    data_set = None if listed else _first_data_set(paths)
    return ImagesListed(
        call.request_id, listed, first, roots, tuple(folders), paths, refused, reason, data_set
    )


def _first_data_set(paths: tuple[Path, ...]) -> Path | None:
    # All formats are loaded with it, and hardly anybody opens another than ours.
    from frcnn_desktop.formats.registry import foreign_formats

    return next((path for path in paths if foreign_formats(path)), None)


def _list_again(paths: tuple[Path, ...], call: Call) -> ImagesListed:
    return list_files(paths, False, call)


def _refusal(path: Path) -> Message | None:
    """Say why a file is no image, None if it is one as far as its head shows."""
    if not path.exists():
        return Message("file.gone", name=path.name)
    try:
        check_image(path)
    except ImageLoadError as error:
        return error.message
    return None


class FolderService(QObject):
    """Lives in the GUI thread. Only the newest listing and the newest summary are answered."""

    listed = Signal(object)
    """ImagesListed"""
    failed = Signal(object)
    """Message"""
    summarised = Signal(object)
    """tuple of AnnotationSummary, in batches"""
    touched = Signal()
    """Something in the watched folders has changed"""
    all_summarised = Signal()
    """There is no further batch"""
    changed = Signal(object)
    """ImagesListed: images have come into the watched folders or gone from them"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = WorkerThread("folders", self, gives_way=True)
        self._index = AnnotationIndex()
        self._lists, self._summaries = Latest(self._thread), Latest(self._thread)
        self._watch = FolderWatch(self._thread, _list_again, self)
        self._watch.changed.connect(self.changed)
        self._watch.touched.connect(self.touched)
        self._lists.succeeded.connect(self._on_listed)
        self._lists.failed.connect(self._on_failed)
        self._summaries.reported.connect(self._on_reported)
        self._summaries.succeeded.connect(self._on_summarised)

    def start(self) -> None:
        """Start the thread before the first folder."""
        self._thread.start()

    def list_images(self, paths: tuple[Path, ...], *, recursive: bool = False) -> None:
        """Find the images among these files and folders, in natural order within each folder."""
        self._summaries.cancel()
        self._lists.submit(partial(list_files, paths, recursive), Message("doing.reading_folder"))

    def summarise(self, paths: tuple[Path, ...], annotation_folders: Mapping[Path, Path]) -> None:
        """Read how far each image is annotated; the XML files of some folders are elsewhere."""
        work = partial(summarise_all, self._index, paths, dict(annotation_folders))
        self._summaries.submit(work, Message("doing.reading_annotations"))

    def watch(self, listed: ImagesListed) -> None:
        """Say by `changed` when the images of a listing change on the disk, until another is watched."""
        self._watch.watch(listed)

    def shutdown(self) -> None:
        """Give up listing and summaries and end the thread."""
        if self._thread.stop():
            self._index.close()

    @Slot(object)
    def _on_listed(self, message: RequestSucceeded) -> None:
        self.listed.emit(message.result)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(message.message)

    @Slot(object)
    def _on_reported(self, message: RequestReport) -> None:
        self.summarised.emit(message.value)

    @Slot(object)
    def _on_summarised(self, message: RequestSucceeded) -> None:
        self.summarised.emit(message.result)
        self.all_summarised.emit()
