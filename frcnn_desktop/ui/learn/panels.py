"""The panel of learning, before it is loaded."""

from __future__ import annotations

from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec, Panels

REVIEW_DOCK = "review"


class LearnPanels(Panels):
    """The review of labels."""

    def docks(self, actions: Actions) -> tuple[DockSpec, ...]:
        """Return it, below the photo."""
        place, switch = DockPlace(DockSide.BELOW, order=75), actions[ActionId.REVIEW]
        return (DockSpec(REVIEW_DOCK, self.tr("Review"), None, place, foldable=False, switch=switch),)
