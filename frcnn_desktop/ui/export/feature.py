"""Exporting the images of the list as a VOC data set."""

from __future__ import annotations

from frcnn_desktop.ui.export.commands import ExportCommands
from frcnn_desktop.ui.export.exporting import ExportControl
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.workers.tasks.export_service import ExportService


class ExportFeature(Feature):
    commands = (ExportCommands,)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.exports = ExportService(self)
        self._control = ExportControl(context, self.exports)

    def start(self) -> None:
        self.exports.start()

    def stop(self) -> None:
        self.exports.shutdown()
