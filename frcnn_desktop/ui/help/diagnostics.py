"""What a person is asked for when something is slow or wrong: versions, device, caches, threads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

Section = tuple[str, Sequence[tuple[str, str]]]
"""A heading and its rows: name, value."""

_SIZE = 720, 560


class DiagnosticsDialog(QDialog):
    """Shows sections of facts. Setter: `set_sections`; rows keep their place when values change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Diagnostics"))
        self._sections: Sequence[Section] = ()
        self._tree = QTreeWidget(self)
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setItemsExpandable(False)
        self._tree.setIndentation(12)
        self._tree.setProperty("role", "facts")
        self._tree.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tree.setAccessibleName(self.tr("Diagnostics"))
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        copy = QPushButton(self.tr("&Copy"), self)
        copy.setToolTip(self.tr("Copy everything as text, for a report"))
        copy.clicked.connect(self._on_copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self._tree)
        layout.addWidget(buttons)
        self.resize(*_SIZE)

    @property
    def text(self) -> str:
        """Everything shown, as plain text."""
        parts = [[title, *(f"  {name}: {value}" for name, value in rows)] for title, rows in self._sections]
        return "\n\n".join("\n".join(lines) for lines in parts) + "\n"

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these facts in the place of the former ones."""
        names = [(title, [name for name, _ in rows]) for title, rows in sections]
        if names != [(title, [name for name, _ in rows]) for title, rows in self._sections]:
            self._rebuild(sections)
        self._sections = sections
        for row, (_, values) in enumerate(sections):
            heading = self._tree.topLevelItem(row)
            for index, (_, value) in enumerate(values):
                item = heading.child(index) if heading is not None else None
                if item is not None and item.text(1) != value:
                    item.setText(1, value)
                    item.setToolTip(1, value)

    def _rebuild(self, sections: Sequence[Section]) -> None:
        self._tree.clear()
        for title, rows in sections:
            heading = QTreeWidgetItem(self._tree, [title])
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            heading.setFirstColumnSpanned(True)
            for name, _ in rows:
                QTreeWidgetItem(heading, [name, ""])
            heading.setExpanded(True)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
