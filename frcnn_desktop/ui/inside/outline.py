"""The commands and panels of the inside views."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]
INSPECTOR_DOCK, TIMES_DOCK = "inspector", "timings"


class InsideCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the switches in the View menu, fading and pictures. The stages bring their own."""
        return (
            MenuBlock(Category.VIEW, 30, self._see_inside()),
            MenuBlock(Category.VIEW, 31, self._inspector()),
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

    def _inspector(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.INSPECTOR, "microscope", "Ctrl+Shift+I", tr("RoI insp&ector"),
                tr("See how the detector looks at one box: projection, pooling, scores, NMS"), switch=ALONE,
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


class InsidePanels(QObject):
    """The RoI inspector, and where the time goes."""

    def docks(self, actions: Actions) -> tuple[DockSpec, ...]:
        """Return both, below the photo."""
        below, switch = DockSide.BELOW, actions[ActionId.INSPECTOR]
        inspector, times = DockPlace(below, order=70), DockPlace(below, order=80)
        title = self.tr("RoI inspector")
        return (
            DockSpec(INSPECTOR_DOCK, title, None, inspector, foldable=False, switch=switch),
            DockSpec(TIMES_DOCK, self.tr("Where the time goes"), None, times, foldable=False),
        )


OUTLINE = Outline(
    80,
    feature_beside(__name__, "InsideFeature"),
    (InsideCommands,),
    (InsidePanels,),
    (
        "frcnn_desktop.ui.inside.walk.registry",
        "frcnn_desktop.ui.inside.walk.control",
        "frcnn_desktop.ui.inside.comparison.times",
        "frcnn_desktop.ui.inside.inspector.control",
        "frcnn_desktop.ui.inside.example.control",
        "frcnn_desktop.ui.inside.pictures.export",
    ),
)
