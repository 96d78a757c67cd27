"""Every key and mouse gesture on one page, made from the table of commands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTreeWidget, QVBoxLayout, QWidget

from frcnn_desktop.ui.kit.key_list import KeyList, KeyRow
from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.key_bindings import native


class ShortcutsDialog(QDialog):
    """Lists what every key and gesture does; typing filters."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self.list = KeyList(self)
        self.list.tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
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
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.resize(720, 640)

    def _fill(self, actions: Actions) -> None:
        for title, rows in actions.groups.items():
            self.list.add_group(title, _with_keys(actions, rows))
        gestures = [(text, text, [way]) for text, way in self._gestures()]
        self.list.add_group(self.tr("On the photo"), gestures)

    def _gestures(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Zoom where the cursor is"), self.tr("Ctrl+Wheel")),
            (self.tr("Move the photo"), self.tr("Middle drag")),
            (self.tr("Select an object"), self.tr("Click")),
            (self.tr("Add an object to the selection, or take it out"), self.tr("Ctrl+Click")),
            (self.tr("Move or resize an object"), self.tr("Drag")),
            (self.tr("Accept a detection"), self.tr("Double-click")),
            (self.tr("Change the class of an object"), self.tr("Double-click")),
            (self.tr("Explain what the detector thinks of a place"), self.tr("Alt+Click")),
            (self.tr("While picking: the next proposal under the cursor"), self.tr("Wheel")),
            (self.tr("Move the selected objects by 1 pixel"), self.tr("Arrows")),
            (self.tr("Move the selected objects by 10 pixels"), self.tr("Shift+Arrows")),
        ]


def _with_keys(actions: Actions, rows: Iterable[ActionSpec]) -> list[KeyRow]:
    """Return what the commands do that have a key; their names are the tips."""
    kept = [row for row in rows if actions.keys(row.id)]
    return [(row.tip, plain_text(row.text), [native(key) for key in actions.keys(row.id)]) for row in kept]
