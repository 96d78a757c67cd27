"""The command that tells about the model."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuBlock, Need

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class ModelCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one block, in the Detect menu."""
        return (MenuBlock(Category.DETECT, 32, self._information()),)

    def _information(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.MODEL_INFO, "info", "Ctrl+I", tr("Model &information…"),
                tr("Show the classes, licence and facts of the model"), Need.MODEL,
            ),
        )  # fmt: skip


OUTLINE = Outline(70, feature_beside(__name__, "ModelFeature"), (ModelCommands,), first=True)
