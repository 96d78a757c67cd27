"""The digit keys and their menu: a view of the class list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from frcnn_desktop.ui.annotate.outline import CLASS_KEYS, class_action_id
from frcnn_desktop.ui.document.class_list import ClassList
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.shell.action_ids import Category
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.frame import Frame


class ClassKeys(QObject):
    """Names the commands behind the digits after the classes; digits without a class are switched off."""

    def __init__(
        self, actions: Actions, classes: ClassList, use_class: Callable[[str], None], parent: QObject
    ) -> None:
        """`use_class` is called with the class of the digit that was pressed."""
        super().__init__(parent)
        self._actions, self._classes, self._use_class = actions, classes, use_class
        for digit in range(1, CLASS_KEYS + 1):
            actions.bind(class_action_id(digit), partial(self._use, digit))
        classes.names_changed.connect(self._show)
        self._show()

    def add_menu(self, frame: Frame) -> None:
        """Put the menu of the digit keys into Object."""
        menu = QMenu(self.tr("&Class"), frame.window)
        set_icon(menu.menuAction(), "tags")
        menu.addActions([self._actions[class_action_id(digit)] for digit in range(1, CLASS_KEYS + 1)])
        frame.add_submenu(Category.OBJECT, menu)

    def _use(self, digit: int) -> None:
        names = self._classes.names
        if digit <= len(names):
            self._use_class(names[digit - 1])

    @Slot()
    def _show(self) -> None:
        names = self._classes.names
        for digit in range(1, CLASS_KEYS + 1):
            name = class_action_id(digit)
            action, known = self._actions[name], digit <= len(names)
            action.setText(names[digit - 1].replace("&", "&&") if known else self._actions.spec(name).text)
            action.setVisible(known)
            action.setEnabled(known)
