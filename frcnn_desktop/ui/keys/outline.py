"""The command that opens the dialog."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuBlock


class KeysCommands(QObject):
    """Holds the row, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one row, in the Help menu."""
        tr = self.tr
        row = ActionSpec(
            ActionId.KEYS, "keyboard", "", tr("Keyboard &shortcuts…"),
            tr("Choose the keys of every command, or take those of another program"),
        )  # fmt: skip
        return (MenuBlock(Category.HELP, 8, (row,)),)


OUTLINE = Outline(150, feature_beside(__name__, "KeysFeature"), (KeysCommands,), first=True)
