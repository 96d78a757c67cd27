"""The commands that ask the detector about single boxes, and the panel of the live detector."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec

METER_DOCK = "meter"
A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class LiveCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return picking, snapping and explaining."""
        return (
            MenuBlock(Category.OBJECT, 11, self._pick()),
            MenuBlock(Category.OBJECT, 30, self._snap()),
            MenuBlock(Category.DETECT, 11, self._explain()),
        )

    def _pick(self) -> Rows:
        tr, image = self.tr, Need.IMAGE
        return (
            Row(
                A.PICK, "square-dashed-mouse-pointer", "P", tr("&Pick a proposal"),
                tr("Point at a proposal, turn the wheel for the next one, and click to make it an object"),
                image | Need.MODEL, switch="mode",
            ),
        )  # fmt: skip

    def _snap(self) -> Rows:
        tr, one, image = self.tr, Need.SELECTION, Need.IMAGE
        return (
            Row(
                A.SNAP, "magnet", "S", tr("S&nap to object"),
                tr("Tighten the selected boxes with the detector's box regression"), one | Need.MODEL,
            ),
            Row(
                A.SNAP_ALL, "", "Shift+S", tr("Snap a&ll"),
                tr("Tighten every box of the image"), image | Need.MODEL,
            ),
            Row(
                A.AUTO_SNAP, "", "", tr("Snap &new boxes"),
                tr("Tighten every box as soon as it is drawn and has a class"), switch=ALONE,
            ),
        )  # fmt: skip

    def _explain(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.EXPLAIN, "circle-help", "E", tr("&Explain this place"),
                tr("Tell what the detector thinks of the place under the cursor, and why"),
                Need.IMAGE | Need.MODEL,
            ),
        )  # fmt: skip


class LivePanels(QObject):
    """The box meter."""

    def docks(self, actions: Actions) -> tuple[DockSpec, ...]:  # noqa: ARG002 - no command opens it
        """Return it, behind the classes."""
        place = DockPlace(DockSide.RIGHT, order=60, tab_of="classes")
        return (DockSpec(METER_DOCK, self.tr("Box meter"), None, place),)


OUTLINE = Outline(
    50,
    feature_beside(__name__, "LiveFeature"),
    (LiveCommands,),
    (LivePanels,),
    ("frcnn_desktop.ui.live.explaining",),
)
