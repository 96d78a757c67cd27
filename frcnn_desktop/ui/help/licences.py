"""The licences of everything the program is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.host.licences import Part, installed_parts

_SIZE = QSize(1120, 640)
_SHARES = (480, 600)
"""Licences are written for 80 columns."""


class LicencesDialog(QDialog):
    """A list of the parts; the text of the chosen one beside it."""

    def __init__(self, parent: QWidget | None = None, parts: Sequence[Part] | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licences"))
        self._parts = tuple(parts) if parts is not None else installed_parts()
        self._list = self._make_list()
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setAccessibleName(self.tr("Text of the licence"))
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for column, (widget, share) in enumerate(zip((self._list, self._text), _SHARES, strict=True)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(column, share)
        splitter.setSizes(_SHARES)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(splitter, 1)
        layout.addWidget(buttons)
        self.resize(_SIZE)
        self._list.currentItemChanged.connect(self._on_chosen)
        if (first := self._list.topLevelItem(0)) is not None:
            self._list.setCurrentItem(first)

    def _make_list(self) -> QTreeWidget:
        parts = QTreeWidget(self)
        parts.setRootIsDecorated(False)
        parts.setUniformRowHeights(True)
        parts.setProperty("role", "facts")
        parts.setHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("Licence")])
        parts.setAccessibleName(self.tr("Parts of the program"))
        for number, part in enumerate(self._parts):
            row = QTreeWidgetItem(parts, [part.name, part.version, part.licence or self.tr("see its text")])
            row.setData(0, Qt.ItemDataRole.UserRole, number)
            row.setToolTip(2, part.licence)
            row.setToolTip(0, part.address)
        parts.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        parts.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        return parts

    @Slot(QTreeWidgetItem)
    def _on_chosen(self, row: QTreeWidgetItem | None) -> None:
        if row is not None:
            part = self._parts[row.data(0, Qt.ItemDataRole.UserRole)]
            self._text.setPlainText("\n\n".join(text for text in (part.address, part.text()) if text))
