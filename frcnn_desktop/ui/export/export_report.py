"""What an export left out, renamed and changed, image by image."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.kit.icons import icon
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.path_label import PathLine
from frcnn_desktop.voc.export import ExportReport


class ExportReportDialog(QDialog):
    """Lists an `ExportReport`."""

    def __init__(self, report: ExportReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export report"))
        where = PathLine(str(report.destination), self.tr("Folder that was written"), self)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(12)
        self.tree.setWordWrap(True)
        self.tree.setProperty("role", "facts")
        self.tree.setAccessibleName(self.tr("What the export left out, renamed and changed"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setMaximumSectionSize(320)
        self._add(self.tr("Left out"), "circle-x", "danger", report.left_out)
        renamed = [(image, self.tr("is {name}").format(name=name)) for image, name in report.renamed]
        self._add(self.tr("Renamed"), "pencil", "accent_text", renamed)
        self._add(self.tr("Notes"), "info", "accent_text", report.notes)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        for widget in (where, self.tree, buttons):
            layout.addWidget(widget)
        self.resize(720, 420)

    def _add(self, title: str, picture: str, colour: str, rows: Sequence[tuple[Path, str | Message]]) -> None:
        if not rows:
            return
        group = QTreeWidgetItem([f"{title} ({len(rows)})"])
        group.setIcon(0, icon(picture, colour))
        self.tree.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        for image, text in rows:
            said = in_language(text)
            item = QTreeWidgetItem([image.name, said])
            item.setToolTip(0, str(image))
            item.setToolTip(1, said)
            group.addChild(item)
        group.setExpanded(True)
