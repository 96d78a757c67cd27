"""Every command with its keys, to look through and to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.keys.editor import KeysEditor
from frcnn_desktop.ui.keys.exchange import KeysRead
from frcnn_desktop.ui.keys.schemes import OWN, SCHEMES
from frcnn_desktop.ui.kit.key_caps import show_keys
from frcnn_desktop.ui.kit.key_list import KeyList
from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.ui.shell.action_ids import ActionSpec
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.key_bindings import KeyMap, Keys, native, portable

_NAME = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIZE = 760, 640
_NAMED = 4


class KeysDialog(QDialog):
    """Works on a copy of the keys: Cancel leaves everything as it was.

    Signals: `import_wanted()`, `export_wanted()`. Setters: `take_file`, `say`. Ask `keys` once accepted.
    """

    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        rows = actions.row_keys
        self.keys = KeyMap.of(rows, {name: actions.keys(name) for name in rows})
        self._names = {row.id: plain_text(row.text) for row in actions.rows}
        self._list, self.scheme = KeyList(self), QComboBox(self)
        self.filter, self.tree = self._list.filter, self._list.tree
        self.editor = KeysEditor(self._names, _menus(actions), self)
        self._said = QLabel(self)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._build()
        self._fill(actions)
        self._show_keys()
        self.scheme.activated.connect(self._on_scheme)
        self.tree.currentItemChanged.connect(self._on_current)
        self.tree.itemActivated.connect(self._on_activated)
        self.editor.changed.connect(self._on_changed)
        self.resize(*_SIZE)

    @property
    def said(self) -> str:
        """What is said about the last thing that was done."""
        return self._said.text()

    def say(self, text: str) -> None:
        """Say how it went."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    @property
    def shown(self) -> list[str]:
        """The commands that the filter leaves."""
        return [name for name, item in self._items.items() if not item.isHidden()]

    def choose(self, name: str) -> None:
        """Go to a command."""
        self.tree.setCurrentItem(self._items[name])

    def take_file(self, read: KeysRead) -> None:
        """Show the keys of a file."""
        self._take(read.keys)
        if read.unknown:
            one = self.tr("{count} command of that file is not known here: {names}.")
            many = self.tr("{count} commands of that file are not known here: {names}.")
            self.say(counted(len(read.unknown), one, many, names=_listed(read.unknown)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In the field Return has found what was looked for; it does not end the dialog.
        if event.key() in _ENTER and self.filter.hasFocus():
            self.tree.setFocus()
        else:
            super().keyPressEvent(event)

    def _take(self, changed: Mapping[str, Keys]) -> None:
        self.keys = KeyMap.of(self.keys.rows, changed)
        lost = [name for name, keys in self.keys.keys.items() if not keys and self.keys.rows[name]]
        shown = _listed([self._names[name] for name in lost])
        self.say(self.tr("Without a key now: {names}").format(names=shown) if lost else "")
        self._show_keys()

    def _build(self) -> None:
        self.scheme.setAccessibleName(self.tr("Keys as in"))
        self.scheme.setToolTip(self.tr("Take the keys of another program, where it has the command too"))
        label = QLabel(self.tr("&Keys as in"), self)
        label.setBuddy(self.scheme)
        for scheme in SCHEMES:
            self.scheme.addItem(scheme.title, scheme.name)
        self.scheme.addItem(self.tr("my own choice"), "")
        self._said.setProperty("role", "muted")
        wrap(self._said)
        self._said.hide()
        self._list.add_beside(label)
        self._list.add_beside(self.scheme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._list, 1)
        layout.addWidget(self.editor)
        layout.addWidget(self._said)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for text, tip, wanted in (
            (self.tr("&Import…"), self.tr("Read the keys from a file"), self.import_wanted),
            (self.tr("&Export…"), self.tr("Write these keys into a file"), self.export_wanted),
        ):
            button = QPushButton(text, self)
            button.setToolTip(tip)
            button.clicked.connect(wanted)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.reset_all = QPushButton(self.tr("Reset &all"), self)
        self.reset_all.setToolTip(self.tr("Give every command the keys that it has without any change"))
        self.reset_all.clicked.connect(self._on_reset_all)
        buttons.addButton(self.reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        return buttons

    def _fill(self, actions: Actions) -> None:
        for title, rows in actions.groups.items():
            self._add_group(title, rows)

    def _add_group(self, title: str, commands: Sequence[ActionSpec]) -> None:
        lines = [(self._names[row.id], row.tip, ()) for row in commands]
        for row, item in zip(commands, self._list.add_group(title, lines), strict=True):
            item.setData(0, _NAME, row.id)
            self._items[row.id] = item

    def _show_keys(self) -> None:
        changed = self.keys.changed
        for name, item in self._items.items():
            show_keys(item, 1, [native(key) for key in self.keys.keys[name]])
            font = item.font(0)
            font.setItalic(name in changed)
            item.setFont(0, font)
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, self._state(name in changed))
        same = (each.name for each in SCHEMES if KeyMap.of(self.keys.rows, each.keys).keys == self.keys.keys)
        name = next(same, "")
        self.scheme.setCurrentIndex(self.scheme.findData(name))
        self.reset_all.setEnabled(bool(changed))
        self.editor.show_keys(self.keys)
        self._list.search()

    def _state(self, changed: bool) -> str:
        return self.tr("changed") if changed else ""

    @Slot(int)
    def _on_scheme(self, _row: int) -> None:
        name = self.scheme.currentData()
        scheme = next((each for each in SCHEMES if each.name == name), None)
        if scheme is None:
            self._show_keys()
        else:
            self._take(scheme.keys)

    @Slot()
    def _on_reset_all(self) -> None:
        self._take(OWN.keys)

    @Slot(object)
    def _on_changed(self, keys: KeyMap) -> None:
        self.keys = keys
        self.say("")
        self._show_keys()

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current(self, item: QTreeWidgetItem | None, _before: object) -> None:
        name = item.data(0, _NAME) if item is not None else None
        self.editor.show_command(name or "")

    @Slot()
    def _on_activated(self) -> None:
        self.editor.capture.setFocus()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def _menus(actions: Actions) -> dict[str, str]:
    """Return what keys open a menu of the menu bar."""
    found = {}
    for menu in actions.menus:
        _, _, rest = menu.title.partition("&")
        if key := portable(f"Alt+{rest[:1].upper()}"):
            found[key] = plain_text(menu.title)
    return found
