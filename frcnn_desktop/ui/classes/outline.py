"""The command of changing classes in every file."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuBlock, Need


class ClassesCommands(QObject):
    """Holds the row, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one row, in the Object menu."""
        row = ActionSpec(
            ActionId.DATA_SET_CLASSES, "tags", "", self.tr("Classes of the data &set…"),
            self.tr("Rename, merge, delete, order or colour classes in every file of the open folder"),
            Need.FOLDER,
        )  # fmt: skip
        return (MenuBlock(Category.OBJECT, 50, (row,)),)


OUTLINE = Outline(100, feature_beside(__name__, "ClassesFeature"), (ClassesCommands,))
