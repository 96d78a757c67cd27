"""The commands of the window itself: panels, full screen, theme, language."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.theme import ThemeChoice
from frcnn_desktop.ui.shell.action_ids import ActionId, Category
from frcnn_desktop.ui.view.language_menu import LanguageMenu

A = ActionId
LANGUAGE_PLACE = 20
_THEMES = {
    A.THEME_SYSTEM: ThemeChoice.SYSTEM,
    A.THEME_LIGHT: ThemeChoice.LIGHT,
    A.THEME_DARK: ThemeChoice.DARK,
}


class WindowControl(QObject):
    """Lets the commands act on the frame, and remembers the theme."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._shell, self._actions, self._settings = context.shell, context.actions, context.settings
        actions, frame = context.actions, context.shell.frame
        frame.add_submenu(
            Category.VIEW, LanguageMenu(context.settings, context.shell.notify, frame.window), LANGUAGE_PLACE
        )
        actions.bind(A.QUIT, frame.close)
        actions.bind(A.RESET_LAYOUT, self._reset_panels)
        actions[A.PHOTO_ONLY].toggled.connect(frame.layout.set_photo_only)
        actions[A.FULL_SCREEN].toggled.connect(self._on_full_screen)
        for name, choice in _THEMES.items():
            action = actions[name]
            action.setChecked(choice is context.settings.theme)
            action.triggered.connect(self._on_theme)

    def _reset_panels(self) -> None:
        self._actions[A.PHOTO_ONLY].setChecked(False)
        self._shell.frame.layout.reset()

    @Slot(bool)
    def _on_full_screen(self, on: bool) -> None:
        window, full = self._shell.owner, Qt.WindowState.WindowFullScreen
        window.setWindowState(window.windowState() | full if on else window.windowState() & ~full)

    @Slot()
    def _on_theme(self) -> None:
        choice = next(choice for name, choice in _THEMES.items() if self._actions[name].isChecked())
        self._settings.theme = choice
        self._shell.theme.set_choice(choice)
