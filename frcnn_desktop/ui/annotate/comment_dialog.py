"""What people say about an image, to be written."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.voc.markup import escape_text


class CommentDialog(QDialog):
    """Asks for the `comment` on an image. Ctrl+Enter is OK, too; "" takes the comment away."""

    def __init__(self, comment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Comment on the image"))
        self.edit, self._problem = QPlainTextEdit(comment, self), QLabel(self)
        self.edit.setAccessibleName(self.windowTitle())
        self.edit.setPlaceholderText(self.tr("What the next person should know, e.g. “is this a bus?”"))
        self.edit.setTabChangesFocus(True)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._problem.setProperty("role", "muted")
        wrap(self._problem)
        self._problem.hide()
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        for widget in (self.edit, self._problem, buttons):
            column.addWidget(widget)
        self.resize(420, 180)

    @property
    def comment(self) -> str:
        """What stands there now, without the white space around it."""
        return self.edit.toPlainText().strip()

    @Slot()
    def accept(self) -> None:
        """Close, unless a character cannot be written."""
        try:
            escape_text(self.comment)
        except AnnotationWriteError as error:
            self._problem.setText(in_language(error.message))
            self._problem.show()
            return
        super().accept()
