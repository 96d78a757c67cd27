"""What became of the images and objects of a data set that was written: the folder, and a tree below it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from frcnn_desktop.ui.export.loss_tree import LossTree
from frcnn_desktop.ui.kit.path_label import PathLine


class ReportDialog(QDialog):
    """The frame of a report: `tree` is filled by who makes one."""

    def __init__(self, written: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        where = PathLine(str(written), self.tr("Folder that was written"), self)
        self.tree = LossTree(self.tr("What was left out and changed"), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        for widget in (where, self.tree, buttons):
            layout.addWidget(widget)
        self.resize(760, 460)
