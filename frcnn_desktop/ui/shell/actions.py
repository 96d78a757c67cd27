"""Every command as a QAction, made from the rows that features have brought."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QToolBar, QToolButton

from frcnn_desktop.ui.kit.icons import name_icon, show_icon
from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock, Need
from frcnn_desktop.ui.shell.action_table import ActionTable, MenuSpec
from frcnn_desktop.ui.shell.key_bindings import Keys, effective, native

_ICONS_IN_A_TURN = 30
"""So many are painted in about 10 ms."""


class Actions(QObject):
    """The program's commands. `actions[ActionId.SAVE]` is the one QAction behind menu, key and toolbar.

    Setters: `add(blocks)`, `set_tip(name, tip)`, `set_available(need, bool)`, `bind(name, command)`,
    `lend_keys`, `rebind`. Icons are painted by `show_seen_icons` and `show_icons`.
    Signals: those of the actions (`triggered`, `toggled`); `keys_changed()` commands have other keys;
    `added()` there are more of them.
    """

    keys_changed = Signal()
    added = Signal()

    def __init__(self, blocks: Iterable[MenuBlock], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[MenuBlock, ...] = ()
        self._menus: tuple[MenuSpec, ...] = ()
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._keys: dict[str, Keys] = {}
        self._changed: Mapping[str, Keys] = {}
        self._lent: dict[str, str] = {}
        self._available = Need.NOTHING
        self._take(blocks)

    def __getitem__(self, name: ActionId | str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    @property
    def menus(self) -> tuple[MenuSpec, ...]:
        """The menu bar, left to right."""
        return self._menus

    @property
    def groups(self) -> dict[str, tuple[ActionSpec, ...]]:
        """Every command under the title of its menu, those last whose menu is not in the menu bar."""
        found = {
            plain_text(menu.title): tuple(row for row in menu.rows if row is not None) for menu in self._menus
        }
        for block in self._blocks:
            if block.category is None:
                found[block.title] = (*found.get(block.title, ()), *block.rows)
        return found

    def spec(self, name: str) -> ActionSpec:
        """Return the row of the table behind an action."""
        return self._specs[name]

    @property
    def rows(self) -> tuple[ActionSpec, ...]:
        """Every command, also those that no menu of the menu bar holds."""
        return tuple(self._specs.values())

    @property
    def row_keys(self) -> dict[str, Keys]:
        """The keys of every command as they are without any change."""
        return {name: tuple(spec.keys.split()) for name, spec in self._specs.items()}

    def category(self, name: str) -> Category | None:
        """Return the menu that holds a command; None for one that has a menu of its own."""
        return next((menu.category for menu in self._menus if self._specs[name] in menu.rows), None)

    def keys(self, name: str) -> Keys:
        """Return a command's own keys, whether they are lent or not."""
        return self._keys[name]

    def by_key(self, key: int) -> QAction | None:
        """Return the command of a key, given as Qt combines keys and modifiers; None: there is none."""
        wanted = QKeySequence(key)
        return next((each for each in self._actions.values() if wanted in each.shortcuts()), None)

    def key_text(self, name: str) -> str:
        """Return the key of a command as the system writes it, "" when it has none."""
        return self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def way_to(self, name: str) -> str:
        """Return what to press for a command, for sentences: its key, else what it is called."""
        keys = self._keys[name]
        return native(keys[0]) if keys else f"“{plain_text(self._specs[name].text)}”"

    def add(self, blocks: Iterable[MenuBlock]) -> None:
        """Take rows that are not known before what brings them is loaded. Their keys are those that a person
        gave them. ValueError as for any others: a command with two rows, a place that is taken.
        """
        self._take(blocks)
        self.rebind(self._changed)
        self.added.emit()

    def set_tip(self, name: ActionId | str, tip: str) -> None:
        """Say of a command what was not known when its row was written."""
        self._specs[name] = replace(self._specs[name], tip=tip)
        self._blocks = tuple(
            replace(block, rows=tuple(self._specs[row.id] for row in block.rows)) for block in self._blocks
        )
        self._menus = ActionTable(self).menus(self._blocks)
        self._show_tip(name)

    def show_seen_icons(self) -> None:
        """Give their icons to the commands that stand on buttons."""
        for action in self:
            if any(isinstance(each, QToolButton | QToolBar) for each in action.associatedObjects()):
                show_icon(action)

    def show_icons(self) -> Iterator[None]:
        """Give theirs to all others, a few between two yields."""
        unseen = [action for action in self if action.icon().isNull()]
        for number, action in enumerate(unseen, 1):
            show_icon(action)
            if number % _ICONS_IN_A_TURN == 0:
                yield

    def bind(self, name: ActionId | str, command: Callable[[], object]) -> None:
        """Let a command do this; what it answers does not matter."""
        # Everything here lives in the GUI thread, so a partial is a safe receiver.
        self._actions[name].triggered.connect(partial(_call, command))

    def set_available(self, need: Need, available: bool) -> None:
        """Say that something commands may need is there, or is gone."""
        now = self._available | need if available else self._available & ~need
        if now != self._available:
            self._available = now
            self._update_enabled()

    def rebind(self, changed: Mapping[str, Keys]) -> None:
        """Give these commands other keys, and every other command those of its row that are left."""
        self._changed = changed
        before, self._keys = self._keys, effective(self.row_keys, changed)
        if self._keys != before:
            # What was lent hangs on other commands than those whose keys differ.
            for name in self._actions:
                self._show_keys(name)
            self.keys_changed.emit()

    def lend_keys(self, lender: ActionId | str, borrower: ActionId | str, lent: bool) -> None:
        """Let the keys of one command run another as well as its own, until they are given back."""
        if self._lent.get(lender) == (borrower if lent else None):
            return
        if lent:
            self._lent[lender] = borrower
        else:
            del self._lent[lender]
        self._show_keys(lender)
        self._show_keys(borrower)

    def _show_keys(self, name: str) -> None:
        action = self._actions[name]
        lenders = [lender for lender, borrower in self._lent.items() if borrower == name]
        keys = [key for lender in lenders for key in self._keys[lender]]
        keys += () if name in self._lent else self._keys[name]
        wanted = [QKeySequence(key) for key in keys]
        if wanted != action.shortcuts():
            action.setShortcuts(wanted)
            self._show_tip(name)

    def _show_tip(self, name: str) -> None:
        action, tip = self._actions[name], self._specs[name].tip
        shown = action.shortcuts()
        key = shown[0].toString(QKeySequence.SequenceFormat.NativeText) if shown else ""
        action.setToolTip(f"{tip} ({key})" if key else tip)
        action.setStatusTip(tip)

    def _take(self, blocks: Iterable[MenuBlock]) -> None:
        new = sorted(blocks, key=lambda block: block.place)
        every = (*self._blocks, *new)
        self._menus, self._blocks = ActionTable(self).menus(every), every
        for block in new:
            for row in block.rows:
                self._add(row)
        self._update_enabled()

    def _add(self, spec: ActionSpec) -> None:
        if spec.id in self._specs:
            raise ValueError(f"two rows for the command {spec.id}")
        action = QAction(spec.text, self)
        action.setIconText(plain_text(spec.text))
        action.setObjectName(spec.id)
        action.setCheckable(bool(spec.switch))
        action.setAutoRepeat(spec.repeats)
        if spec.icon:
            name_icon(action, spec.icon)
            # In a menu the check mark of a switch takes the place of its icon.
            action.setIconVisibleInMenu(not spec.switch)
        if spec.switch not in ("", ALONE):
            group = self._groups.setdefault(spec.switch, QActionGroup(self))
            group.addAction(action)
        self._specs[spec.id] = spec
        self._actions[spec.id] = action
        self._keys[spec.id] = tuple(spec.keys.split())
        self._show_tip(spec.id)
        self._show_keys(spec.id)

    def _update_enabled(self) -> None:
        for name, spec in self._specs.items():
            if spec.needs:
                self._actions[name].setEnabled(spec.needs in self._available)


def _call(command: Callable[[], object], _checked: bool = False) -> None:
    command()
