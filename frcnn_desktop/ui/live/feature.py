"""The live detector: the box under the hand is scored, tightened and explained, proposals are picked."""

from __future__ import annotations

from functools import partial

from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.canvas.query_events import QueryEvents
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.live.explaining import ExplainControl
from frcnn_desktop.ui.live.live_control import LiveControl
from frcnn_desktop.ui.live.meter_bars import MeterBars
from frcnn_desktop.ui.live.outline import METER_DOCK
from frcnn_desktop.ui.live.picking import PickingControl
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import Settings


class LiveFeature(Feature):
    """Brings the box meter. Whether a drawn box snaps by itself is remembered."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.meter = MeterBars()
        context.shell.frame.fill_dock(METER_DOCK, self.meter)
        editing, detection = EditingControl.of(context), DetectionControl.of(context)
        live = LiveControl(context, self.meter)
        editing.box_added.connect(live.on_box_added)
        events = QueryEvents(context.canvas, self)
        explaining = ExplainControl(context, events, detection, editing)
        picking = PickingControl(context, events, detection, editing, explaining)
        self._controls = (live, explaining, picking)
        for control in self._controls:
            control.status_message.connect(context.shell.status)
        self._bind_commands(context, live)

    def _bind_commands(self, context: Context, live: LiveControl) -> None:
        actions, settings = context.actions, context.settings
        actions.bind(ActionId.SNAP, live.snap_selected)
        actions.bind(ActionId.SNAP_ALL, live.snap_all)
        actions[ActionId.AUTO_SNAP].setChecked(settings.auto_snap)
        actions[ActionId.AUTO_SNAP].toggled.connect(partial(Settings.auto_snap.set, settings))
