"""Asking what to do with edits before they would be lost."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QMessageBox, QWidget

from frcnn_desktop.ui.icons import icon_pixmap
from frcnn_desktop.ui.palettes import colours_of


class UnsavedChoice(StrEnum):
    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class UnsavedDialog(QMessageBox):
    """Save, discard, or stay. Closing the dialog in any other way means to stay."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the image whose annotation has edits."""
        super().__init__(parent)
        buttons = QMessageBox.StandardButton
        picture = icon_pixmap("save", 32, colours_of().accent_text, self.devicePixelRatioF())
        self.setIconPixmap(picture)
        self.setWindowTitle(self.tr("Unsaved edits"))
        self.setText(self.tr("Save the edits of {name}?").format(name=name))
        self.setInformativeText(self.tr("Discarded edits cannot be brought back."))
        self.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        save = self.button(buttons.Save)
        save.setProperty("role", "primary")
        save.style().polish(save)
        self.setDefaultButton(buttons.Save)
        self.setEscapeButton(buttons.Cancel)

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
