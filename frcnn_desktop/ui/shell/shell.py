"""What a feature may ask of the window it works in, without knowing the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.kit.banner import BannerAction, MessageKind
from frcnn_desktop.ui.kit.theme import Theme
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.frame import Frame
from frcnn_desktop.ui.shell.jobs import Jobs

if TYPE_CHECKING:
    from frcnn_desktop.ui.shell.prompts import Prompts


class Shell(QObject):
    """Five verbs: a short message (`status`), a message that stays (`notify`) until it is taken back
    (`clear`), long work with a stop button (`jobs`), and questions (`prompts`).

    `frame` holds the places that a feature fills when it is installed.
    """

    def __init__(self, frame: Frame, actions: Actions, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frame, self.theme = frame, theme
        self.jobs = Jobs(frame.status_bar, actions, self)
        self._prompts: Prompts | None = None

    @property
    def owner(self) -> QWidget:
        """The window that a feature's dialogs belong to."""
        return self.frame.window

    @property
    def prompts(self) -> Prompts:
        """Questions to a person, see there. What they are asked with is loaded when it is needed."""
        from frcnn_desktop.ui.shell.prompts import Prompts

        if self._prompts is None:
            self._prompts = Prompts(self.frame.window)
        return self._prompts

    @Slot(str)
    def status(self, text: str) -> None:
        """Say in one sentence what happened last; it is gone with the next one."""
        self.frame.status_bar.set_message(text)

    def notify(
        self,
        kind: MessageKind,
        text: str | Message,
        actions: Sequence[BannerAction] = (),
        *,
        key: str = "",
        about: Path | None = None,
    ) -> None:
        """Show a message over the photo, with buttons; one with the same `key` takes its place.

        One `about` an image names it, and goes when another image is opened.
        """
        self.frame.banner.show_message(kind, text, actions, key, about)

    def clear(self, key: str) -> bool:
        """Take the messages with this key away. Returns whether there were any."""
        return self.frame.banner.clear(key)
