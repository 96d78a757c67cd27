"""Line width, size of labels and fill of boxes: remembered, and shown while they are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.shell.action_ids import ActionId

if TYPE_CHECKING:
    from frcnn_desktop.ui.view.look_dialog import LookDialog


class LookControl(QObject):
    """Holds the look and hands it to the canvas."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._canvas, self._settings, self._owner = context.canvas, context.settings, context.shell.owner
        self.dialog: LookDialog | None = None
        settings = context.settings
        self._canvas.set_look(Look(settings.line_width, settings.label_size, settings.box_fill))
        context.actions.bind(ActionId.LOOK, self._open)

    def _open(self) -> None:
        if self.dialog is None:
            from frcnn_desktop.ui.view.look_dialog import LookDialog

            self.dialog = LookDialog(self._owner)
            self.dialog.look_picked.connect(self._on_picked)
        self.dialog.show_look(self._canvas.look)
        self.dialog.show()
        self.dialog.raise_()

    @Slot(object)
    def _on_picked(self, look: Look) -> None:
        self._canvas.set_look(look)
        settings = self._settings
        settings.line_width, settings.label_size, settings.box_fill = look.line, look.label, look.fill
