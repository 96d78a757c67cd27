"""Every command as a QAction, made from the one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack

from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, MenuSpec, Need, class_action_id
from frcnn_desktop.ui.shell.action_table import ActionTable


class Actions(QObject):
    """The program's commands. `actions[ActionId.SAVE]` is the one QAction behind menu, key and toolbar.

    Setters: `set_available(need, bool)`, `set_class_names(names)`, `bind_undo_stack(stack)`.
    Signals: those of the actions (`triggered`, `toggled`).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = ActionTable(self)
        self._menus = self._table.menus()
        self._class_rows = self._table.class_rows()
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._available = Need.NOTHING
        for menu in self._menus:
            for row in menu.rows:
                if row is not None:
                    self._add(row)
        for row in self._class_rows:
            self._add(row)
        self._update_enabled()
        for name in (ActionId.UNDO, ActionId.REDO):
            self._actions[name].setEnabled(False)

    def __getitem__(self, name: ActionId | str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def class_action(self, digit: int) -> QAction:
        """Return the command behind a digit key, 1..9."""
        return self._actions[class_action_id(digit)]

    @property
    def menus(self) -> tuple[MenuSpec, ...]:
        """The menu bar, left to right."""
        return self._menus

    @property
    def class_rows(self) -> tuple[ActionSpec, ...]:
        return self._class_rows

    def spec(self, name: str) -> ActionSpec:
        """Return the row of the table behind an action."""
        return self._specs[name]

    def key_text(self, name: str) -> str:
        """Return the key of a command as the system writes it, "" when it has none."""
        return _native(self._actions[name].shortcut())

    def set_available(self, need: Need, available: bool) -> None:
        """Say that something commands may need is there, or is gone."""
        self._available = self._available | need if available else self._available & ~need
        self._update_enabled()

    def set_class_names(self, names: Sequence[str]) -> None:
        """Name the classes behind the digit keys; digits without a class are switched off."""
        for digit, row in enumerate(self._class_rows, start=1):
            action = self._actions[row.id]
            known = digit <= len(names)
            action.setText(names[digit - 1].replace("&", "&&") if known else row.text)
            action.setVisible(known)
            action.setEnabled(known)

    def bind_undo_stack(self, stack: QUndoStack) -> None:
        """Let the undo and redo commands follow a stack. Call it once for each stack."""
        undo, redo = self[ActionId.UNDO], self[ActionId.REDO]
        stack.canUndoChanged.connect(undo.setEnabled)
        stack.canRedoChanged.connect(redo.setEnabled)
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)
        undo.triggered.connect(stack.undo)
        redo.triggered.connect(stack.redo)
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())

    @Slot(str)
    def _name_undo(self, what: str) -> None:
        self[ActionId.UNDO].setText(self.tr("&Undo {what}").format(what=what).rstrip())

    @Slot(str)
    def _name_redo(self, what: str) -> None:
        self[ActionId.REDO].setText(self.tr("&Redo {what}").format(what=what).rstrip())

    def _add(self, spec: ActionSpec) -> None:
        action = QAction(spec.text, self)
        action.setIconText(plain_text(spec.text))
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        keys = [QKeySequence(text) for text in spec.keys.split()]
        action.setShortcuts(keys)
        action.setToolTip(f"{spec.tip} ({_native(keys[0])})" if keys else spec.tip)
        action.setStatusTip(spec.tip)
        if spec.icon:
            set_icon(action, spec.icon)
            # In a menu the check mark of a switch takes the place of its icon.
            action.setIconVisibleInMenu(not spec.checkable)
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(self))
            group.addAction(action)
        self._specs[spec.id] = spec
        self._actions[spec.id] = action

    def _update_enabled(self) -> None:
        for name, spec in self._specs.items():
            if spec.needs:
                self._actions[name].setEnabled(spec.needs in self._available)


def _native(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)
