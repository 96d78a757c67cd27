"""Commands with their keys in groups, which typing searches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.kit.icons import line_edit_icon
from frcnn_desktop.ui.kit.key_caps import KEYS, KeysDelegate, show_keys

KeyRow = tuple[str, str, Sequence[str]]
"""What a row says, its tip, and the keys as they are shown."""


class KeyList(QWidget):
    """Rows that do not contain every word of `filter`, in text, tip or keys, are hidden, and so are groups
    that are left without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter, self.tree, self._nothing = QLineEdit(self), QTreeWidget(self), QLabel(self)
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._last: QWidget = self.filter
        self._build_tree()
        self.filter.setPlaceholderText(self.tr("Find a command or a key"))
        self.filter.setAccessibleName(self.tr("Find a command or a key"))
        self.filter.setClearButtonEnabled(True)
        line_edit_icon(self.filter, "search")
        self._nothing.setText(self.tr("No command or key contains these words."))
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._nothing.hide()
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.filter, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._top)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._nothing, 1)
        self.filter.textChanged.connect(self.search)

    def add_beside(self, widget: QWidget) -> None:
        """Put something at the right of the field, and behind it in the order of Tab."""
        self._top.addWidget(widget)
        self.setTabOrder(self._last, widget)
        self.setTabOrder(widget, self.tree)
        self._last = widget

    def add_group(self, title: str, rows: Iterable[KeyRow]) -> list[QTreeWidgetItem]:
        """Add rows under a title, and return them."""
        group = QTreeWidgetItem(self.tree, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.tree.font()
        font.setBold(True)
        group.setFont(0, font)
        items = []
        for text, tip, keys in rows:
            item = QTreeWidgetItem(group, [text])
            item.setToolTip(0, tip)
            show_keys(item, 1, keys)
            items.append(item)
        group.setExpanded(True)
        self._groups.append((group, items))
        return items

    @Slot()
    def search(self, *_text: str) -> None:
        """Show the rows that contain what is in the field; needed again when keys have changed."""
        words = self.filter.text().casefold().split()
        for group, items in self._groups:
            for item in items:
                held = " ".join((item.text(0), item.toolTip(0), *item.data(1, KEYS))).casefold()
                item.setHidden(not all(word in held for word in words))
            group.setHidden(all(item.isHidden() for item in items))
        found = any(not group.isHidden() for group, _ in self._groups)
        self.tree.setVisible(found)
        self._nothing.setVisible(not found)

    def _build_tree(self) -> None:
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(8)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setAccessibleName(self.tr("Commands and their keys"))
        self.tree.setItemDelegateForColumn(1, KeysDelegate(self.tree))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
