"""Changing which keys run which command."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.kit.dialog_place import DialogPlace
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.base.task_service import Progress, TaskService

if TYPE_CHECKING:
    from frcnn_desktop.ui.keys.dialog import KeysDialog
    from frcnn_desktop.ui.keys.exchange import KeysRead
    from frcnn_desktop.ui.shell.key_bindings import Keys


class KeysFeature(Feature):
    """What was changed is kept in the settings and holds from the start. Dialog and thread come when they are
    asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._actions, self._settings, self._shell = context.actions, context.settings, context.shell
        self._place: DialogPlace[KeysDialog] = DialogPlace()
        self._files: TaskService | None = None
        self._actions.rebind(self._settings.keys)
        self._actions.bind(ActionId.KEYS, self._open)

    @property
    def dialog(self) -> KeysDialog | None:
        """The dialog that is open."""
        return self._place.dialog

    def stop(self) -> None:
        """End the thread that reads and writes files of keys, if there ever was one."""
        if self._files is not None:
            self._files.shutdown()

    def _open(self) -> None:
        from frcnn_desktop.ui.keys.dialog import KeysDialog

        dialog = KeysDialog(self._actions, self._shell.owner)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(self._on_accepted)
        dialog.import_wanted.connect(self._on_import)
        dialog.export_wanted.connect(self._on_export)
        self._place.show(dialog)

    @Slot()
    def _on_accepted(self) -> None:
        if self.dialog is not None:
            changed = self._settings.keys = self.dialog.keys.changed
            self._actions.rebind(changed)

    @Slot()
    def _on_import(self) -> None:
        from frcnn_desktop.ui.shell.prompts import Prompts

        if self.dialog is not None and (path := Prompts(self.dialog).keys_to_open()) is not None:
            self._run(partial(_read, path, frozenset(self._actions.row_keys)))

    @Slot()
    def _on_export(self) -> None:
        from frcnn_desktop.ui.shell.prompts import Prompts

        if self.dialog is not None and (path := Prompts(self.dialog).keys_to_save()) is not None:
            self._run(partial(_write, path, dict(self.dialog.keys.keys)))

    def _run(self, task: partial[object]) -> None:
        if self._files is None:
            self._files = TaskService("keys", self)
            self._files.succeeded.connect(self._on_done)
            self._files.failed.connect(self._on_failed)
            self._files.start()
        self._files.replace_task(task, Message("doing.exchanging_keys"))

    @Slot(object)
    def _on_done(self, result: KeysRead | Path) -> None:
        if self.dialog is None:
            return
        if isinstance(result, Path):
            self.dialog.say(self.tr("Written: {path}").format(path=result))
        else:
            self.dialog.take_file(result)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        if self.dialog is not None:
            self.dialog.say(in_language(message))


def _read(path: Path, known: frozenset[str], _progress: Progress, _token: CancelToken) -> KeysRead:
    from frcnn_desktop.ui.keys.exchange import read_keys

    return read_keys(path, known)


def _write(path: Path, keys: dict[str, Keys], _progress: Progress, _token: CancelToken) -> Path:
    from frcnn_desktop.ui.keys.exchange import write_keys

    write_keys(path, keys)
    return path
