"""The menu that chooses the language of the interface."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.translation import SYSTEM, language_name, languages
from frcnn_desktop.ui.shell.settings import Settings

Notify = Callable[[MessageKind, str], object]


class LanguageMenu(QMenu):
    """One entry for each language there is, and one for the system's. A change shows at the next start."""

    def __init__(self, settings: Settings, notify: Notify, parent: QWidget) -> None:
        """`notify` shows a message that stays."""
        super().__init__(parent)
        self.setTitle(self.tr("Lang&uage"))
        set_icon(self.menuAction(), "languages")
        self._settings, self._notify = settings, notify
        group = QActionGroup(self)
        for code in (SYSTEM, *languages()):
            action = self.addAction(language_name(code) if code else self.tr("System default"))
            action.setCheckable(True)
            action.setChecked(code == settings.language)
            action.triggered.connect(partial(self._choose, code))
            group.addAction(action)

    def _choose(self, code: str, _checked: bool = True) -> None:
        if code == self._settings.language:
            return
        self._settings.language = code
        self._notify(MessageKind.INFO, self.tr("The language changes when the program is started again."))
