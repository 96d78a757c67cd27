"""Every command as a QAction, made from the rows that features have brought."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, MenuBlock, Need
from frcnn_desktop.ui.shell.action_table import ActionTable, MenuSpec


class Actions(QObject):
    """The program's commands. `actions[ActionId.SAVE]` is the one QAction behind menu, key and toolbar.

    Setters: `set_available(need, bool)`, `bind(name, command)`, `lend_keys`.
    Signals: those of the actions (`triggered`, `toggled`).
    """

    def __init__(self, blocks: Iterable[MenuBlock], parent: QObject | None = None) -> None:
        super().__init__(parent)
        blocks = tuple(blocks)
        self._menus = ActionTable(self).menus(blocks)
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._available = Need.NOTHING
        for block in sorted(blocks, key=lambda block: block.place):
            for row in block.rows:
                self._add(row)
        self._update_enabled()

    def __getitem__(self, name: ActionId | str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    @property
    def menus(self) -> tuple[MenuSpec, ...]:
        """The menu bar, left to right."""
        return self._menus

    def spec(self, name: str) -> ActionSpec:
        """Return the row of the table behind an action."""
        return self._specs[name]

    def by_key(self, key: int) -> QAction | None:
        """Return the command of a key, given as Qt combines keys and modifiers; None: there is none."""
        wanted = QKeySequence(key)
        return next((each for each in self._actions.values() if wanted in each.shortcuts()), None)

    def key_text(self, name: str) -> str:
        """Return the key of a command as the system writes it, "" when it has none."""
        return _native(self._actions[name].shortcut())

    def bind(self, name: ActionId | str, command: Callable[[], object]) -> None:
        """Let a command do this; what it answers does not matter."""
        # Everything here lives in the GUI thread, so a partial is a safe receiver.
        self._actions[name].triggered.connect(partial(_call, command))

    def set_available(self, need: Need, available: bool) -> None:
        """Say that something commands may need is there, or is gone."""
        self._available = self._available | need if available else self._available & ~need
        self._update_enabled()

    def lend_keys(self, lender: ActionId | str, borrower: ActionId | str, lent: bool) -> None:
        """Let the keys of one command run another as well as its own, until they are given back."""
        keys = self._specs[lender].keys
        own = self._specs[borrower].keys
        self._set_keys(lender, "" if lent else keys)
        self._set_keys(borrower, f"{keys} {own}" if lent else own)

    def _set_keys(self, name: ActionId | str, keys: str) -> None:
        action, tip = self._actions[name], self._specs[name].tip
        wanted = [QKeySequence(text) for text in keys.split()]
        if wanted != action.shortcuts():
            action.setShortcuts(wanted)
            action.setToolTip(f"{tip} ({_native(wanted[0])})" if wanted else tip)

    def _add(self, spec: ActionSpec) -> None:
        if spec.id in self._specs:
            raise ValueError(f"two rows for the command {spec.id}")
        action = QAction(spec.text, self)
        action.setIconText(plain_text(spec.text))
        action.setObjectName(spec.id)
        action.setCheckable(bool(spec.switch))
        action.setAutoRepeat(spec.repeats)
        action.setToolTip(spec.tip)
        action.setStatusTip(spec.tip)
        if spec.icon:
            set_icon(action, spec.icon)
            # In a menu the check mark of a switch takes the place of its icon.
            action.setIconVisibleInMenu(not spec.switch)
        if spec.switch not in ("", ALONE):
            group = self._groups.setdefault(spec.switch, QActionGroup(self))
            group.addAction(action)
        self._specs[spec.id] = spec
        self._actions[spec.id] = action
        self._set_keys(spec.id, spec.keys)

    def _update_enabled(self) -> None:
        for name, spec in self._specs.items():
            if spec.needs:
                self._actions[name].setEnabled(spec.needs in self._available)


def _call(command: Callable[[], object], _checked: bool = False) -> None:
    command()


def _native(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)
