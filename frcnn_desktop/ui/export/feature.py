"""Data sets in and out: exporting the images of the list, importing those of other formats."""

from __future__ import annotations

from frcnn_desktop.formats.registry import FORMATS, VOC
from frcnn_desktop.ui.export.converting import ConversionControl
from frcnn_desktop.ui.export.exporting import ExportControl
from frcnn_desktop.ui.export.importing import ImportControl
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.workers.tasks.conversion_service import ConversionService, RecognitionService
from frcnn_desktop.workers.tasks.export_service import ExportService


class ExportFeature(Feature):
    """Has a thread each for exporting, converting and finding out what format a file has."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.exports, self.conversions = ExportService(self), ConversionService(self)
        self.recognition = RecognitionService(self)
        converting = ConversionControl(context.shell, self.conversions)
        self._control = (
            ExportControl(context, self.exports, converting),
            ImportControl(context, converting, self.recognition),
        )
        self._name_formats(context.actions)

    def _name_formats(self, actions: Actions) -> None:
        """Say in the tips of the commands which formats there are."""
        others = ", ".join(each.title for each in FORMATS if each is not VOC)
        every = ", ".join(each.title for each in FORMATS)
        into_voc = self.tr("Turn a data set of another format into VOC, and open it: {titles}")
        out = self.tr("Write images, annotations and splits into a new folder: {titles}")
        actions.set_tip(ActionId.IMPORT, into_voc.format(titles=others))
        actions.set_tip(ActionId.EXPORT, out.format(titles=every))

    def start(self) -> None:
        """Start the three threads."""
        for service in (self.exports, self.conversions, self.recognition):
            service.start()

    def stop(self) -> None:
        """Cancel what runs and end the three threads."""
        for service in (self.exports, self.conversions, self.recognition):
            service.shutdown()
