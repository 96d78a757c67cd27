"""The files that a change left as they are, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from frcnn_desktop.curation.batch_writing import LeftAlone
from frcnn_desktop.ui.classes.classes_text import ClassesText
from frcnn_desktop.ui.kit.icons import icon


class LeftAloneDialog(QDialog):
    """Lists all of them."""

    def __init__(self, files: Sequence[LeftAlone], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Files that stay as they are"))
        self._list, text = QListWidget(self), ClassesText(self)
        self._list.setWordWrap(True)
        self._list.setAccessibleName(self.tr("Files that stay as they are"))
        for each in files:
            item = QListWidgetItem(icon("circle-x", "warning"), text.reason(each))
            item.setToolTip(str(each.path))
            self._list.addItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._list)
        layout.addWidget(buttons)
        self.resize(640, 420)
