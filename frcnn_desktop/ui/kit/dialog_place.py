"""Dialogs that are built anew each time they are asked for."""

from __future__ import annotations

from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog

Shown = TypeVar("Shown", bound=QDialog)


def show_once(dialog: QDialog) -> None:
    """Show a dialog that is destroyed when it closes: the window that it belongs to would keep it."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()


class DialogPlace(Generic[Shown]):
    """Holds the one dialog of a kind: showing another closes it, and it is destroyed when it closes."""

    def __init__(self) -> None:
        self.dialog: Shown | None = None

    def show(self, dialog: Shown) -> None:
        """Show a dialog in the place of the one before."""
        self.close()
        self.dialog = dialog
        dialog.finished.connect(partial(self._leave, dialog))
        show_once(dialog)

    def close(self) -> None:
        """Close the dialog, if one is shown."""
        if self.dialog is not None:
            self.dialog.close()

    def _leave(self, dialog: Shown, _result: int) -> None:
        if self.dialog is dialog:
            self.dialog = None
