"""One key for an image whose suggestions are right: accept, verify, save, and open the next one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.learn.one_class import OneClass
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.switches import keep_switch

A = ActionId


class AcceptAndNext(QObject):
    """Space is its key while learning is on and a person wants it so; otherwise Space verifies."""

    def __init__(self, context: Context, one_class: OneClass) -> None:
        super().__init__(context.shell)
        self._shell, self._actions, self._session = context.shell, context.actions, context.session
        self._workspace, self._detection = Workspace.of(context), DetectionControl.of(context)
        self._one_class = one_class
        self._actions.bind(A.ACCEPT_AND_NEXT, self._accept_and_next)
        space = self._actions[A.SPACE_ACCEPTS]
        keep_switch(space, Settings.space_accepts, context.settings, self._on_switch)
        self._actions[A.LEARN].toggled.connect(self._on_switch)
        self._on_switch()

    @Slot()
    def _on_switch(self, *_on: bool) -> None:
        lent = self._actions[A.LEARN].isChecked() and self._actions[A.SPACE_ACCEPTS].isChecked()
        self._actions.lend_keys(A.VERIFY, A.ACCEPT_AND_NEXT, lent)

    def _accept_and_next(self) -> None:
        """All in one undo command; what cannot be saved stays open.

        An image that was looked at for one class is not verified: there are others.
        """
        annotation = self._session.annotation
        if annotation is None:
            return
        verifies = not (annotation.verified or self._one_class.name)
        accepted = self._detection.accept_all(verifies)
        if accepted or verifies:
            text = self.tr("{count} accepted, verified") if verifies else self.tr("{count} accepted")
            self._shell.status(text.format(count=accepted))
        if self._session.dirty:
            self._workspace.save(self._go_on)
        else:
            self._go_on()

    def _go_on(self) -> None:
        if self._workspace.catalogue.neighbour(1) is None:
            self._shell.status(self.tr("That was the last image of the list."))
            if self._one_class.name:
                self._one_class.offer_next()
        self._workspace.walk(1)
