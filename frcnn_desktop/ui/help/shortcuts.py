"""Every key and mouse gesture on one page, made from the table of commands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.kit.icons import line_edit_icon
from frcnn_desktop.ui.kit.key_caps import KEYS, KeysDelegate, show_keys
from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.key_bindings import native


class ShortcutsDialog(QDialog):
    """Lists what every key and gesture does; typing filters."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText(self.tr("Find a command or a key"))
        self._filter.setAccessibleName(self.tr("Find a command or a key"))
        self._filter.setClearButtonEnabled(True)
        line_edit_icon(self._filter, "search")
        self._nothing = QLabel(self.tr("No command or key contains these words."), self)
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._nothing.hide()
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._tree = QTreeWidget(self)
        self._tree.setHeaderHidden(True)
        self._tree.setColumnCount(2)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(8)
        self._tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self._tree.setAccessibleName(self.tr("Commands and their keys"))
        self._tree.setItemDelegateForColumn(1, KeysDelegate(self._tree))
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.header().setStretchLastSection(False)
        self._fill(actions)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        change = QPushButton(self.tr("&Change…"), self)
        change.setToolTip(actions[ActionId.KEYS].toolTip())
        change.clicked.connect(self.accept)
        change.clicked.connect(actions[ActionId.KEYS].trigger)
        buttons.addButton(change, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._filter)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(buttons)
        self._filter.textChanged.connect(self._on_text)
        self.resize(720, 640)

    @property
    def items(self) -> list[QTreeWidgetItem]:
        """The rows, without those that name their group."""
        return [item for _, items in self._groups for item in items]

    def _fill(self, actions: Actions) -> None:
        for menu in actions.menus:
            rows = [row for row in menu.rows if row is not None and actions.keys(row.id)]
            lines = [(row.tip, [native(key) for key in actions.keys(row.id)]) for row in rows]
            self._add_group(plain_text(menu.title), lines)
        rows = [row for row in actions.rows if actions.category(row.id) is None and actions.keys(row.id)]
        lines = [(row.tip, [native(key) for key in actions.keys(row.id)]) for row in rows]
        self._add_group(self.tr("Classes"), lines)
        self._add_group(self.tr("On the photo"), self._gestures())

    def _gestures(self) -> list[tuple[str, list[str]]]:
        return [
            (self.tr("Zoom where the cursor is"), [self.tr("Ctrl+Wheel")]),
            (self.tr("Move the photo"), [self.tr("Middle drag")]),
            (self.tr("Select an object"), [self.tr("Click")]),
            (self.tr("Add an object to the selection, or take it out"), [self.tr("Ctrl+Click")]),
            (self.tr("Move or resize an object"), [self.tr("Drag")]),
            (self.tr("Accept a detection"), [self.tr("Double-click")]),
            (self.tr("Change the class of an object"), [self.tr("Double-click")]),
            (self.tr("Explain what the detector thinks of a place"), [self.tr("Alt+Click")]),
            (self.tr("While picking: the next proposal under the cursor"), [self.tr("Wheel")]),
            (self.tr("Move the selected objects by 1 pixel"), [self.tr("Arrows")]),
            (self.tr("Move the selected objects by 10 pixels"), [self.tr("Shift+Arrows")]),
        ]

    def _add_group(self, title: str, lines: Iterable[tuple[str, list[str]]]) -> None:
        group = QTreeWidgetItem([title])
        font = self._tree.font()
        font.setBold(True)
        group.setFont(0, font)
        self._tree.addTopLevelItem(group)
        items: list[QTreeWidgetItem] = []
        for text, keys in lines:
            item = QTreeWidgetItem([text])
            show_keys(item, 1, keys)
            item.setToolTip(0, text)
            group.addChild(item)
            items.append(item)
        group.setExpanded(True)
        self._groups.append((group, items))

    @Slot(str)
    def _on_text(self, text: str) -> None:
        wanted = text.casefold()
        for group, items in self._groups:
            for item in items:
                held = " ".join((item.text(0), *item.data(1, KEYS))).casefold()
                item.setHidden(wanted not in held)
            group.setHidden(all(item.isHidden() for item in items))
        found = any(not group.isHidden() for group, _ in self._groups)
        self._tree.setVisible(found)
        self._nothing.setVisible(not found)
