"""Offering to take back an edit of many files that a program was killed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.workers.tasks.class_list_service import ClassListService, SetLooked

if TYPE_CHECKING:
    from frcnn_desktop.curation.edit_journal import Edit

KEY = "interrupted edit"


class InterruptedEdits(QObject):
    """Whoever opens such a folder decides; until then nothing is touched."""

    def __init__(self, shell: Shell, service: ClassListService, undo: Callable[[Edit], None]) -> None:
        super().__init__(shell)
        self._shell, self._service, self._undo = shell, service, undo
        service.succeeded.connect(self._on_looked)

    @Slot(object)
    def _on_looked(self, result: object) -> None:
        if not isinstance(result, SetLooked):
            return
        self._shell.clear(KEY)
        edit = result.interrupted
        if edit is not None:
            text = self.tr(
                "A change of {count} files in this folder was broken off: some may be changed, some not."
            )
            buttons = [
                (self.tr("Undo it"), partial(self._take_back, edit)),
                (self.tr("Leave them"), partial(self._leave, edit)),
            ]
            self._shell.notify(MessageKind.WARNING, text.format(count=edit.count), buttons, key=KEY)

    def _take_back(self, edit: Edit) -> None:
        self._shell.clear(KEY)
        self._undo(edit)

    def _leave(self, edit: Edit) -> None:
        self._shell.clear(KEY)
        self._service.leave(edit)
