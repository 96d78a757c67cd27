"""The command that opens the palette."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuBlock


class PaletteCommands(QObject):
    """Holds the row, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one row, in the Help menu."""
        tr = self.tr
        row = ActionSpec(
            ActionId.COMMAND_PALETTE, "search", "Ctrl+Shift+P", tr("&Command palette…"),
            tr("Find any command, class or image by typing"),
        )  # fmt: skip
        return (MenuBlock(Category.HELP, 9, (row,)),)


OUTLINE = Outline(140, feature_beside(__name__, "PaletteFeature"), (PaletteCommands,))
