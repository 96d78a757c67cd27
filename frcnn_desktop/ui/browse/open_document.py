"""Saving the open annotation, and leaving it: no way out of an image drops edits unasked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.ui.browse.save_queue import SaveQueue, Step, nothing
from frcnn_desktop.ui.browse.unsaved_choice import UnsavedChoice
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.shell.settings import LeavePolicy, Settings
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.workers.base.task_service import TaskService


class OpenDocument(QObject):
    """The open image as something that is saved before it is left.

    `ask_leaving` is called when the settings say so; `save_failed` leaves the image open with its edits.
    """

    save_begun = Signal(object)
    """Path of the file that is being written"""
    save_failed = Signal(object)
    """Message"""
    save_conflict = Signal(object)
    """Message: the file was changed by somebody else; nothing was written"""
    import_failed = Signal(object)
    """Message"""
    saved = Signal(object)
    """Path of the image whose annotation was written"""

    def __init__(
        self,
        session: DocumentSession,
        settings: Settings,
        saving: TaskService,
        ask_leaving: Callable[[], UnsavedChoice],
    ) -> None:
        super().__init__(session)
        self._session, self._settings, self._ask_leaving = session, settings, ask_leaving
        # Edits that a person gave up while the next image was still being read.
        self._discarded: tuple[Path | None, int] | None = None
        self._queue = SaveQueue(session, saving, self)
        self._queue.saved.connect(self.saved)
        self._queue.failed.connect(self.save_failed)
        self._queue.conflict.connect(self.save_conflict)
        self._queue.begun.connect(self.save_begun)

    @property
    def current(self) -> Path | None:
        """The path of the open image."""
        return self._session.image.path if self._session.image else None

    @property
    def has_unsaved_edits(self) -> bool:
        """There are edits that were neither saved nor given up."""
        return self._session.dirty and self._discarded != self._edits()

    @property
    def saving(self) -> bool:
        """A save is under way."""
        return self._queue.busy

    def leave(self, then: Step, stay: Step = nothing) -> None:
        """Save or ask before the open image is left, then call `then`, or `stay` when it must stay open."""
        again = partial(self.leave, then, stay)
        if self._queue.busy:
            # What is edited meanwhile counts too, and what was undone since: the file is to be what is seen.
            self._queue.wait(again, stay)
            return
        if not self.has_unsaved_edits:
            then()
            return
        if self._settings.leave_policy is LeavePolicy.ASK:
            answer = self._ask_leaving()
            if answer is UnsavedChoice.DISCARD:
                self._discarded = self._edits()
            if answer is not UnsavedChoice.SAVE:
                (then if answer is UnsavedChoice.DISCARD else stay)()
                return
        self.save(again, stay)

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
            self.import_failed.emit(error.message)
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
            self.import_failed.emit(error.message)
            return
        text = self.tr("Open annotation {name}").format(name=path.name)
        self._session.replace_annotation(annotation.with_objects(other.objects), text)

    def _edits(self) -> tuple[Path | None, int]:
        return self.current, self._session.undo_stack.index()
