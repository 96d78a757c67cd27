"""Asking what to do with edits before they would be lost."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from frcnn_desktop.ui.browse.unsaved_choice import UnsavedChoice
from frcnn_desktop.ui.kit.question import Question, short_name


class UnsavedDialog(Question):
    """Save, discard, or stay. Closing the dialog in any other way means to stay."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the image whose annotation has edits."""
        super().__init__(
            "save",
            self.tr("Unsaved edits"),
            "",
            self.tr("Discarded edits cannot be brought back."),
            parent,
        )
        self.setText(self.tr("Save the edits of {name}?").format(name=short_name(name, self)))
        buttons = QMessageBox.StandardButton
        self.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        # Qt's own word for it says "ignore" in some languages, as if nothing were lost.
        self._button(buttons.Discard).setText(self.tr("Discard"))
        self.make_primary(self._button(buttons.Save))
        self.setDefaultButton(buttons.Save)
        self.setEscapeButton(buttons.Cancel)

    def _button(self, which: QMessageBox.StandardButton) -> QPushButton:
        button = self.button(which)
        assert isinstance(button, QPushButton)
        return button

    @property
    def choice(self) -> UnsavedChoice:
        """What was clicked."""
        clicked = self.clickedButton()
        if clicked is not None and clicked is self.button(QMessageBox.StandardButton.Save):
            return UnsavedChoice.SAVE
        if clicked is not None and clicked is self.button(QMessageBox.StandardButton.Discard):
            return UnsavedChoice.DISCARD
        return UnsavedChoice.CANCEL


def ask_unsaved(parent: QWidget | None, name: str) -> UnsavedChoice:
    """Ask and wait for the answer."""
    dialog = UnsavedDialog(name, parent)
    dialog.exec()
    choice = dialog.choice
    dialog.deleteLater()
    return choice
