"""Seeing inside: the walk through the stages, the RoI inspector, and where the time goes."""

from __future__ import annotations

from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.inside.comparison.times import Times
from frcnn_desktop.ui.inside.inspector.control import InspectorControl
from frcnn_desktop.ui.inside.inspector.panel import InspectorPanel
from frcnn_desktop.ui.inside.inspector.picture import InspectorPicture
from frcnn_desktop.ui.inside.outline import INSPECTOR_DOCK
from frcnn_desktop.ui.inside.see_inside import SeeInside
from frcnn_desktop.workers.inside.inspect import InspectorService


class InsideFeature(Feature):
    """Its threads start when something is asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.seeing, self.times = SeeInside(context), Times(context)
        self.inspector, self.inspecting = (
            InspectorPanel(),
            InspectorService(context.services.inference.holder, self),
        )
        self.inspector.set_class_colours(class_colour)
        self._add_inspector(context)
        self.seeing.pictures.add(InspectorPicture(self.tr("RoI inspector"), self.inspector))
        self.seeing.pictures.add(self.times.picture())

    def stop(self) -> None:
        """End the threads of walk, comparison and inspector, those that were ever started."""
        self.seeing.shutdown()
        self.times.service.shutdown()
        self.inspecting.shutdown()

    def _add_inspector(self, context: Context) -> None:
        control = InspectorControl(context, self.inspector, DetectionControl.of(context), self.inspecting)
        control.status_message.connect(context.shell.status)
        context.shell.frame.fill_dock(INSPECTOR_DOCK, self.inspector)
