"""Saving, and what is offered when it does not work: no way out of a failed save loses an edit unasked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import BannerAction, MessageKind
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import LeavePolicy

KEY = "save"
PATIENCE_MS = 300
"""A save that takes longer, on a slow network say, is told of."""


class SavingControl(QObject):
    """The save commands and the banners that follow a save."""

    def __init__(self, context: Context, workspace: Workspace) -> None:
        super().__init__(context.shell)
        shell, actions, session, settings = context.shell, context.actions, context.session, context.settings
        self._shell, self._workspace, self._session = shell, workspace, session
        self._settings, self._verify = settings, actions[ActionId.VERIFY]
        actions[ActionId.SAVE].triggered.connect(self._on_save)
        actions[ActionId.SAVE_AS].triggered.connect(self._save_as)
        autosave = actions[ActionId.AUTOSAVE]
        autosave.setChecked(settings.leave_policy is LeavePolicy.SAVE)
        autosave.toggled.connect(self._on_autosave)
        # The window's, which may go first: a message to it would then come too late.
        self._slow = QTimer(shell.owner, singleShot=True, interval=PATIENCE_MS)
        self._slow.timeout.connect(self._on_slow)
        workspace.save_begun.connect(self._on_begun)
        workspace.save_failed.connect(self._on_failed)
        workspace.save_conflict.connect(self._on_conflict)
        workspace.saved.connect(self._on_saved)
        session.image_changed.connect(self._on_image)
        session.annotation_changed.connect(self._on_annotation)
        self._verify.triggered.connect(self._on_verify)

    @Slot(bool)
    def _on_verify(self, on: bool) -> None:
        if self._session.annotation is not None:
            self._session.set_verified(on)
            self._workspace.save()

    @Slot()
    def _on_annotation(self) -> None:
        annotation = self._session.annotation
        self._verify.setChecked(annotation is not None and annotation.verified)

    @Slot()
    def _on_save(self) -> None:
        self._workspace.save()

    @Slot()
    def _save_as(self) -> None:
        path = self._shell.prompts.annotation_to_save(self._session.annotation_path)
        if path is not None:
            self._workspace.save_as(path)

    @Slot(bool)
    def _on_autosave(self, on: bool) -> None:
        self._settings.leave_policy = LeavePolicy.SAVE if on else LeavePolicy.ASK

    @Slot()
    def _on_begun(self) -> None:
        self._slow.start()

    @Slot()
    def _on_slow(self) -> None:
        self._shell.status(self.tr("Saving…"))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._slow.stop()
        buttons = [
            (self.tr("Save as…"), self._save_as),
            (self.tr("Try again"), self._workspace.save),
            (self.tr("Discard edits"), self._discard),
        ]
        self._tell(message, buttons)

    @Slot(object)
    def _on_conflict(self, message: Message) -> None:
        self._slow.stop()
        buttons = [
            (self.tr("Save anyway"), partial(self._workspace.save, overwrite=True)),
            (self.tr("Reload"), self._reload),
            (self.tr("Save as…"), self._save_as),
        ]
        self._tell(message, buttons)

    def _tell(self, message: Message, buttons: list[BannerAction]) -> None:
        self._shell.notify(MessageKind.ERROR, message, buttons, key=KEY, about=self._workspace.current)

    def _reload(self) -> None:
        if self._workspace.reload_annotation():
            self._shell.status(self.tr("Reloaded. Undo brings your edits back."))

    def _discard(self) -> None:
        self._session.discard_edits()
        self._shell.status(self.tr("Edits discarded. Undo brings them back."))

    @Slot()
    def _on_image(self) -> None:
        self._shell.clear(KEY)

    @Slot()
    def _on_saved(self) -> None:
        self._slow.stop()
        self._shell.clear(KEY)
        target = self._session.annotation_path
        if target is not None:
            self._shell.status(self.tr("Saved {name}").format(name=target.name))
