"""The panels of the inside views, before these are loaded."""

from __future__ import annotations

from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec, Panels

INSPECTOR_DOCK, TIMES_DOCK = "inspector", "timings"


class InsidePanels(Panels):
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
