"""What the detector is doing and what it found, on the canvas, in the panels and in the status bar."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.detections import DetectionRun, Detections
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.detect.detections_panel import DetectionsPanel
from frcnn_desktop.ui.detect.empty_detections_text import NothingWords
from frcnn_desktop.ui.detect.seconds_label import SecondsLabel
from frcnn_desktop.ui.detect.stage_names import StageNames
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.switches import keep_switch
from frcnn_desktop.workers.detect.messages import StageProgress

DETECTING, LOADING = "detecting", "loading"
"""Jobs in the status bar."""


class DetectionPresenter(QObject):
    """Shows runs and detections and passes on what people ask of them."""

    def __init__(
        self, context: Context, control: DetectionControl, panel: DetectionsPanel, seconds: SecondsLabel
    ) -> None:
        super().__init__(context.shell)
        self._shell, self._canvas, self._actions = context.shell, context.canvas, context.actions
        self._control, self._inference = control, context.services.inference
        self._settings, self._values = context.settings, context.values
        self._panel, self._seconds = panel, seconds
        self._later = context.canvas.paint_first.then
        self._names = StageNames(self)
        self._nothing = NothingWords(partial(self._actions.way_to, ActionId.DRAW), self)
        self._loading = False
        self._connect()
        self._bind_commands()

    def _connect(self) -> None:
        control, inference, panel = self._control, self._inference, self._panel
        panel.accept_wanted.connect(control.accept)
        panel.detection_selected.connect(control.select)
        self._canvas.detection_clicked.connect(self._on_clicked)
        control.selected_changed.connect(self._on_selected)
        self._canvas.detection_accept_requested.connect(control.accept)
        control.started.connect(self._on_started)
        control.run_shown.connect(self._on_run)
        control.detections_shown.connect(self._on_detections)
        control.failed.connect(self._on_failed)
        inference.busy_changed.connect(self._on_busy)
        inference.progress.connect(self._on_stage)
        inference.model_loading.connect(self._on_model_loading)
        inference.model_loaded.connect(self._on_model_ready)
        inference.model_failed.connect(self._on_model_ready)
        panel.set_message(self._nothing.no_image())

    def _bind_commands(self) -> None:
        actions, control = self._actions, self._control
        actions.bind(ActionId.DETECT, control.detect)
        actions.bind(ActionId.ACCEPT, self._accept)
        actions.bind(ActionId.ACCEPT_ALL, control.accept_all)
        automatic = actions[ActionId.AUTO_DETECT]
        keep_switch(automatic, Settings.auto_detect, self._settings, partial(setattr, control, "automatic"))

    def _accept(self) -> None:
        selected = self._control.selected
        self._control.accept(selected if selected >= 0 else None)

    @Slot(int)
    def _on_clicked(self, row: int) -> None:
        # A detection asks for two clicks; a suggestion is there to be answered.
        if self._control.offered is not None:
            self._control.select(row)

    @Slot(int)
    def _on_selected(self, row: int) -> None:
        """Show which row it is, and point out the proposal that a detection came from."""
        shown, offered = self._control.shown, self._control.offered
        self._panel.set_selected(row)
        self._show_current()
        if shown is not None and offered is None and 0 <= row < len(shown):
            found = int(shown.proposal_indices[row]), int(shown.class_indices[row])
            self._values.highlight.show(*found)
        else:
            self._values.highlight.clear()

    def _show_current(self) -> None:
        """Make the suggestion stand out that a key would take: the selected one, else the best."""
        offered, row = self._control.offered, self._control.selected
        best = 0 if offered is not None and 0 in offered.suggested else -1
        self._canvas.set_current_detection(row if row >= 0 else best)

    def _stop(self) -> None:
        self._inference.cancel()
        text = self.tr("Stopped. Press {key} to detect again.")
        self._panel.set_message(text.format(key=self._actions.way_to(ActionId.DETECT)))

    @Slot()
    def _on_started(self) -> None:
        self._shell.clear("detect")
        if self._inference.busy:
            self._shell.jobs.begin(DETECTING, self._busy_text(), self._stop, anew=True)
        self._panel.set_message(self.tr("Detecting…"))

    @Slot()
    def _on_busy(self) -> None:
        self._later(self._show_busy)

    def _show_busy(self) -> None:
        if self._inference.busy:
            self._shell.jobs.begin(DETECTING, self._busy_text(), self._stop)
        else:
            self._shell.jobs.end(DETECTING)

    def _busy_text(self) -> str:
        return self.tr("Loading the model") if self._loading else self.tr("Detecting")

    @Slot(object)
    def _on_stage(self, message: StageProgress) -> None:
        stage = self._names.all().get(message.stage, message.stage)
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
        self._later(self._show_seconds)

    def _show_seconds(self) -> None:
        self._seconds.show_seconds(_shown_seconds(self._control.run), self._names.all())

    @Slot(object)
    def _on_detections(self, detections: Detections | None) -> None:
        offered = self._control.offered
        self._canvas.set_detections(detections, offered.suggested if offered is not None else frozenset())
        self._show_current()
        self._later(self._show_list)

    def _show_list(self) -> None:
        control, panel, detections = self._control, self._panel, self._control.shown
        offered, run = control.offered, control.run
        panel.controls.set_filtering(offered is None)
        panel.set_detections(detections)
        if control.selected >= 0:
            panel.set_selected(control.selected)
        self._actions.set_available(Need.DETECTIONS, bool(detections is not None and len(detections)))
        if not control.has_image:
            panel.set_message(self._nothing.no_image())
        elif offered is not None:
            panel.set_message(offered.message)
        elif detections is None and self._inference.busy:
            panel.set_message(self.tr("Detecting…"))
        elif run is not None and detections is not None and not len(detections):
            panel.set_message(self._nothing.why(run, control.filtered, self._values.filter.value))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        text = self.tr("Detection failed. Press {key} to try again.")
        self._panel.set_message(text.format(key=self._actions.way_to(ActionId.DETECT)))
        again = [(self.tr("Try again"), self._control.detect)]
        about = self._control.image_path
        self._shell.notify(MessageKind.ERROR, message, again, key="detect", about=about)


def _shown_seconds(run: DetectionRun | None) -> dict[str, float] | None:
    return {"total": run.seconds["total"]} if run and "total" in run.seconds else None
