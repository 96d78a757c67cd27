"""The commands of the inside view."""

from __future__ import annotations

from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, Commands, MenuBlock

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class InsideCommands(Commands):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the switch in the View menu; stages, fading and pictures have the Inside menu."""
        return (
            MenuBlock(Category.VIEW, 30, self._see_inside()),
            MenuBlock(Category.INSIDE, 10, self._stages()),
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

    def _stages(self) -> Rows:
        tr = self.tr
        # Not made from the stages: those are loaded later.
        return (
            Row("stage_input", "", "F2", tr("&Input"), tr("Show the photo as it goes into the network")),
            Row("stage_segments", "", "F3", tr("&Segments"), tr("Show the regions that search begins with")),
            Row("stage_proposals", "", "F4", tr("&Proposals"), tr("Show the proposals by rank")),
            Row("stage_features", "", "F5", tr("&Feature map"), tr("Show what the backbone makes of it")),
            Row(
                "stage_projection", "", "F6", tr("RoI p&rojection"),
                tr("Show one proposal moved onto the feature map"),
            ),
            Row("stage_pooling", "", "F7", tr("RoI p&ooling"), tr("Show one RoI pooled to a fixed grid")),
            Row(
                "stage_scores", "", "F8", tr("S&cores and boxes"),
                tr("Show the boxes above the score threshold, before and after regression"),
            ),
            Row(
                "stage_nms", "", "F9", tr("&NMS"),
                tr("Show which boxes remove which; the same key once more shows the detections"),
            ),
            Row("stage_detections", "", "Shift+F9", tr("&Detections"), tr("Show what is left at the end")),
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
