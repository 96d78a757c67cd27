"""Measuring both ways on request, and forgetting it with the image."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.inside.comparison.panel import WaysPanel
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.workers.base.jobs import RequestFailed
from frcnn_desktop.workers.inside.compare import CompareProgress, CompareService, CompareSucceeded


class WaysControl(QObject):
    """Connects the panel with the service for the open image."""

    def __init__(
        self,
        panel: WaysPanel,
        session: DocumentSession,
        detection: DetectionControl,
        service: CompareService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._session = panel, session
        self._detection, self._service = detection, service
        panel.measure_wanted.connect(self.measure)
        panel.stop_wanted.connect(service.cancel)
        session.image_changed.connect(self._forget)
        detection.run_shown.connect(self._on_run)
        service.progress.connect(self._on_progress)
        service.succeeded.connect(self._on_succeeded)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)

    @Slot()
    def measure(self) -> None:
        """Measure both ways on the open image."""
        image, run = self._session.image, self._detection.run
        if image is not None and run is not None and len(run.proposals):
            self._panel.set_ways(None)
            self._panel.set_progress(0, 0)
            self._service.compare(image, run.proposals.boxes)

    @Slot()
    def _forget(self) -> None:
        self._service.cancel()
        self._panel.set_ways(None)

    @Slot(object)
    def _on_run(self, run: DetectionRun | None) -> None:
        if run is None:
            # Another model: what is measured, or was, is not of this one.
            self._forget()
        self._panel.set_ready(run is not None and len(run.proposals) > 0)

    @Slot(object)
    def _on_progress(self, message: CompareProgress) -> None:
        self._panel.set_progress(message.done, message.total)

    @Slot(object)
    def _on_succeeded(self, message: CompareSucceeded) -> None:
        self._panel.set_ways(message.ways)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self._panel.set_message(in_language(message.message))

    @Slot()
    def _on_cancelled(self) -> None:
        self._panel.set_ways(None)
