"""The commands of the inside view."""

from __future__ import annotations

from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, Commands, MenuBlock

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class InsideCommands(Commands):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the switch in the View menu, fading and pictures. The stages bring their own."""
        return (
            MenuBlock(Category.VIEW, 30, self._see_inside()),
            MenuBlock(Category.INSIDE, 20, self._fade()),
            MenuBlock(Category.INSIDE, 30, self._pictures()),
        )

    def _see_inside(self) -> Rows:
        return (
            Row(
                A.SEE_INSIDE, "scan-eye", "Ctrl+Shift+W", self.tr("See in&side"),
                self.tr("Walk this image through every stage of Fast R-CNN"), switch=ALONE,
            ),
        )  # fmt: skip

    def _fade(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.FADE_STAGES, "", "", tr("F&ade between stages"),
                tr("Let each stage fade into the next, where the system allows motion"), switch=ALONE,
            ),
        )  # fmt: skip

    def _pictures(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.EXAMPLE, "grid-2x2", "", tr("&Worked example…"),
                tr("Pool a small map by hand, in the three ways that RoI pooling is read"),
            ),
            Row(
                A.EXPORT_PICTURE, "image-down", "Ctrl+Shift+X", tr("Export pict&ure…"),
                tr("Save or copy a stage, the whole walk or another view as PNG, SVG or GIF"),
            ),
        )  # fmt: skip
