"""Two annotators' folders compared and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.shell.action_ids import ActionId

if TYPE_CHECKING:
    from frcnn_desktop.ui.compare.compare_control import CompareControl
    from frcnn_desktop.workers.tasks.compare_service import ComparedImages, CompareService


class CompareFeature(Feature):
    """All of it is loaded when it is asked for, and its threads started."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._services: tuple[CompareService, ComparedImages] | None = None
        self._control: CompareControl | None = None
        context.actions.bind(ActionId.COMPARE, self._open)

    def keep(self) -> None:
        """Wait until the last decision is written."""
        if self._services is not None:
            self._services[1].shutdown()

    def stop(self) -> None:
        """Give up comparing or merging and end its thread; the other one has ended in `keep`."""
        if self._services is not None:
            self._services[0].shutdown()

    def _open(self) -> None:
        from frcnn_desktop.ui.compare.compare_control import CompareControl
        from frcnn_desktop.workers.tasks.compare_service import ComparedImages, CompareService

        if self._control is None:
            self._services = CompareService(self), ComparedImages(self)
            for service in self._services:
                service.start()
            self._control = CompareControl(self._context, *self._services)
        self._control.open()
