"""The command of exporting a data set."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuBlock, Need

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class ExportCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one block, in the File menu."""
        return (MenuBlock(Category.FILE, 40, self._export()),)

    def _export(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.IMPORT, "folder-input", "", tr("&Import data set…"),
                tr("Turn a data set of another format into VOC, and open it"),
            ),
            Row(
                A.EXPORT, "layers", "Ctrl+Shift+E", tr("E&xport data set…"),
                tr("Write images, annotations and splits into a new folder"),
                Need.FOLDER,
            ),
        )  # fmt: skip


OUTLINE = Outline(
    90,
    feature_beside(__name__, "ExportFeature"),
    (ExportCommands,),
    pieces=(
        "frcnn_desktop.workers.tasks.export_service",
        "frcnn_desktop.formats.registry",
        "frcnn_desktop.workers.tasks.conversion_service",
    ),
)
