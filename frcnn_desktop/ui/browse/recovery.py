"""Unsaved edits survive a crash: they are kept aside while they are made, and offered at the next start."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Slot

from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.voc.recovery import UnsavedEdits
from frcnn_desktop.workers.tasks.recovery_service import FoundEdits, RecoveryService

KEY = "recovery"
BEHIND_MS = 1000
"""How much work a crash may cost."""


class RecoveryControl(QObject):
    """Keeps the edits of the open image aside and offers what an earlier program left, one image at a time.

    Restoring opens the image and makes its edits again as one command; nothing is saved by itself. A message
    that is dismissed comes back at the next start.
    """

    def __init__(
        self, shell: Shell, workspace: Workspace, session: DocumentSession, service: RecoveryService
    ) -> None:
        super().__init__(shell)
        self._shell, self._workspace = shell, workspace
        self._session, self._service = session, service
        self._found: list[FoundEdits] = []
        self._wanted: FoundEdits | None = None
        self._timer = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._timer.timeout.connect(self.keep)
        session.annotation_changed.connect(self._on_changed)
        session.dirty_changed.connect(self._on_dirty)
        session.image_changed.connect(self._on_image)
        workspace.open_failed.connect(self._on_open_failed)
        workspace.nothing_found.connect(self._on_open_failed)
        service.found.connect(self._on_found)

    @Slot()
    def keep(self) -> None:
        """Keep the edits there are now."""
        self._timer.stop()
        image, target = self._session.image, self._session.annotation_path
        annotation = self._session.annotation
        if self._session.dirty and image is not None and target is not None and annotation is not None:
            self._service.keep(UnsavedEdits(image.path, target, annotation, time.time()))

    def finish(self) -> None:
        """The program ends: keep only what nobody has saved or given up."""
        self._timer.stop()
        if self._workspace.has_unsaved_edits:
            self.keep()
        else:
            self._service.drop()

    @Slot()
    def _on_changed(self) -> None:
        # Not started anew by each edit: one who never rests loses no more than others.
        if self._session.dirty and not self._timer.isActive():
            self._timer.start()

    @Slot(bool)
    def _on_dirty(self, dirty: bool) -> None:
        if dirty:
            self._timer.start()
        else:
            self._timer.stop()
            self._service.drop()

    @Slot(object)
    def _on_found(self, found: list[FoundEdits]) -> None:
        self._found = list(found)
        self._offer()

    def _offer(self) -> None:
        if not self._found:
            return
        next_one = self._found[0]
        when = QDateTime.fromSecsSinceEpoch(int(next_one.edits.time))
        text = self.tr(
            "The program did not shut down cleanly. Unsaved edits of {name} from {time} were kept."
        )
        shown = text.format(
            name=next_one.edits.image.name,
            time=QLocale().toString(when, QLocale.FormatType.ShortFormat),
        )
        buttons = [
            (self.tr("Restore"), partial(self._restore, next_one)),
            (self.tr("Discard"), partial(self._discard, next_one)),
        ]
        self._shell.notify(MessageKind.WARNING, shown, buttons, key=KEY)

    def _restore(self, found: FoundEdits) -> None:
        self._wanted = found
        image = found.edits.image
        if self._workspace.current == image:
            self._take()
        elif image in self._workspace.paths:
            self._workspace.open_image(image)
        else:
            self._workspace.open_paths([image])

    def _discard(self, found: FoundEdits) -> None:
        self._found.remove(found)
        self._service.forget(found.folder)
        self._offer()

    def _take(self) -> None:
        found, self._wanted = self._wanted, None
        if found is None:
            return
        self._session.replace_annotation(found.edits.annotation, self.tr("Restore edits"))
        # Its own copy first: there is no moment without one.
        self.keep()
        self._discard(found)
        self._shell.status(self.tr("Restored. Save to keep the edits, or undo to drop them."))

    @Slot()
    def _on_image(self) -> None:
        image = self._session.image
        if self._wanted is not None and image is not None and image.path == self._wanted.edits.image:
            # After everyone has heard of the image.
            QTimer.singleShot(0, self, self._take)

    @Slot(object, object)
    def _on_open_failed(self, _path: object, _reason: object) -> None:
        self._wanted = None
