"""The command that opens the Training page."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class TrainingCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one block, in the Detect menu."""
        return (MenuBlock(Category.DETECT, 31, self._training()),)

    def _training(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.TRAINING, "trending-up", "Ctrl+T", tr("&Train a model…"),
                tr("Teach the detector your own boxes, in the background"), switch=ALONE,
            ),
        )  # fmt: skip


OUTLINE = Outline(130, feature_beside(__name__, "TrainingFeature"), (TrainingCommands,))
