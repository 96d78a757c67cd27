"""The command that opens the statistics."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuBlock, Need


class StatisticsCommands(QObject):
    """Holds the row, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one row, in the Image menu."""
        tr = self.tr
        row = ActionSpec(
            ActionId.STATISTICS, "gauge", "", tr("S&tatistics…"),
            tr("Count classes, boxes and images of the list, as figures"), Need.FOLDER,
        )  # fmt: skip
        return (MenuBlock(Category.IMAGE, 27, (row,)),)


OUTLINE = Outline(110, feature_beside(__name__, "StatisticsFeature"), (StatisticsCommands,))
