"""Statistics of the images in the list."""

from __future__ import annotations

from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.statistics.control import StatisticsControl
from frcnn_desktop.workers.tasks.statistics_service import StatisticsService


class StatisticsFeature(Feature):
    """`service` counts, and writes figures; its thread starts with the first question."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.service = StatisticsService(self)
        self.control = StatisticsControl(context, self.service)

    def keep(self) -> None:
        """Wait until figures that were to be written are."""
        self.service.shutdown()
