"""Opens the statistics, counts anew when the list changes, and does what a click on a figure means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.parser import parse_query
from frcnn_desktop.search.query import Query
from frcnn_desktop.search.statistics import SetStatistics
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.tasks.statistics_service import StatisticsService

if TYPE_CHECKING:
    from frcnn_desktop.ui.statistics.window import StatisticsWindow

PAUSE_MS = 200
"""Counting waits until the list has rested this long."""


class StatisticsControl(QObject, CatalogueObserver):
    """The window is made when it is first opened: pyqtgraph takes a third of a second to load."""

    def __init__(self, context: Context, service: StatisticsService) -> None:
        super().__init__(context.shell)
        self._shell, self._service = context.shell, service
        self._workspace, self._images = Workspace.of(context), ImageListPanel.of(context)
        self._window: StatisticsWindow | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._count)
        context.actions.bind(ActionId.STATISTICS, self.open)
        self._workspace.catalogue.observe(self)
        service.counted.connect(self._on_counted)
        service.written.connect(self._on_written)
        service.failed.connect(self._on_failed)

    def on_settled(self) -> None:
        """Something of the list has changed."""
        if self._window is not None and self._window.isVisible():
            self._pause.start()

    def open(self) -> None:
        """Show the statistics."""
        if self._window is None:
            from frcnn_desktop.ui.statistics.window import StatisticsWindow

            self._window = StatisticsWindow(self._shell.owner)
            self._window.scope_changed.connect(self._count)
            self._window.searched.connect(self._on_searched)
            self._window.chosen.connect(self._workspace.open_image)
            self._window.export_wanted.connect(self._on_export)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._count()

    @Slot()
    def _count(self) -> None:
        catalogue, window = self._workspace.catalogue, self._window
        if window is None or not window.isVisible():
            return
        window.set_search(str(catalogue.filter))
        entries = catalogue.matching if window.of_search else list(catalogue.entries)
        self._service.count(tuple(entries))

    @Slot(object)
    def _on_counted(self, statistics: SetStatistics) -> None:
        if self._window is not None:
            self._window.show_statistics(statistics)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        catalogue, window = self._workspace.catalogue, self._window
        before = catalogue.filter if window is not None and window.of_search else Query()
        added = tuple(term for term in parse_query(text).terms if term not in before.terms)
        self._images.search(str(Query(before.terms + added)))

    @Slot(str)
    def _on_export(self, suffix: str) -> None:
        if self._window is None:
            return
        current = self._workspace.current
        folder = current.parent if current is not None else None
        start = (folder or Path()) / f"{self._window.page_name}{suffix}"
        path = self._shell.prompts.figure_to_save(start, suffix)
        if path is not None:
            self._service.write(path, self._window.exported(suffix))

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self._shell.status(self.tr("Saved {name}").format(name=path.name))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._shell.notify(MessageKind.ERROR, message, key="statistics")
