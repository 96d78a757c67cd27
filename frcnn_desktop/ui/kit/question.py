"""A short question over the window, with an icon of the program's own and names as they are written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from frcnn_desktop.ui.kit.elide import shorten_words
from frcnn_desktop.ui.kit.icons import icon_pixmap
from frcnn_desktop.ui.kit.palettes import colours_of

_ICON = 32
_NAME_WIDTH = 400
"""A file name has no place to break a line: a longer one would make the dialog wider than the screen."""


class Question(QMessageBox):
    """Say `text` and `detail`; the buttons are added by the caller and say what they do."""

    def __init__(
        self, icon: str, title: str, text: str, detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        colour = colours_of().accent_text
        self.setIconPixmap(icon_pixmap(icon, _ICON, colour, self.devicePixelRatioF()))
        self.setWindowTitle(title)
        # What files are called is never markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setInformativeText(detail)

    def agreed(self, yes: str, no: str = "", *, suggests_yes: bool = False) -> bool:
        """Ask, and return whether the button `yes` was clicked. `no` is called "Cancel" without a name.

        Esc means `no`; so does Return, unless the question suggests `yes`. Ends the dialog.
        """
        agree = self.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = self.addButton(QMessageBox.StandardButton.Cancel)
        refuse.setText(no or refuse.text())
        self.setDefaultButton(agree if suggests_yes else refuse)
        self.setEscapeButton(refuse)
        self.exec()
        agreed = self.clickedButton() is agree
        self.deleteLater()
        return agreed

    def make_primary(self, button: QPushButton) -> None:
        """Dress the button that goes on with what was asked for."""
        button.setProperty("role", "primary")
        button.style().unpolish(button)
        button.style().polish(button)


def short_name(name: str, widget: QWidget) -> str:
    """Return a file name shortened in its middle to what a question has room for."""
    return shorten_words(name, widget.fontMetrics(), _NAME_WIDTH)
