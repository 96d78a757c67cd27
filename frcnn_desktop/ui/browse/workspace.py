"""The images that are worked on: opening, walking to and forgetting them, on top of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.path_folders import folders_of
from frcnn_desktop.ui.browse.catalogue import Catalogue, Walk
from frcnn_desktop.ui.browse.image_facts import doubt_annotations, learn_refusal
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.open_document import OpenDocument
from frcnn_desktop.ui.browse.read_ahead import ReadAhead
from frcnn_desktop.ui.browse.services import BrowseServices
from frcnn_desktop.ui.browse.unsaved_choice import UnsavedChoice
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.paint_first import Later, at_once
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.voc.locations import Siblings
from frcnn_desktop.workers.base.task_service import TaskService
from frcnn_desktop.workers.images.folder_service import FolderService
from frcnn_desktop.workers.images.image_service import ImageService
from frcnn_desktop.workers.images.messages import ImageOpened, ImagesListed


class Workspace(OpenDocument):
    """Moves through the catalogue. No path out of an image drops edits unasked.

    An image that is refused takes the place of the one before it, which is saved and closed: no command
    reaches an image that is not seen.
    """

    listed = Signal(object)
    """ImagesListed, before any of it is opened"""
    paths_changed = Signal(list)
    current_changed = Signal(object)
    """Path of the image that is shown now, or None"""
    turned_to = Signal()
    """Another image has been asked for, which is shown as soon as the open one may be left"""
    loading = Signal(object)
    """Path that was asked for"""
    open_failed = Signal(object, object)
    """An image of the list was refused: nothing is open now"""
    nothing_found = Signal(object, object)
    """There is no image among what was to be opened, and why if a file is the reason: path and Message, or
    None and "". What was open stays"""
    data_set_found = Signal(object)
    """Path of a data set of another annotation format that was to be opened; there is no image to show of it.
    What was open stays"""
    rewritten = Signal()
    """The annotations of many images have been changed on disk, by the program itself"""
    neighbours_loaded = Signal(list)
    """The LoadedImages that are likely to be opened next, likeliest first"""

    @classmethod
    def of(cls, context: Context) -> Workspace:
        """Return the one of the window."""
        catalogue, services = ImageListPanel.of(context).catalogue, BrowseServices.of(context)
        ask, images = partial(_ask_leaving, context), context.services.images

        def make() -> Workspace:
            made = cls(
                catalogue, context.session, images, services.folders, context.settings, services.saving, ask
            )
            made.later = context.canvas.paint_first.then
            made.room = lambda: context.canvas.room
            return made

        return context.shared(cls, make)

    def __init__(
        self,
        catalogue: Catalogue,
        session: DocumentSession,
        images: ImageService,
        folders: FolderService,
        settings: Settings,
        saving: TaskService,
        ask_leaving: Callable[[], UnsavedChoice],
    ) -> None:
        super().__init__(session, settings, saving, ask_leaving)
        self.catalogue = catalogue
        self.later: Later = at_once
        self.room: Callable[[], tuple[int, int]] | None = None
        """How large a photo is shown"""
        self.arriving: Later = at_once
        """When what was to be opened may arrive: whoever follows it must be there"""
        self._images, self._folders = images, folders
        self._siblings = Siblings(())
        self._wanted: Path | None = None
        self._opened: tuple[Path, ...] = ()
        self._at: Path | None = None
        self._vanished: Path | None = None
        self._paths: list[Path] = []
        self._order: tuple[Path, ...] = ()
        self._ahead = ReadAhead(catalogue, images, session, self)
        self._ahead.loaded.connect(self.neighbours_loaded)
        images.opened.connect(self._on_opened)
        images.completed.connect(session.tell_pixels)
        images.failed.connect(self._on_failed)
        folders.listed.connect(self._on_listed)
        folders.changed.connect(self._on_changed)

    @property
    def paths(self) -> list[Path]:
        """Every image of the folder in natural order, whatever the list's."""
        return self._paths

    @property
    def opened(self) -> tuple[Path, ...]:
        """The files and folders that the list is of, as they were asked for."""
        return self._opened

    def arrange(self, order: Sequence[Path]) -> None:
        """Walk and list these images first, in this order, and the others in theirs; () for the natural
        order."""
        self._order = tuple(order)
        self.catalogue.set_paths(self._arranged())

    def _arranged(self) -> list[Path]:
        there = set(self._paths)
        return list(dict.fromkeys([*(path for path in self._order if path in there), *self._paths]))

    def annotation_folder(self, image: Path) -> Path | None:
        """Where the XML files of an image's folder were chosen to be, if they were."""
        return self._settings.annotation_folder(image.parent)

    def annotation_folders(self) -> dict[Path, Path]:
        """The chosen folder of XML files for each image folder of the list that has one."""
        chosen = {folder: self._settings.annotation_folder(folder) for folder in folders_of(self.paths)}
        return {folder: target for folder, target in chosen.items() if target is not None}

    def siblings(self, image: Path) -> tuple[Path, ...]:
        """The images of the list that could claim the same XML file."""
        return self._siblings.of(image)

    def open_paths(self, paths: list[Path], at: Path | None = None) -> None:
        """Show the images among these files and folders in the list and open the first one, or the one `at`.

        What is open already keeps its place; without any image the list stays as it is.
        """
        if paths:
            self._at = at
            wanted = tuple(path.absolute() for path in paths)
            self.leave(partial(self._folders.list_images, wanted))

    def open_image(self, path: Path) -> None:
        """Open one image of the list, after the current one has been left properly."""
        if path == self.current and self._wanted is None:
            return
        self.turned_to.emit()
        # Known at once, so that walking on does not wait for the save.
        self._wanted = path
        self.catalogue.set_current(path)
        self.leave(partial(self._request, path), self._stay)

    def walk(self, step: int, walk: Walk = Walk.ANY) -> None:
        """Open the nearest listed image after (1) or before (-1) the current one; stay at either end."""
        path = self.catalogue.neighbour(step, walk)
        if path is not None:
            self.open_image(path)

    def choose_annotation_folder(self, folder: Path | None) -> None:
        """Read and save the XML files of the open image's folder elsewhere from now on."""
        current = self.current
        if current is not None:
            self.leave(partial(self._move_annotations, current, folder))

    def _move_annotations(self, current: Path, folder: Path | None) -> None:
        self._settings.set_annotation_folder(current.parent, folder)
        self._request(current)
        self._summarise(self.paths)

    def read_again(self) -> None:
        """Open the current image anew and look at all annotations again: their files were changed."""
        doubt_annotations(self.catalogue)
        self.rewritten.emit()
        if self.current is not None:
            self._request(self.current)
        self._summarise(self.paths)

    def close_image(self) -> None:
        """Leave the open image for none, once its edits are saved or given up."""
        self.leave(self._close)

    def _close(self) -> None:
        self._wanted = None
        self._session.close()
        self.catalogue.set_current(None)
        self.current_changed.emit(None)

    def forget(self, path: Path) -> None:
        """Take an image that is gone out of the list; if it was open, go on with the next of the filter."""
        if path not in self.catalogue:
            return
        heir = self.catalogue.heir(path)
        self._set_paths([other for other in self.paths if other != path])
        if path == self.current:
            self._session.close()
            if heir is not None:
                self._request(heir)
            else:
                self.current_changed.emit(None)

    def _stay(self) -> None:
        self._wanted = None
        self.catalogue.set_current(self.current)
        self.current_changed.emit(self.current)

    def _request(self, path: Path) -> None:
        self._wanted = path
        self.catalogue.set_current(path)
        self.loading.emit(path)
        if self.room is not None:
            self._images.set_room(*self.room())
        self._images.open(path, self.annotation_folder(path), self.siblings(path))

    def _set_paths(self, paths: list[Path]) -> None:
        self._paths = list(dict.fromkeys(paths))
        self.catalogue.set_paths(self._arranged())
        self._siblings = Siblings(self.paths, self.annotation_folder)
        self.paths_changed.emit(self.paths)

    def _summarise(self, paths: list[Path]) -> None:
        if paths:
            self._folders.summarise(tuple(paths), self.annotation_folders())

    @Slot(object)
    def _on_listed(self, message: ImagesListed) -> None:
        self.arriving(partial(self._take, message))

    def _take(self, message: ImagesListed) -> None:
        again = message.wanted == self._opened and self.catalogue.current in message.paths
        if message.first is not None and not again:
            self.turned_to.emit()
        self.listed.emit(message)
        if message.data_set is not None:
            self.data_set_found.emit(message.data_set)
            return
        if message.first is None:
            self.nothing_found.emit(message.refused, message.reason)
            return
        for root in message.roots:
            self._settings.add_recent_folder(root)
        self._opened = message.wanted
        self._set_paths(list(message.paths))
        if not again:
            # A long list took its time: the photo is waited for from here on.
            self.turned_to.emit()
            at = self._at
            self._request(at if at is not None and at in message.paths else message.first)
        self._folders.watch(message)
        self.later(partial(self._look_closer, message.wanted))

    def _look_closer(self, wanted: tuple[Path, ...]) -> None:
        """Read the annotations of what was listed, unless something else has been opened meanwhile."""
        if wanted == self._opened:
            self._summarise(self.paths)

    @Slot(object)
    def _on_changed(self, message: ImagesListed) -> None:
        """Images have come or gone on the disk. The open one stays until it is left, for its edits' sake."""
        if message.wanted != self._opened:
            return
        listed, current = list(message.paths), self.current
        self._vanished = current if current in self.catalogue and current not in listed else None
        if self._vanished is not None:
            listed = _with(listed, self._vanished, self.paths)
        if listed != self.paths:
            self._set_paths(listed)
            self._summarise([entry.path for entry in self.catalogue.entries if not entry.summarised])

    @Slot(object)
    def _on_opened(self, message: ImageOpened) -> None:
        # Edits made on the old image while the new one was being read are edits all the same.
        if message.image.path == self._wanted:
            self.leave(partial(self._show, message), self._stay)

    def _show(self, message: ImageOpened) -> None:
        path = message.image.path
        if path != self._wanted:
            # While the old one was being saved, another was asked for, or none.
            return
        self._wanted = None
        annotation = message.annotation or _empty_annotation(message.image)
        self._discarded = None
        self._session.open(message.image, annotation, message.annotation_path)
        self.catalogue.set_current(path)
        self._drop_vanished()
        self.current_changed.emit(path)
        self.later(self._ahead.look)

    @Slot(object, object)
    def _on_failed(self, path: Path, reason: Message) -> None:
        if path == self._wanted:
            self.leave(partial(self._refuse, path, reason), self._stay)

    def _refuse(self, path: Path, reason: Message) -> None:
        if path != self._wanted:
            return
        self._wanted, self._discarded = None, None
        self._session.close()
        self.catalogue.set_current(path)
        self._drop_vanished()
        learn_refusal(self.catalogue, path, reason)
        self.current_changed.emit(None)
        self.open_failed.emit(path, reason)
        self.later(self._ahead.look)

    def _drop_vanished(self) -> None:
        gone, self._vanished = self._vanished, None
        if gone is not None and gone != self.catalogue.current:
            self._set_paths([path for path in self.paths if path != gone])


def _with(paths: list[Path], kept: Path, before: list[Path]) -> list[Path]:
    """Put an image that is in the list no more back after those it stood behind."""
    earlier = set(before[: before.index(kept)])
    place = max((row + 1 for row, path in enumerate(paths) if path in earlier), default=0)
    return [*paths[:place], kept, *paths[place:]]


def _ask_leaving(context: Context) -> UnsavedChoice:
    from frcnn_desktop.ui.browse.unsaved import ask_unsaved

    image = context.session.image
    return ask_unsaved(context.shell.owner, image.path.name if image else "")


def _empty_annotation(image: LoadedImage) -> ImageAnnotation:
    return ImageAnnotation(image.width, image.height, filename=image.path.name, folder=image.path.parent.name)
