"""The command of comparing annotators."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuBlock


class CompareCommands(QObject):
    """Holds the row, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one row, in the File menu."""
        row = ActionSpec(
            ActionId.COMPARE, "copy", "", self.tr("Compare &annotators…"),
            self.tr("Compare the annotations of two people, decide where they differ, and merge them"),
        )  # fmt: skip
        return (MenuBlock(Category.FILE, 41, (row,)),)


OUTLINE = Outline(120, feature_beside(__name__, "CompareFeature"), (CompareCommands,))
