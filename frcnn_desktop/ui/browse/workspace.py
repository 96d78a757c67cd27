"""The open images: walking through them, opening one, saving it before it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.browse.save_queue import SaveQueue, Step, nothing
from frcnn_desktop.ui.browse.unsaved import UnsavedChoice
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.shell.settings import LeavePolicy, Settings
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.workers.base.task_service import TaskService
from frcnn_desktop.workers.images.folder_service import FolderService, siblings_of
from frcnn_desktop.workers.images.image_service import ImageService
from frcnn_desktop.workers.images.messages import ImageOpened, ImagesListed

AHEAD = (1, -1, 2)
"""Which neighbours of the open image are read and detected ahead, nearest in walking order first."""


class Workspace(QObject):
    """Knows the list of images and which of them is open. No path out of an image drops edits unasked.

    `ask_leaving` is called when the settings say so; `save_failed(str)` leaves the image open with its edits.
    """

    paths_changed = Signal(list)
    current_changed = Signal(object)
    """Path of the image that is shown now, or None"""
    loading = Signal(object)
    """Path that was asked for"""
    open_failed = Signal(object, str)
    nothing_found = Signal()
    save_begun = Signal(object)
    """Path of the file that is being written"""
    save_failed = Signal(str)
    save_conflict = Signal(str)
    """The file was changed by somebody else; nothing was written"""
    import_failed = Signal(str)
    saved = Signal(object)
    """Path of the image whose annotation was written"""
    neighbour_loaded = Signal(object)
    """LoadedImage of a neighbour, to be detected ahead"""

    def __init__(
        self,
        session: DocumentSession,
        images: ImageService,
        folders: FolderService,
        settings: Settings,
        saving: TaskService,
        ask_leaving: Callable[[], UnsavedChoice],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._images, self._folders = session, images, folders
        self._settings, self._ask_leaving = settings, ask_leaving
        self._paths: list[Path] = []
        self._rows: dict[Path, int] = {}
        self._by_stem: Mapping[str, list[Path]] = {}
        self._wanted: Path | None = None
        # Edits that a person gave up while the next image was still being read.
        self._discarded: tuple[Path | None, int] | None = None
        self._queue = SaveQueue(session, saving, self)
        self._queue.saved.connect(self.saved)
        self._queue.failed.connect(self.save_failed)
        self._queue.conflict.connect(self.save_conflict)
        self._queue.begun.connect(self.save_begun)
        images.opened.connect(self._on_opened)
        images.failed.connect(self._on_failed)
        images.prefetched.connect(self.neighbour_loaded)
        folders.listed.connect(self._on_listed)

    @property
    def paths(self) -> list[Path]:
        return self._paths

    @property
    def current(self) -> Path | None:
        """The path of the open image."""
        return self._session.image.path if self._session.image else None

    def annotation_folder(self, image: Path) -> Path | None:
        """Where the XML files of an image's folder were chosen to be, if they were."""
        return self._settings.annotation_folder(image.parent)

    def annotation_folders(self) -> dict[Path, Path]:
        """The chosen folder of XML files for each image folder of the list that has one."""
        folders = {path.parent for path in self._paths}
        chosen = {folder: self._settings.annotation_folder(folder) for folder in folders}
        return {folder: target for folder, target in chosen.items() if target is not None}

    @property
    def has_unsaved_edits(self) -> bool:
        """There are edits that were neither saved nor given up."""
        return self._session.dirty and self._discarded != self._edits()

    @property
    def saving(self) -> bool:
        """A save is under way."""
        return self._queue.busy

    def open_paths(self, paths: list[Path]) -> None:
        """Show the images among these files and folders in the list and open the first one."""
        if paths:
            wanted = tuple(path.absolute() for path in paths)
            self.leave(lambda: self._folders.list_images(wanted))

    def open_image(self, path: Path) -> None:
        """Open one image of the list, after the current one has been left properly."""
        if path == self.current and self._wanted is None:
            return
        # Known at once, so that walking on does not wait for the save.
        self._wanted = path
        self.leave(partial(self._request, path), self._stay)

    @Slot()
    def open_next(self) -> None:
        self._step(1)

    @Slot()
    def open_previous(self) -> None:
        self._step(-1)

    def reopen(self) -> None:
        """Read the open image's annotation again, e.g. after another annotation folder was chosen."""
        current = self.current
        if current is not None:
            self.leave(partial(self._request, current))

    def choose_annotation_folder(self, folder: Path | None) -> None:
        """Read and save the XML files of the open image's folder elsewhere from now on."""
        current = self.current
        if current is not None:
            self.leave(partial(self._move_annotations, current, folder))

    def _move_annotations(self, current: Path, folder: Path | None) -> None:
        self._settings.set_annotation_folder(current.parent, folder)
        self._request(current)
        self._summarise()

    def leave(self, then: Step, stay: Step = nothing) -> None:
        """Save or ask before the open image is left, then call `then`, or `stay` when it must stay open."""
        if not self.has_unsaved_edits:
            then()
            return
        # What is edited while the disk is busy counts too.
        again = partial(self.leave, then, stay)
        if self._queue.busy:
            self._queue.wait(again, stay)
            return
        if self._settings.leave_policy is LeavePolicy.ASK:
            answer = self._ask_leaving()
            if answer is UnsavedChoice.DISCARD:
                self._discarded = self._edits()
            if answer is not UnsavedChoice.SAVE:
                (then if answer is UnsavedChoice.DISCARD else stay)()
                return
        self.save(again, stay)

    def _stay(self) -> None:
        self._wanted = None
        self.current_changed.emit(self.current)

    def _edits(self) -> tuple[Path | None, int]:
        return self.current, self._session.undo_stack.index()

    def save(self, then: Step = nothing, stay: Step = nothing, *, overwrite: bool = False) -> None:
        """Begin to write the annotation; `saved` and `then` follow, or a signal that says why not and `stay`.

        A failure leaves the edits in memory. What somebody else wrote meanwhile is kept unless told to
        `overwrite` it.
        """
        self._queue.save(then, stay, overwrite=overwrite)

    def save_as(self, path: Path) -> None:
        """Write the annotation elsewhere, where it is saved from now on."""
        self._queue.save(path=path)

    def reload_annotation(self) -> bool:
        """Take the annotation as it is on disk, undoably. `import_failed` says why when it cannot be."""
        try:
            self._session.reload()
        except AnnotationReadError as error:
            self.import_failed.emit(str(error))
            return False
        return True

    def import_annotation(self, path: Path) -> None:
        """Put the objects of another XML file in the place of the open ones, undoably."""
        annotation = self._session.annotation
        if annotation is None:
            return
        try:
            other = read_annotation(path)
        except AnnotationReadError as error:
            self.import_failed.emit(str(error))
            return
        text = self.tr("Open annotation {name}").format(name=path.name)
        self._session.replace_annotation(annotation.with_objects(other.objects), text)

    def close_image(self) -> None:
        self.leave(self._close)

    def _close(self) -> None:
        self._wanted = None
        self._session.close()
        self.current_changed.emit(None)

    def forget(self, path: Path) -> None:
        """Take an image that is gone out of the list and open its neighbour."""
        row = self._rows.get(path)
        if row is None:
            return
        self._set_paths([other for other in self._paths if other != path])
        if path == self.current:
            self._session.close()
            if self._paths:
                self._request(self._paths[min(row, len(self._paths) - 1)])
            else:
                self.current_changed.emit(None)

    def _request(self, path: Path) -> None:
        self._wanted = path
        self.loading.emit(path)
        siblings = tuple(self._by_stem.get(path.stem, ()))
        self._images.open(path, self.annotation_folder(path), siblings)

    def _step(self, offset: int) -> None:
        anchor = self._wanted or self.current
        if anchor is None or not self._paths:
            return
        row = self._rows.get(anchor, -offset) + offset
        if 0 <= row < len(self._paths):
            self.open_image(self._paths[row])

    def _set_paths(self, paths: list[Path]) -> None:
        self._paths = paths
        self._rows = {path: row for row, path in enumerate(paths)}
        self._by_stem = siblings_of(paths)
        self.paths_changed.emit(paths)

    def _summarise(self) -> None:
        if self._paths:
            self._folders.summarise(tuple(self._paths), self.annotation_folders())

    @Slot(object)
    def _on_listed(self, message: ImagesListed) -> None:
        if message.first is None:
            self.nothing_found.emit()
            return
        for root in message.roots:
            self._settings.add_recent_folder(root)
        self._set_paths(list(message.paths))
        self._request(message.first)
        self._summarise()

    @Slot(object)
    def _on_opened(self, message: ImageOpened) -> None:
        # Edits made on the old image while the new one was being read are edits all the same.
        self.leave(partial(self._show, message), self._stay)

    def _show(self, message: ImageOpened) -> None:
        self._wanted = None
        path = message.image.path
        annotation = message.annotation or _empty_annotation(message.image)
        self._discarded = None
        self._session.open(message.image, annotation, message.annotation_path)
        self.current_changed.emit(path)
        self._read_ahead(path)

    @Slot(object, str)
    def _on_failed(self, path: Path, text: str) -> None:
        self._wanted = None
        self.current_changed.emit(self.current)
        self.open_failed.emit(path, text)

    def _read_ahead(self, path: Path) -> None:
        row = self._rows.get(path)
        if row is not None:
            rows = (row + offset for offset in AHEAD)
            self._images.prefetch(self._paths[other] for other in rows if 0 <= other < len(self._paths))


def _empty_annotation(image: LoadedImage) -> ImageAnnotation:
    return ImageAnnotation(image.width, image.height, filename=image.path.name, folder=image.path.parent.name)
