"""The commands of the inside view, for the table of commands."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuSpec

A, Row = ActionId, ActionSpec

STAGE_ACTIONS = (
    A.STAGE_INPUT,
    A.STAGE_SEGMENTS,
    A.STAGE_PROPOSALS,
    A.STAGE_FEATURES,
    A.STAGE_PROJECTION,
    A.STAGE_POOLING,
    A.STAGE_SCORES,
    A.STAGE_NMS,
    A.STAGE_DETECTIONS,
)
"""In the order of the stages."""


class InsideRows(QObject):
    """Holds the rows, in menu order and in the user's language."""

    def see_inside(self) -> ActionSpec:
        """Return the switch that stands in the View menu."""
        return Row(
            A.SEE_INSIDE, "scan-eye", "Ctrl+Shift+W", self.tr("See in&side"),
            self.tr("Walk this image through every stage of Fast R-CNN"), checkable=True,
        )  # fmt: skip

    def menu(self) -> MenuSpec:
        """Return the menu of stages and pictures."""
        return MenuSpec(
            Category.INSIDE, self.tr("I&nside"), (*self._first_stages(), *self._last_stages(), *self._rest())
        )

    def _first_stages(self) -> tuple[ActionSpec | None, ...]:
        tr = self.tr
        return (
            Row(A.STAGE_INPUT, "", "F2", tr("&Input"), tr("Show the photo as it goes into the network")),
            Row(A.STAGE_SEGMENTS, "", "F3", tr("&Segments"), tr("Show the regions that search begins with")),
            Row(A.STAGE_PROPOSALS, "", "F4", tr("&Proposals"), tr("Show the proposals by rank")),
            Row(A.STAGE_FEATURES, "", "F5", tr("&Feature map"), tr("Show what the backbone makes of it")),
            Row(
                A.STAGE_PROJECTION, "", "F6", tr("RoI p&rojection"),
                tr("Show one proposal moved onto the feature map"),
            ),
        )  # fmt: skip

    def _last_stages(self) -> tuple[ActionSpec | None, ...]:
        tr = self.tr
        return (
            Row(A.STAGE_POOLING, "", "F7", tr("RoI p&ooling"), tr("Show one RoI pooled to a fixed grid")),
            Row(
                A.STAGE_SCORES, "", "F8", tr("S&cores and boxes"),
                tr("Show the boxes above the score threshold, before and after regression"),
            ),
            Row(
                A.STAGE_NMS, "", "F9", tr("&NMS"),
                tr("Show which boxes remove which; the same key once more shows the detections"),
            ),
            Row(A.STAGE_DETECTIONS, "", "Shift+F9", tr("&Detections"), tr("Show what is left at the end")),
            None,
        )  # fmt: skip

    def _rest(self) -> tuple[ActionSpec | None, ...]:
        tr = self.tr
        return (
            Row(
                A.FADE_STAGES, "", "", tr("F&ade between stages"),
                tr("Let each stage fade into the next, where the system allows motion"), checkable=True,
            ),
            None,
            Row(
                A.EXAMPLE, "grid-2x2", "", tr("&Worked example…"),
                tr("Pool a small map by hand, in the three ways that RoI pooling is read"),
            ),
            Row(
                A.EXPORT_PICTURE, "image-down", "Ctrl+Shift+P", tr("Export pict&ure…"),
                tr("Save or copy a stage, the whole walk or another view as PNG, SVG or GIF"),
            ),
        )  # fmt: skip
