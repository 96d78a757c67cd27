"""The menu bar and the toolbar, made from the table of commands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from frcnn_desktop.ui.kit.icons import ICON_SIZE, set_icon
from frcnn_desktop.ui.shell.action_ids import ActionId, Category
from frcnn_desktop.ui.shell.action_table import MenuSpec
from frcnn_desktop.ui.shell.actions import Actions

A = ActionId
_WITH_TEXT = (A.OPEN_FOLDER, A.DRAW, A.DETECT, A.ACCEPT_ALL, A.VERIFY, A.SAVE)
_TOOLBAR: tuple[ActionId | None, ...] = (
    A.OPEN_FOLDER,
    None,
    A.PREVIOUS_IMAGE,
    A.NEXT_IMAGE,
    None,
    A.SELECT,
    A.DRAW,
    A.PICK,
    A.UNDO,
    A.REDO,
    None,
    A.DETECT,
    A.ACCEPT_ALL,
    None,
    A.VERIFY,
    A.SAVE,
    None,
    A.ZOOM_OUT,
    A.ZOOM_FIT,
    A.ZOOM_IN,
    None,
    A.SEE_INSIDE,
)


def fill_menu_bar(window: QMainWindow, actions: Actions) -> dict[Category, QMenu]:
    """Make every menu of the table and return them."""
    menus: dict[Category, QMenu] = {}
    for spec in actions.menus:
        menu = menus[spec.category] = window.menuBar().addMenu(spec.title)
        menu.setToolTipsVisible(True)
        fill_menu(menu, spec, actions)
    return menus


def fill_menu(menu: QMenu, spec: MenuSpec, actions: Actions) -> None:
    """Put the rows of a menu above the submenus in it, in place of those that it has."""
    submenus = [entry for entry in menu.actions() if entry.menu() is not None]
    for entry in menu.actions():
        if entry not in submenus:
            menu.removeAction(entry)
            if entry.isSeparator():
                entry.deleteLater()
    for row in spec.rows:
        entry = _line(menu) if row is None else actions[row.id]
        if submenus:
            menu.insertAction(submenus[0], entry)
        else:
            menu.addAction(entry)


def _line(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line


def fill_toolbar(bar: QToolBar, actions: Actions) -> None:
    """Put the frequent commands into the toolbar; verbs carry their name, the rest is an icon."""
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for name in _TOOLBAR:
        if name is None:
            bar.addSeparator()
            continue
        bar.addAction(actions[name])
        button = bar.widgetForAction(actions[name])
        if isinstance(button, QToolButton):
            _style_button(button, actions[name], name)


def _style_button(button: QToolButton, action: QAction, name: ActionId) -> None:
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.iconText())
    if name is A.DETECT:
        set_icon(action, "scan-search", "accent_text")
    if name in _WITH_TEXT:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
