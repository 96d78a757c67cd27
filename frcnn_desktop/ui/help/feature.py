"""Help: keys, diagnostics, and what the program is."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.help.diagnostics_control import DiagnosticsControl
from frcnn_desktop.ui.help.shortcuts import ShortcutsDialog
from frcnn_desktop.ui.kit.dialog_place import DialogPlace
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.tasks.diagnostics_service import DiagnosticsService


class HelpFeature(Feature):
    """Has a thread that collects diagnostics; dialogs are made when they are asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._actions, self._owner = context.actions, context.shell.owner
        self.diagnostics = DiagnosticsService(self)
        self._shortcuts = DialogPlace[ShortcutsDialog]()
        self._about = DialogPlace[QDialog]()
        self._control = DiagnosticsControl(context, self.diagnostics)
        context.actions.bind(ActionId.SHORTCUTS, self._show_shortcuts)
        context.actions.bind(ActionId.ABOUT, self._show_about)

    def stop(self) -> None:
        """End the thread that collects diagnostics."""
        self.diagnostics.shutdown()

    def _show_shortcuts(self) -> None:
        self._shortcuts.show(ShortcutsDialog(self._actions, self._owner))

    def _show_about(self) -> None:
        from frcnn_desktop.ui.help.about import AboutDialog

        self._about.show(AboutDialog(self._owner))
