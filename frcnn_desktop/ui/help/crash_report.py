"""A report of an unexpected error, to be read and passed on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.errors import reason_of
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.path_label import PathLine
from frcnn_desktop.ui.kit.plain_text import wrap

_SIZE = QSize(720, 480)


class CrashReportDialog(QDialog):
    """Shows the text of a report with buttons to copy it and to open its folder."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.setWindowTitle(self.tr("Error report"))
        title = QLabel(self.tr("Something went wrong that should not have"), self)
        title.setProperty("role", "hero")
        wrap(title)
        hint = QLabel(
            self.tr(
                "Nothing was sent anywhere. If you report this, please paste the text below and say what "
                "you did just before."
            ),
            self,
        )
        wrap(hint)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setPlainText(_read(path))
        self._text.setAccessibleName(self.tr("Text of the report"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for widget in (title, hint):
            layout.addWidget(widget)
        layout.addWidget(self._text, 1)
        layout.addWidget(PathLine(str(path), self.tr("File of the report"), self))
        layout.addWidget(self._make_buttons())
        self.resize(_SIZE)

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._copy = QPushButton(self.tr("&Copy"), self)
        self._copy.clicked.connect(self._on_copy)
        folder = QPushButton(self.tr("Open &folder"), self)
        folder.clicked.connect(self._on_folder)
        for button in (self._copy, folder):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self._copy.setDefault(True)
        return buttons

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._copy.setText(self.tr("Copied"))

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError as error:
        return in_language(reason_of(error))
