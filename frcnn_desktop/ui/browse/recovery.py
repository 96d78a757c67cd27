"""Unsaved edits survive a crash: they are kept aside while they are made, and offered at the next start."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Slot

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.ui.browse.journal_status import JournalStatus
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.kit.banner import BannerAction, MessageKind
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.voc.edits_comparison import Comparison, Standing
from frcnn_desktop.voc.unsaved_edits import UnsavedEdits, edits_of
from frcnn_desktop.workers.tasks.journal import FoundEdits, JournalContent, UnreadableEdits
from frcnn_desktop.workers.tasks.recovery_service import EditsCompared, RecoveryService

KEY, UNREADABLE_KEY = "recovery", "unreadable edits"
BEHIND_MS = 400
"""How much work a crash may cost, beside the time that the disk takes."""


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    """What a person wants of found edits; `combining` or `replacing` what their file holds if it changed."""

    found: FoundEdits
    combining: bool
    replacing: bool


class RecoveryControl(QObject):
    """Keeps the edits of the open image aside and offers what an earlier program left, one image at a time.

    Restoring opens the image with the file that the edits belong into and makes them again as one command;
    nothing is saved by itself. Where that file has been saved since, the person chooses. What is kept goes
    once it is saved or discarded; a message that is dismissed comes back at the next start.
    """

    def __init__(
        self, shell: Shell, workspace: Workspace, session: DocumentSession, service: RecoveryService
    ) -> None:
        super().__init__(shell)
        self._shell, self._workspace = shell, workspace
        self._session, self._service = session, service
        self.journal_status = JournalStatus(shell, service)
        self._found: list[FoundEdits] = []
        self._wanted: _Wish | None = None
        self._restored: FoundEdits | None = None
        self._timer = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._timer.timeout.connect(self.keep)
        self.journal_status.again.connect(self._on_again)
        session.annotation_changed.connect(self._on_changed)
        session.dirty_changed.connect(self._on_dirty)
        session.image_changed.connect(self._on_image)
        workspace.current_changed.connect(self._on_current)
        workspace.open_failed.connect(self._on_open_failed)
        workspace.nothing_found.connect(self._on_open_failed)
        workspace.saved.connect(self._on_saved)
        service.found.connect(self._on_found)
        service.compared.connect(self._on_compared)
        service.kept.connect(self._on_kept)

    @Slot()
    def keep(self) -> None:
        """Keep the edits there are now."""
        self._timer.stop()
        edits = self._edits()
        if edits is not None:
            self._service.keep(edits)
            self.journal_status.begin()

    def finish(self) -> None:
        """The program ends: keep only what nobody has saved or given up."""
        self._timer.stop()
        self.journal_status.stop()
        self._service.finish(self._edits() if self._workspace.has_unsaved_edits else None)

    def _edits(self) -> UnsavedEdits | None:
        session = self._session
        image, target, mine, base = session.image, session.annotation_path, session.annotation, session.base
        if not session.dirty or image is None or target is None or mine is None or base is None:
            return None
        return edits_of((image.path, image.content_key), target, mine, base, time.time())

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

    @Slot()
    def _on_again(self) -> None:
        if self._session.dirty:
            self.keep()
        else:
            self._service.check()

    @Slot(object)
    def _on_saved(self, _image: object) -> None:
        # What was edited while the disk was busy has another file or base now.
        self._on_changed()
        found = self._restored
        if found is not None and found.edits.target == self._session.annotation_path:
            self._forget_restored()

    @Slot(object)
    def _on_kept(self, edits: UnsavedEdits | None) -> None:
        found = self._restored
        if edits is not None and found is not None and edits.target == found.edits.target:
            self._forget_restored()

    def _forget_restored(self) -> None:
        """There is another copy of what was restored: the old one may go. There is no moment without one."""
        found, self._restored = self._restored, None
        if found is not None:
            self._service.forget(found.folder)

    @Slot(object)
    def _on_found(self, content: JournalContent) -> None:
        self._found = list(content.edits)
        for each in content.unreadable:
            self._tell_unreadable(each)
        self._offer()

    def _tell_unreadable(self, found: UnreadableEdits) -> None:
        text = self.tr("Unsaved edits were kept in {folder} but cannot be read: {reason}. They stay there.")
        shown = text.format(folder=found.folder, reason=in_language(found.reason))
        buttons: list[BannerAction] = []
        if found.damaged:
            buttons.append((self.tr("Discard"), partial(self._discard_unreadable, found)))
        self._shell.notify(MessageKind.WARNING, shown, buttons, key=f"{UNREADABLE_KEY} {found.folder}")

    def _discard_unreadable(self, found: UnreadableEdits) -> None:
        self._service.forget(found.folder)
        self._shell.clear(f"{UNREADABLE_KEY} {found.folder}")

    def _offer(self) -> None:
        if self._found:
            found = self._found[0]
            text, buttons = self._offer_of(found, found.comparison)
            self._shell.notify(MessageKind.WARNING, text, buttons, key=KEY)

    def _offer_of(
        self, found: FoundEdits, now: Comparison, same_image: bool = True
    ) -> tuple[str, list[BannerAction]]:
        names = {
            "name": found.edits.image.name,
            "target": found.edits.target.name,
            "time": _shown_time(found.edits.time),
            "reason": in_language(now.reason) if now.reason is not None else "",
        }
        discard = (self.tr("Discard"), partial(self._discard, found))
        if now.standing is Standing.UNCHANGED and not same_image:
            text = self.tr(
                "Unsaved edits of {name} from {time} were kept, but they were made on another picture of "
                "that name."
            )
            anyway = (self.tr("Restore anyway"), partial(self._restore, found, replacing=True))
            return text.format(**names), [anyway, discard]
        if now.standing is Standing.CHANGED:
            text = self.tr(
                "Unsaved edits of {name} from {time} were kept, but {target} has been changed since. "
                "Combine both, or put the edits in the place of what it holds now?"
            )
            combine = (self.tr("Combine"), partial(self._restore, found, combining=True))
            replace = (self.tr("Replace"), partial(self._restore, found, replacing=True))
            return text.format(**names), [combine, replace, discard]
        if now.standing is Standing.UNREADABLE:
            text = self.tr("Unsaved edits of {name} from {time} were kept. {reason}")
            return text.format(**names), [(self.tr("Try again"), partial(self._restore, found)), discard]
        text = self.tr(
            "The program did not shut down cleanly. Unsaved edits of {name} from {time} were kept."
        )
        return text.format(**names), [(self.tr("Restore"), partial(self._restore, found)), discard]

    def _restore(self, found: FoundEdits, *, combining: bool = False, replacing: bool = False) -> None:
        self._wanted = _Wish(found, combining, replacing)
        # Edits of the image itself count as saved since.
        self._workspace.leave(partial(self._go_to, found.edits.image), self._give_up_wish)

    def _go_to(self, image: Path) -> None:
        if self._workspace.current == image:
            self._compare()
        elif image in self._workspace.paths:
            self._workspace.open_image(image)
        else:
            self._workspace.open_paths([image])

    def _compare(self) -> None:
        image = self._session.image
        if self._wanted is not None and image is not None:
            self._service.compare(self._wanted.found, (image.width, image.height))

    @Slot(object)
    def _on_compared(self, message: EditsCompared) -> None:
        wish, now = self._wanted, message.comparison
        image = self._session.image
        if wish is None or wish.found is not message.found or image is None:
            return
        if self._workspace.has_unsaved_edits:
            # Made while the answer was under way: they are saved or asked about before others come.
            self._workspace.leave(self._compare, self._give_up_wish)
            return
        self._wanted = None
        annotation = now.combined if wish.combining else now.mine
        same = image.content_key == wish.found.edits.image_key
        decided = (same and now.standing is Standing.UNCHANGED) or wish.combining or wish.replacing
        if now.standing is Standing.SAVED:
            self._discard(wish.found)
            self._shell.status(self.tr("These edits are saved already."))
        elif annotation is not None and now.theirs is not None and decided:
            self._take(wish.found, now.theirs, annotation)
        else:
            text, buttons = self._offer_of(wish.found, now, same)
            self._shell.notify(MessageKind.WARNING, text, buttons, key=KEY)

    def _take(self, found: FoundEdits, theirs: ImageAnnotation, annotation: ImageAnnotation) -> None:
        image = self._session.image
        if image is None:
            return
        self._session.open(image, theirs, found.edits.target)
        self._session.replace_annotation(annotation, self.tr("Restore edits"))
        self._restored = found
        self.keep()
        self._found = [each for each in self._found if each is not found]
        self._shell.clear(KEY)
        self._offer()
        self._shell.status(self.tr("Restored. Save to keep the edits, or undo to drop them."))

    def _discard(self, found: FoundEdits) -> None:
        self._found = [each for each in self._found if each is not found]
        self._service.forget(found.folder)
        self._shell.clear(KEY)
        self._offer()

    @Slot()
    def _on_image(self) -> None:
        image, wish = self._session.image, self._wanted
        if wish is not None and image is not None and image.path == wish.found.edits.image:
            # After everyone has heard of the image.
            QTimer.singleShot(0, self, self._compare)

    @Slot(object)
    def _on_current(self, path: Path | None) -> None:
        """Whoever stays on another image, or goes to one, has given the wish up."""
        if self._wanted is not None and path != self._wanted.found.edits.image:
            self._give_up_wish()

    @Slot(object, object)
    def _on_open_failed(self, _path: object, _reason: object) -> None:
        self._give_up_wish()

    def _give_up_wish(self) -> None:
        if self._wanted is not None:
            self._wanted = None
            self._offer()


def _shown_time(seconds: float) -> str:
    if not seconds:
        return "?"
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)
