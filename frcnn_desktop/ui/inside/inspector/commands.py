"""The command that opens the RoI inspector."""

from __future__ import annotations

from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, Commands, MenuBlock

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class InspectorCommands(Commands):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one block, in the View menu."""
        return (MenuBlock(Category.VIEW, 31, self._inspector()),)

    def _inspector(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.INSPECTOR, "microscope", "Ctrl+Shift+I", tr("RoI insp&ector"),
                tr("See how the detector looks at one box: projection, pooling, scores, NMS"), switch=ALONE,
            ),
        )  # fmt: skip
