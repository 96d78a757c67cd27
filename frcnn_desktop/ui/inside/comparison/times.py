"""The panel "Where the time goes": the stages of each detection, and R-CNN's way beside them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.detect.stage_names import StageNames
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.inside.comparison.control import WaysControl
from frcnn_desktop.ui.inside.comparison.panel import WaysPanel
from frcnn_desktop.ui.inside.comparison.time_page import TimePage
from frcnn_desktop.ui.inside.comparison.timings_panel import TimingsPanel
from frcnn_desktop.ui.inside.outline import TIMES_DOCK
from frcnn_desktop.ui.inside.pictures.widget_picture import WidgetPicture
from frcnn_desktop.workers.inside.compare import CompareService


class Times(QObject):
    """`timings` shows the runs of the open image, `ways` what is measured on request by `service`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        detection, inference = DetectionControl.of(context), context.services.inference
        self.timings, self.ways = TimingsPanel(), WaysPanel()
        self.timings.set_stage_names(StageNames(self).all())
        self.service = CompareService(inference.holder, self)
        WaysControl(self.ways, context.session, detection, self.service, self)
        context.shell.frame.fill_dock(TIMES_DOCK, TimePage(self.timings, self.ways))
        detection.run_shown.connect(self._on_run)
        inference.model_loaded.connect(self._on_model)

    def picture(self) -> WidgetPicture:
        """Return what can be exported while there are times."""
        shown = (self.timings, *self.ways.told)
        return WidgetPicture(self.tr("Where the time goes"), shown, lambda: self.timings.has_times)

    @Slot(object)
    def _on_run(self, run: DetectionRun | None) -> None:
        if run is not None:
            self.timings.set_seconds(run.seconds)

    @Slot()
    def _on_model(self) -> None:
        self.timings.clear()
