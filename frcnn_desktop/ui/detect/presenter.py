"""What the detector is doing and what it found, on the canvas, in the panels and in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.detect.empty_detections_text import NothingWords
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.messages import StageProgress

DETECTING, LOADING = "detecting", "loading"
"""Jobs in the status bar."""


class DetectionPresenter(QObject):
    """Shows runs and detections and passes on what people ask of them."""

    def __init__(
        self,
        window: MainWindow,
        shell: Shell,
        canvas: ImageCanvas,
        actions: Actions,
        control: DetectionControl,
        inference: InferenceService,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._canvas, self._actions = window, canvas, actions
        self._control, self._inference, self._settings = control, inference, settings
        self._shell = shell
        self._loading = False
        self._nothing = NothingWords(actions.key_text(ActionId.DRAW), self)
        panel = window.detections_panel
        panel.set_filter(control.filter)
        panel.filter_changed.connect(self._on_filter)
        panel.accept_wanted.connect(control.accept)
        panel.detection_selected.connect(self._on_selected)
        canvas.detection_accept_requested.connect(control.accept)
        window.timings_panel.set_stage_names(self._stage_names())
        control.started.connect(self._on_started)
        control.run_shown.connect(self._on_run)
        control.detections_shown.connect(self._on_detections)
        control.failed.connect(self._on_failed)
        inference.busy_changed.connect(self._on_busy)
        inference.progress.connect(self._on_stage)
        inference.model_loading.connect(self._on_model_loading)
        inference.model_loaded.connect(self._on_model_ready)
        inference.model_failed.connect(self._on_model_ready)
        actions[ActionId.DETECT].triggered.connect(control.detect)
        actions[ActionId.ACCEPT].triggered.connect(self._on_accept)
        actions[ActionId.ACCEPT_ALL].triggered.connect(control.accept_all)
        automatic = actions[ActionId.AUTO_DETECT]
        control.automatic = settings.auto_detect
        automatic.setChecked(settings.auto_detect)
        automatic.triggered.connect(self._on_automatic)
        panel.set_message(self._nothing.no_image())

    def _stage_names(self) -> dict[str, str]:
        return {
            "proposals": self.tr("Proposals"),
            "backbone": self.tr("Backbone"),
            "roi_head": self.tr("RoI pooling and head"),
            "nms": self.tr("NMS"),
            "total": self.tr("Total"),
        }

    @Slot(object)
    def _on_filter(self, detection_filter: DetectionFilter) -> None:
        self._settings.filter = detection_filter
        self._control.set_filter(detection_filter)

    @Slot()
    def _on_accept(self) -> None:
        selected = self._window.detections_panel.selected
        self._control.accept(selected if selected >= 0 else None)

    @Slot(int)
    def _on_selected(self, row: int) -> None:
        """Point out the proposal that a detection came from."""
        shown = self._control.shown
        known = shown is not None and 0 <= row < len(shown)
        self._canvas.highlight_proposal(int(shown.proposal_indices[row]) if shown and known else None)

    @Slot(bool)
    def _on_automatic(self, on: bool) -> None:
        self._settings.auto_detect = self._control.automatic = on

    def _stop(self) -> None:
        self._inference.cancel()
        self._window.detections_panel.set_message(self.tr("Stopped. Press I to detect again."))

    @Slot()
    def _on_started(self) -> None:
        self._shell.clear("detect")
        self._window.detections_panel.set_message(self.tr("Detecting…"))

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._shell.jobs.begin(DETECTING, self._busy_text(), self._stop)
        else:
            self._shell.jobs.end(DETECTING)

    def _busy_text(self) -> str:
        return self.tr("Loading the model") if self._loading else self.tr("Detecting")

    @Slot(object)
    def _on_stage(self, message: StageProgress) -> None:
        stage = self._stage_names().get(message.stage, message.stage)
        self._shell.jobs.begin(DETECTING, self.tr("Detecting: {stage}").format(stage=stage), self._stop)

    @Slot()
    def _on_model_loading(self) -> None:
        self._loading = True
        self._shell.jobs.begin(LOADING, self._busy_text())

    @Slot()
    def _on_model_ready(self) -> None:
        self._loading = False
        self._shell.jobs.end(LOADING)

    @Slot(object)
    def _on_run(self, run: DetectionRun | None) -> None:
        self._canvas.set_proposals(run.proposals if run else None)
        self._canvas.set_grids(run.grids if run else ())
        self._window.status.set_seconds(_shown_seconds(run), self._stage_names())
        if run is not None:
            self._window.timings_panel.set_seconds(run.seconds)
            if run.note:
                self._shell.notify(MessageKind.WARNING, run.note, key="note")

    @Slot(object)
    def _on_detections(self, detections: Detections | None) -> None:
        self._canvas.set_detections(detections)
        self._window.detections_panel.set_detections(detections)
        self._actions.set_available(Need.DETECTIONS, bool(detections is not None and len(detections)))
        control, run = self._control, self._control.run
        panel = self._window.detections_panel
        if not control.has_image:
            panel.set_message(self._nothing.no_image())
        elif detections is None and self._inference.busy:
            panel.set_message(self.tr("Detecting…"))
        elif run is not None and detections is not None and not len(detections):
            panel.set_message(self._nothing.why(run, control.filtered, control.filter))

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self._window.detections_panel.set_message(self.tr("Detection failed. Press I to try again."))
        self._shell.notify(
            MessageKind.ERROR, text, [(self.tr("Try again"), self._control.detect)], key="detect"
        )


def _shown_seconds(run: DetectionRun | None) -> dict[str, float] | None:
    return {"total": run.seconds["total"]} if run and "total" in run.seconds else None
