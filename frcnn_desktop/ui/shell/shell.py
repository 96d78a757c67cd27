"""What a feature may ask of the window it works in, without knowing the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.kit.banner import BannerAction, MessageKind
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.jobs import Jobs
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.prompts import Prompts


class Shell(QObject):
    """Five verbs: a short message (`status`), a message that stays (`notify`) until it is taken back
    (`clear`), long work with a stop button (`jobs`), and questions (`prompts`)."""

    def __init__(self, window: MainWindow, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self.jobs = Jobs(window.status, actions, self)
        self.prompts = Prompts(window)

    @property
    def owner(self) -> QWidget:
        """The window that a feature's dialogs belong to."""
        return self._window

    @Slot(str)
    def status(self, text: str) -> None:
        """Say in one sentence what happened last; it is gone with the next one."""
        self._window.status.set_message(text)

    def notify(
        self, kind: MessageKind, text: str | Message, actions: Sequence[BannerAction] = (), *, key: str = ""
    ) -> None:
        """Show a message over the photo, with buttons; one with the same `key` takes its place."""
        self._window.banner.show_message(kind, text, actions, key=key)

    def clear(self, key: str) -> None:
        """Take the messages with this key away."""
        self._window.banner.clear(key)
