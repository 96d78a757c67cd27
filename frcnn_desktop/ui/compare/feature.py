"""Two annotators' folders compared and merged."""

from __future__ import annotations

from frcnn_desktop.ui.compare.commands import CompareCommands
from frcnn_desktop.ui.compare.compare_control import CompareControl
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.tasks.compare_service import ComparedImages, CompareService


class CompareFeature(Feature):
    commands = (CompareCommands,)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.service, self.images = CompareService(self), ComparedImages(self)
        self._control = CompareControl(context, self.service, self.images)
        context.actions.bind(ActionId.COMPARE, self._control.open)

    def start(self) -> None:
        for service in (self.service, self.images):
            service.start()

    def keep(self) -> None:
        """Wait until the last decision is written."""
        self.images.shutdown()

    def stop(self) -> None:
        self.service.shutdown()
