"""The commands of the Help menu."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuBlock

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class HelpCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one block, last in the Help menu."""
        return (MenuBlock(Category.HELP, 10, self._help()),)

    def _help(self) -> Rows:
        tr = self.tr
        return (
            Row(A.SHORTCUTS, "keyboard", "F1", tr("&Keyboard and mouse"), tr("List every key and gesture")),
            Row(
                A.DIAGNOSTICS,
                "gauge",
                "",
                tr("&Diagnostics…"),
                tr("Show versions, device, caches and threads, and copy them for a report"),
            ),
            Row(A.ABOUT, "info", "", tr("&About"), tr("Version and licences")),
        )  # fmt: skip


OUTLINE = Outline(160, feature_beside(__name__, "HelpFeature"), (HelpCommands,))
