"""What is open, and how it opens, closes, is selected and what is saved. The edits are in `session`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.document.box_edits import Size
from frcnn_desktop.ui.document.commands import Selection
from frcnn_desktop.ui.document.object_views import ObjectViews
from frcnn_desktop.ui.document.save_job import SaveJob
from frcnn_desktop.voc.source import source_of, with_image_size

NOTHING: Selection = frozenset()


class DocumentStore(QObject):
    """The open image with its annotation, selection and undo stack.

    Signals: `image_changed()` another image, or none; `pixels_came()` all of those of the open image, which
    was opened without them, see `LoadedImage.decoded`; `annotation_changed()` after every edit, undo and
    redo; `selection_changed()`; `opened()` all three have been said of another image, or of none;
    `dirty_changed(bool)`; `problem(str)` a sentence for the user.
    """

    image_changed = Signal()
    pixels_came = Signal()
    annotation_changed = Signal()
    selection_changed = Signal()
    opened = Signal()
    dirty_changed = Signal(bool)
    problem = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image: LoadedImage | None = None
        self._annotation: ImageAnnotation | None = None
        self._path: Path | None = None
        self._on_disk = b""
        self._base: ImageAnnotation | None = None
        self._selection = NOTHING
        self._previous: tuple[ObjectAnnotation, ...] = ()
        self._views = ObjectViews(self)
        self._stack = QUndoStack(self)
        self._stack.cleanChanged.connect(self._on_clean_changed)

    @property
    def image(self) -> LoadedImage | None:
        """The open image; None: nothing is open."""
        return self._image

    @property
    def annotation(self) -> ImageAnnotation | None:
        """The annotation with all edits so far; None: nothing is open."""
        return self._annotation

    @property
    def annotation_path(self) -> Path | None:
        """Where it is saved to."""
        return self._path

    @property
    def base(self) -> tuple[ImageAnnotation, bytes] | None:
        """The annotation as it was read or last saved, and its file's bytes then; None: nothing is open."""
        return (self._base, self._on_disk) if self._base is not None else None

    @property
    def selection(self) -> Selection:
        """Ids of the selected objects."""
        return self._selection

    @property
    def views(self) -> ObjectViews:
        """What is hidden, locked or in front of others."""
        return self._views

    @property
    def undo_stack(self) -> QUndoStack:
        """The stack of the open image; it is emptied when another one opens."""
        return self._stack

    @property
    def dirty(self) -> bool:
        """True while there are edits that are not saved."""
        return not self._stack.isClean()

    @property
    def objects(self) -> tuple[ObjectAnnotation, ...]:
        """The objects of the annotation; empty when nothing is open."""
        return self._annotation.objects if self._annotation else ()

    @property
    def selected_objects(self) -> tuple[ObjectAnnotation, ...]:
        """The selected objects in file order."""
        return tuple(item for item in self.objects if item.id in self._selection)

    def open(self, image: LoadedImage, annotation: ImageAnnotation, path: Path) -> None:
        """Show an image and its annotation, to be saved to `path`. Unsaved edits of the old one are lost."""
        self._leave()
        # The size in the file is often wrong; what is written is limited by the pixels there are.
        annotation = with_image_size(annotation, image.width, image.height)
        self._image, self._annotation, self._path = image, annotation, path
        self._take_base(annotation, bytes_read(annotation))
        self._announce_all()

    @Slot(object)
    def tell_pixels(self, image: LoadedImage) -> None:
        """Say that all pixels of an image are there; of one that is not open any more nobody hears."""
        if image is self._image:
            self.pixels_came.emit()

    def close(self) -> None:
        """Leave the image without saving."""
        if self._image is not None:
            self._leave()
            self._announce_all()

    def select(self, ids: Iterable[int]) -> None:
        """Select these objects and no others; unknown ids are ignored."""
        if self._take_selection(ids):
            self.selection_changed.emit()

    def select_all(self) -> None:
        """Select every object that is not hidden, also those that are not in view."""
        self.select(item.id for item in self.objects if item.id not in self._views.hidden)

    def save_job(self, path: Path | None = None, *, overwrite: bool = False) -> SaveJob | None:
        """Return what saving takes now, to the annotation's own file or to another; None: nothing is open.

        `overwrite` replaces the file even if somebody else changed it meanwhile, as saving elsewhere does.
        """
        if self._image is None or self._annotation is None or self._path is None:
            return None
        known = None if overwrite or path is not None else self._on_disk
        return SaveJob(self._image, self._annotation, path or self._path, known)

    def take_saved(self, job: SaveJob, data: bytes) -> None:
        """A save has written `data`: from now on that file is the annotation's."""
        if self._image is not job.image:
            return
        self._path = job.path
        self._take_base(job.annotation, data)
        if self._annotation is job.annotation:
            self._stack.setClean()
        else:
            # Edited while it was being written: no state on the undo stack is the one on the disk.
            self._stack.resetClean()

    def _take_base(self, annotation: ImageAnnotation, data: bytes) -> None:
        self._base, self._on_disk = annotation, data

    def _open_annotation(self) -> ImageAnnotation:
        if self._annotation is None:
            raise RuntimeError("no image is open")
        return self._annotation

    def _size(self) -> Size:
        """Width and height of the image in pixels as displayed."""
        if self._image is None:
            raise RuntimeError("no image is open")
        return self._image.width, self._image.height

    def _push(self, command: QUndoCommand) -> None:
        self._stack.push(command)

    def _apply(self, annotation: ImageAnnotation, selection: Selection) -> None:
        """Take the values of a command. Both are in place before anyone hears of either."""
        self._annotation = annotation
        selection_changed = self._take_selection(selection)
        self.annotation_changed.emit()
        if selection_changed:
            self.selection_changed.emit()

    def _take_selection(self, ids: Iterable[int]) -> bool:
        selection = frozenset(ids).intersection(item.id for item in self.objects)
        changed = selection != self._selection
        self._selection = selection
        return changed

    def _leave(self) -> None:
        if self._annotation is not None:
            self._previous = self._annotation.objects
        self._image = self._annotation = self._path = self._base = None
        self._selection = NOTHING
        self._views.forget()
        self._stack.clear()

    def _announce_all(self) -> None:
        self.image_changed.emit()
        self.annotation_changed.emit()
        self.selection_changed.emit()
        self.opened.emit()

    @Slot(bool)
    def _on_clean_changed(self, clean: bool) -> None:
        self.dirty_changed.emit(not clean)


def bytes_read(annotation: ImageAnnotation) -> bytes:
    """Return the bytes of the file that an annotation was read from; b"" where there was no file."""
    source = source_of(annotation)
    return source.data if source is not None else b""
